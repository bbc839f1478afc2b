"""Each language that ships has every sentence, and no spelling means two things across the languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from schemas import arrangement_fields, spec, vocabulary
from schemas.spec import all_tables
from schemas.vocabulary import normal, vocabularies
from schemas.wording.languages import languages, speaking
from scripts.languages import glossary, lacking, sentences
from tests.languages.made import OTHERS


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_lacks_no_sentence_placeholder_plural_form_or_word_of_the_glossary(code: str) -> None:
    assert list(lacking(code)) == [], f"python scripts/languages.py {code}"


@pytest.mark.parametrize("name", vocabularies())
def test_a_spelling_of_a_list_means_one_word_in_all_languages(name: str) -> None:
    of = vocabularies()[name]
    assert list(two_meanings({code: vocabulary._spelled(code, of) for code in languages()})) == []


@pytest.mark.parametrize("name", all_tables())
def test_a_header_of_a_table_means_one_column_in_all_languages(name: str) -> None:
    spelled = {code: spec._spelled(name, code).items() for code in languages()}
    assert list(two_meanings({code: {said: of.name for said, of in those} for code, those in spelled.items()})) == []


def test_a_field_of_arrangement_is_called_as_no_other_is_in_any_language() -> None:
    assert list(two_meanings({code: arrangement_fields._spelled(code) for code in languages()})) == []


def test_a_sheet_is_called_as_no_other_is_in_any_language() -> None:
    sheets = {}
    for code in languages():
        with speaking(code):
            sheets[code] = {normal(of.sheet): name for name, of in all_tables().items()}
    assert list(two_meanings(sheets)) == []


def two_meanings(by_language: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """What is spelled alike and means something else in two languages."""
    first: dict[str, tuple[str, str]] = {}
    for code, spelled in by_language.items():
        for said, meaning in spelled.items():
            known, before = first.setdefault(said, (code, meaning))
            if before != meaning:
                yield f"{said!r}: {before} ({known}), {meaning} ({code})"


def test_of_a_language_that_is_not_begun_yet_every_sentence_and_every_term_is_lacking() -> None:
    told = set(lacking("de"))
    assert {f"{key}: is missing" for key in sentences("en")} <= told
    assert {f"glossary.yaml: has no word for {term['en']['use']!r}" for term in glossary()["terms"].values()} <= told
