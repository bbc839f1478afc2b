"""Marks and spaces stand as a language writes them, wherever its sentences stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from schemas.wording.languages import languages
from scripts.languages import sentences

_CODE = re.compile(r"`[^`]*`|\"[^\"]*\"|'[^']*'|\{[^}]*\}![A-Z{]|\{[^}]*![rs]\}|\w+![A-Z]+\d+|\w+://\S*|%\d\w")
_ENDS = re.compile(r"[\w)}»](\?|!)")  # a mark that stands for itself ends nothing


def said(language: str) -> Iterator[tuple[str, str]]:
    """Every sentence with its key, without what is typed; those of the macros are of plain letters alone."""
    for key, entry in sentences(language).items():
        if not key.startswith("excel.macro."):
            for form in [entry] if isinstance(entry, str) else entry.values():
                yield key, _CODE.sub("x", form)


def those_with(language: str, pattern: str) -> list[str]:
    """Where a sentence of the language has what it should not have."""
    return [f"{key}: {form}" for key, form in said(language) if re.search(pattern, form)]


def test_no_line_of_french_breaks_before_a_mark_that_has_a_space_before_it() -> None:
    assert those_with("fr", r" (?:[;?!»]|:(?!\S)|%(?! \())|« ") == []


def test_french_has_a_space_before_its_high_marks_and_within_its_quotation_marks() -> None:
    assert those_with("fr", r"[^\s\xa0«][;?!»](?!\S*%)|[^\s\xa0]:\s|«[^\xa0]") == []


def test_french_has_one_apostrophe() -> None:
    assert those_with("fr", r"[^\W\d_]'[^\W\d_]") == []


def test_a_question_of_spanish_begins_with_its_mark() -> None:
    for ends, begins in ("?¿", "!¡"):
        assert [key for key, form in said("es") if _ENDS.findall(form).count(ends) != form.count(begins)] == []


@pytest.mark.parametrize("code", ["fr", "es"])
def test_quotation_marks_are_those_of_the_language(code: str) -> None:
    assert those_with(code, "[“”„]") == []


@pytest.mark.parametrize("code", languages())
def test_what_a_rule_says_of_each_begins_small_for_it_stands_within_a_sentence(code: str) -> None:
    within = [(key, form) for key, form in said(code) if re.match(r"rules/.*\.each(\.|$)", key)]
    assert within
    assert [f"{key}: {form}" for key, form in within if form[:1].isupper()] == []
