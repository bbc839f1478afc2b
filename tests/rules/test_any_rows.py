"""Whatever people write and however they sort it: every finding is whole, and sorting a sheet changes none."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from random import Random
from typing import Any

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Action, Activity, Arrangement, Indicator, Line, Partner, Risk
from pipeline.findings.engine import find
from schemas import wording

TODAY = date(2026, 11, 22)
CODES = ("A", "B", "C")
EVENTS = ("Flood", "flood", "Séisme", "Seisme", "Attack")
TABLES = ("risks", "activities", "indicators", "lines", "actions")
LEVELS = ("present", "partial", "absent", "not_applicable")


def _some(chance: Random, words: str | tuple[str, ...], often: float = 0.7) -> dict[str, str]:
    return {code: chance.choice(words) for code in CODES if chance.random() < often}


def _scale(chance: Random) -> dict[str, int]:
    return {code: chance.randint(1, 5) for code in CODES if chance.random() < 0.9}


def _day(chance: Random) -> date | None:
    return chance.choice([None, date(2025, 1, 1), date(2026, 9, 1), date(2027, 1, 1)])


def _activity(chance: Random, row: int) -> Activity:
    code = f"{row % 4 + 1}.{row // 4 + 1}" if row >= 4 else str(row + 1)
    return Activity(
        row=row, activity=code, phase=chance.choice(["preparedness", "response", "recovery"]),
        event=chance.choice(EVENTS), title=chance.choice("xy"), location=chance.choice(["", "North"]),
        role=_some(chance, "LPSX"), scope_agreed=chance.choice(["", "s"]), coordination_rule=chance.choice(["", "r"]),
        capability=chance.choice(["", "c"]), supports=(chance.choice("1234"),), exercised_on=_day(chance),
    )  # fmt: skip


def _arrangement(chance: Random) -> Arrangement:
    each = range(24)
    return Arrangement(
        fields={"currency": "EUR", "valid_until": date(2028, 1, 1)},
        partners=tuple(Partner(row=i, partner=code, party="yes") for i, code in enumerate(CODES)),
        risks=tuple(
            Risk(row=i, risk=f"R{i}", event=chance.choice(EVENTS), likelihood=_scale(chance), impact=_scale(chance),
                 exposure=_some(chance, ("direct", "indirect", "none")), owner=chance.choice(["", "A"]))
            for i in each
        ),
        activities=tuple(_activity(chance, i) for i in each),
        indicators=tuple(
            Indicator(row=i, indicator=f"I{i}", element=chance.choice(EVENTS), key=chance.choice(["yes", "no"]),
                      applies_to=chance.choice(["partnership", "each_partner"]), rating=_some(chance, LEVELS),
                      evidence=_some(chance, ("documented", "none")), agreed_rating=chance.choice(["", "partial"]))
            for i in each
        ),
        lines=tuple(
            Line(row=i, line=f"B{i}", category=chance.choice(["training", "insurance"]),
                 description=chance.choice("xy"), protects=tuple(chance.sample(CODES, 2)),
                 supports=(chance.choice(["R1", "1.2", "I99"]),), unit_cost=7,
                 quantity=3, funded_amount=chance.choice([None, 10, 21]), until_date=_day(chance),
                 sufficient=_some(chance, ("yes", "no")))
            for i in each
        ),
        actions=tuple(
            Action(row=i, action=f"M-{i}", agreed_responsible=(chance.choice(CODES),), agreed_due=_day(chance),
                   status=chance.choice(["agreed", "done"]), verified_by=chance.choice(["", "A"]))
            for i in each
        ),
    )  # fmt: skip


def _torn(chance: Random, row: Any) -> Any:
    """The row with one cell that cannot be understood."""
    name = chance.choice([field.name for field in fields(row)[2:] if not isinstance(getattr(row, field.name), str)])
    value = getattr(row, name)
    if isinstance(value, dict):
        code = chance.choice(CODES)
        rest = {other: given for other, given in value.items() if other != code}
        return replace(row, **{name: rest}, unknown=frozenset({f"{name} · {code}"}))
    return replace(row, **{name: () if isinstance(value, tuple) else None}, unknown=frozenset({name}))


@pytest.mark.parametrize("seed", range(6))
def test_every_finding_is_whole_with_cells_that_cannot_be_understood(seed: int) -> None:
    chance = Random(seed)
    given = _arrangement(chance)
    rows: dict[str, Any] = {name: tuple(_torn(chance, row) for row in getattr(given, name)) for name in TABLES}
    torn = replace(given, **rows)
    found = find(Assessment.of(torn, TODAY)).shown
    assert len({finding.id for finding in found}) == len(found)
    for finding in found:
        assert finding.says.strip()
        assert finding.do.strip()
        assert "{" not in finding.says + finding.do
        assert finding.cell is not None or finding.rule.startswith(("ARR", "OBS"))
        assert finding.severity in wording.rules()[finding.rule].severity


@pytest.mark.parametrize("seed", range(6))
def test_sorting_every_sheet_another_way_changes_no_finding(seed: int) -> None:
    chance = Random(seed)
    given = _arrangement(chance)
    mixed_rows: dict[str, Any] = {
        name: tuple(chance.sample(rows := getattr(given, name), len(rows))) for name in TABLES
    }
    mixed = replace(given, **mixed_rows)
    assert find(Assessment.of(mixed, TODAY)) == find(Assessment.of(given, TODAY))
