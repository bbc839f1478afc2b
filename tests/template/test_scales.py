"""Scales in a new workbook: they ship filled, stand in the hints of what is rated, and are carried over."""

from __future__ import annotations

from typing import Any

from pipeline.reading.workbook import read
from pipeline.template.build import NewWorkbook, build
from pipeline.template.carried.old_cells import OldCells
from pipeline.template.carry_over import carried
from schemas.scales import shipped_scales
from tests.template.made import blank, new, opened


def hints(data: bytes) -> dict[str, str]:
    """The hint of each column of Risks by its header."""
    sheet = opened(data)["Risks"]
    found: dict[str, str] = {}
    for rule in sheet.data_validations.dataValidation:
        found[str(rule.promptTitle)] = str(rule.prompt)
    return found


def rows(data: bytes) -> list[tuple[Any, ...]]:
    given = read(data).arrangement
    return [(row.scale, row.step, row.name, row.meaning) for row in given.others["Scales"]]  # type: ignore[attr-defined]


def test_the_scales_ship_filled_and_hold_as_shipped() -> None:
    expected = [(scale, step, *words) for scale, steps in shipped_scales().items() for step, words in steps.items()]
    assert rows(blank(2)) == expected


def test_every_step_stands_in_the_hints_of_what_is_rated() -> None:
    found = hints(blank(2))
    for scale, steps in shipped_scales().items():
        for header in (f"{scale.capitalize()} · P1", f"Residual {scale}"):
            assert all(f"{number} {words.name}" in found[header] for number, words in steps.items()), header
            assert len(found[header]) <= 255
    assert "about once a year" in found["Likelihood · P1"]


def test_words_of_the_parties_are_carried_over_and_stand_in_the_hints() -> None:
    old = new(values={"Scales": [{"scale": "Likelihood", "step": 3, "name": "Now and then", "meaning": "x" * 300}]})
    data = build(old)
    values, own = carried(read(data), OldCells(data))
    fresh = build(NewWorkbook(title="T", partners=old.partners, arrangement_id="CA-1", values=values, own=own))
    assert rows(fresh) == [("likelihood", 3, "Now and then", "x" * 300)]
    assert "3 Now and then" in hints(fresh)["Residual likelihood"]
    assert "4 Likely" in hints(fresh)["Residual likelihood"]
