"""Rows below each risk that say what is done about it, below a heading of their own: Preventive actions, P-01."""

from __future__ import annotations

import re

from pipeline.adopt.compared_words import Tokens, tokens
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.register_concepts import KIND
from pipeline.adopt.recognise.rows.body import Body, Shape, is_rated
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown

_OF_A_RISK = frozenset({"measures", "existing_measures", "consequence", "impact", "cause"})
_LETTERS = re.compile(r"[^\W\d_]+")


def leave_actions_below(sheet: SourceSheet, body: Body, shape: Shape) -> list[int]:
    """Take rows below such headings for no risks, where they have no rating, or the id of something else; these rows.

    Only where risks have what these have not.
    """
    if not any(_speaks_of_measures(tokens(heading)) for heading in body.headings.values()) or not body.carried:
        return []
    first, start = body.carried[0], min(body.headings)
    own = _letters(sheet, first, shape)

    def is_other(row: int) -> bool:
        letters = _letters(sheet, row, shape)
        if is_rated(sheet, first, shape):
            return not _says_how_bad(sheet, row, shape) and (not own or letters != own)
        return bool(own and letters) and letters != own

    below = [row for row in body.carried if row > start and is_other(row)]
    body.leave_all(below, "another")
    return below


def _says_how_bad(sheet: SourceSheet, row: int, shape: Shape) -> bool:
    """Whether anything stands where risks are rated, also a word that nobody knows."""
    return any(not is_empty(sheet.at(row, column)) for column in (*shape.ratings, *shape.levels))


def _letters(sheet: SourceSheet, row: int, shape: Shape) -> str:
    """The letters of a row's id: R of R-01."""
    cells = (sheet.at(row, column) for column in shape.ids)
    said = next((shown(cell) for cell in cells if not is_empty(cell)), "")
    found = _LETTERS.match(said)
    return found[0] if found else ""


def _speaks_of_measures(words: Tokens) -> bool:
    """Whether a heading is called like what is said of one risk, or speaks of measures."""
    named = {match.concept.name for match in lexicon(KIND).matches(words) if match.score == 1}
    of_measures = word_set("measure_words") | word_set("control_words")
    return bool(named & _OF_A_RISK or of_measures & {*words})
