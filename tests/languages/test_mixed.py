"""Workbooks that mix languages, as people do: headers of one, words of another, sheets of a third, other digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

import pytest

from pipeline.reading.coerce.vocabulary import nearest
from pipeline.reading.workbook import read
from schemas.spec import all_tables, table
from schemas.vocabulary import vocabulary
from schemas.wording.languages import languages, speaking
from tests.reading.books import Shape, book, header_of, keys_of, shaped
from tests.run.made import ACTIVITIES, RISKS

CODES = ("INTL", "LOCA")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
INDICATORS = [{"indicator": "I1", "text": "Is there a plan?", "applies_to": "partnership", "rating · INTL": "partly"}]
LINES = [
    {"line": "B1", "category": "training", "description": "Course", "quantity": 2, "unit_cost": 100.5, "periods": 3}
]
FIRST = "R1".translate(ARABIC)
ROWS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "Risks": RISKS,
    "Activities": ACTIVITIES,
    "Indicators": INDICATORS,
    "Budget": LINES,
}


def worded(name: str, key: str, value: Any, code: str) -> Any:
    """A cell with its word as a language says it."""
    column = table(name).by_name.get(key.partition(" · ")[0])
    words = column.vocabulary if column else None
    with speaking(code):
        return words.label(words.code(value) or value) if words and isinstance(value, str) else value


def mixed(seed: int) -> bytes:
    chance = Random(seed)
    shapes: dict[str, Shape] = {}
    rows: dict[str, Any] = {}
    for name in all_tables():
        heads = {}
        for key in keys_of(table(name), CODES):
            with speaking(chance.choice(languages())):
                heads[key] = header_of(table(name), key)
        with speaking(chance.choice(languages())):
            sheet = table(name).sheet
        if not table(name).optional:
            shapes[name] = shaped(headers=heads, sheet=sheet)
    for name, of in ROWS.items():
        rows[name] = [
            {key: worded(name, key, cell, chance.choice(languages())) for key, cell in row.items()} for row in of
        ]
    return book(rows, partners=CODES, shapes=shapes, raw=True)


def typed_out() -> bytes:
    """Rows with ids, numbers and days as texts in the digits of Arabic."""
    rows = {
        "Risks": [
            {**RISKS[0], "risk": "R1".translate(ARABIC), "likelihood · INTL": "٥", "next_review_on": "٢٠٢٧-٠١-٣١"}
        ],
        "Budget": [{**LINES[0], "unit_cost": "١٠٠٫٥", "supports": FIRST}],
        "Activities": [{**ACTIVITIES[0], "activity": "١"}, {**ACTIVITIES[1], "activity": "١٫١"}],
    }
    return book(rows, partners=CODES)


@pytest.mark.parametrize("seed", range(3))
def test_a_workbook_of_several_languages_reads_as_one_of_a_single_language(seed: int) -> None:
    plain = read(book({name: list(of) for name, of in ROWS.items()}, partners=CODES, raw=True))
    found = read(mixed(seed))
    assert [(one.check, one.cell) for one in found.problems] == [(one.check, one.cell) for one in plain.problems]
    for name in ("risks", "activities", "indicators", "lines"):
        assert getattr(found.arrangement, name) == getattr(plain.arrangement, name)


def test_digits_of_arabic_are_understood_in_ids_numbers_and_days() -> None:
    found = read(typed_out()).arrangement
    assert [one.activity for one in found.activities] == ["1", "1.1"]
    assert (found.risks[0].likelihood["INTL"], found.risks[0].next_review_on) == (5, date(2027, 1, 31))
    assert found.lines[0].unit_cost == 100.5
    assert found.lines[0].supports == (found.risks[0].risk,)


@pytest.mark.parametrize(
    ("code", "slip"), [("fr", "réduirre"), ("es", "reducirr"), ("ar", "تخفييض"), ("en", "redduce")]
)
def test_a_slip_is_answered_with_the_nearest_word_of_the_language(code: str, slip: str) -> None:
    words = vocabulary("treatment")
    with speaking(code):
        assert words.label("reduce") in nearest(slip, words)
