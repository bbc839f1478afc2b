"""Cells below the header of an id that are none: the same words again and again, names of documents or of parts."""

from __future__ import annotations

import re

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.by_values.text_columns import is_list
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn

_MOST = 0.5  # of the cells
_LETTERS = 4  # of a word that names something
_MAY_BE_NAMED = frozenset({"ref", "reference"})  # of the row, or of the paper that is meant
_NUMBERED = re.compile(r"\s*[A-Z]?\d+(?:[.-]\d+)*[.)]?\s+\S")


def are_no_ids(column: WeighedColumn) -> bool:
    """Whether the cells of what is called an id name something else than their row."""
    profile = column.profile
    if is_list(profile) and not any(map(_numbers_rows, profile.counts)):
        return True
    if word_set("numbering_words") & {*column.head.words} - _MAY_BE_NAMED:
        return False
    return are_numbered_names(profile) or _are_named(profile)


def are_numbered_names(profile: Profile) -> bool:
    """Whether most cells are names behind a number: 4.2.1 General."""
    named = [cell for cell in profile.counts if _NUMBERED.match(cell) and _names(cell)]
    return len(named) > _MOST * len(profile.counts)


def _are_named(profile: Profile) -> bool:
    """Whether cells have words of their own beside a number: Plan v.6, Sheet R2; Clause 4, Clause 5 number rows."""
    named = [cell for cell in profile.counts if len(cell.split()) > 1 and _names(cell)]
    first = {words[0] for cell in named if (words := words_of(cell))}
    return len(first) > _MOST * len(profile.counts)


def _names(cell: str) -> bool:
    return any(len(word) >= _LETTERS and word.isalpha() for word in words_of(cell))


def _numbers_rows(cell: str) -> bool:
    """Whether it is a number, or a letter that begins anew in each section: 2.1, b, IV."""
    is_letter = len(cell.strip(" ).(")) == 1
    return any(map(str.isdigit, cell)) or is_letter or {*cell.upper()} <= {*"IVX. )"}
