"""One arrangement, each sheet in a language and digits of its own, all further sheets among them: the same findings."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.arrangement import Arrangement
from schemas.spec import all_tables, optional_tables, table
from schemas.wording.languages import DEFAULT, languages, speaking
from tests.chance import examples
from tests.independent.optional_rows import MADE
from tests.independent.strategies import cases, made
from tests.languages.made import OTHERS, built, results_of, typed
from tests.languages.test_same_findings import said
from tests.languages.test_typed_values import DIGITS, in_digits
from tests.reading.books import Shape, book, header_of, keys_of, shaped

FURTHER = {of.name for of in optional_tables() if of.is_input}
TODAY = date(2026, 11, 22)
SIZES = (4, 4, 4, 4, 3)


def with_all_sheets() -> Arrangement:
    """The first arrangement left to chance in which each further sheet has rows."""
    tried = (made(seed, 3, SIZES, TODAY) for seed in range(1, 20_000, 2))
    return next(one for one in tried if all(one.table_rows(name) for name in FURTHER))


def in_sheets(arrangement: Arrangement, chance: Random | None) -> bytes:
    """A workbook with all that is typed as text; each sheet in a language and digits by chance, or all in English."""
    shapes: dict[str, Shape] = {}
    rows: dict[str, Any] = {}
    codes = [one.partner for one in arrangement.partners]
    for name, of in all_tables().items():
        language = chance.choice(languages()) if chance else DEFAULT
        system = chance.choice([*DIGITS]) if chance else "latn"
        with speaking(language):
            heads = {key: header_of(of, key) for key in keys_of(of, codes)}
            shapes[name] = shaped(headers=heads, sheet=of.sheet)
            if cells := typed(arrangement).get(name):
                rows[name] = [{key: written(cell, language, system) for key, cell in row.items()} for row in cells]
    return book(rows, partners=codes, shapes=shapes, raw=True)


def written(cell: Any, language: str, system: str) -> Any:
    """A number or a day as text, as the language writes it; lists as it separates them."""
    if isinstance(cell, date):
        return in_digits(format_date(cell, "long", locale=language), system)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return in_digits(format_decimal(cell, "0.##", locale=language, numbering_system=system), system)
    return cell


def differences(found: Any, expected: Any) -> dict[str, Any]:
    return {name: (found[name], expected[name]) for name in expected if found[name] != expected[name]}


@settings(max_examples=examples(10))
@given(cases(most=5).filter(lambda case: 1 <= len(case[0].partners) <= 4), st.integers(0, 2**16))
def test_sheets_in_several_languages_say_the_same_as_those_of_one(case: tuple[Arrangement, date], seed: int) -> None:
    arrangement, today = case
    expected = said(*results_of(in_sheets(arrangement, None), today), today)
    found = said(*results_of(in_sheets(arrangement, Random(seed)), today), today)
    assert differences(found, expected) == {}


def test_there_is_a_row_left_to_chance_for_each_further_sheet() -> None:
    assert {*MADE} == FURTHER


@pytest.mark.parametrize("seed", range(2))
def test_rows_of_all_further_sheets_say_the_same_in_mixed_languages(seed: int) -> None:
    arrangement = with_all_sheets()
    reading, results = results_of(in_sheets(arrangement, None), TODAY)
    assert all(reading.arrangement.table_rows(name) for name in FURTHER)
    areas = {table(name).area for name in FURTHER}
    assert len({one.rule.partition("-")[0] for one in results.findings.shown} & areas) > 4
    expected = said(reading, results, TODAY)
    assert differences(said(*results_of(in_sheets(arrangement, Random(seed)), TODAY), TODAY), expected) == {}


@pytest.mark.parametrize("code", OTHERS)
def test_rows_of_all_further_sheets_say_the_same_in_each_language(code: str) -> None:
    arrangement = with_all_sheets()
    expected = said(*results_of(built(DEFAULT, arrangement), TODAY), TODAY)
    reading, results = results_of(built(code, arrangement), TODAY)
    assert all(reading.arrangement.table_rows(name) for name in FURTHER)
    assert differences(said(reading, results, TODAY), expected) == {}
