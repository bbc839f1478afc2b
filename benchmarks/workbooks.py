"""Workbooks of any size for the benchmarks: seeded, valid, and kept as well as working partners keep them.

The rates: 5 % of ratings missing, 2 % of them far from the others, 5 % of measures and scopes not written
down, 3 % of owners and roles missing, 5 % of indicators not present, 10 % of budget lines half funded.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pipeline.template.build import NewWorkbook, build

Rows = list[dict[str, Any]]
EVENTS = ("Flood", "Road ambush", "Power cut", "Cyber attack", "Crowd violence", "Epidemic")
DAY = date(2026, 11, 22)


def _mostly(chance: random.Random, usual: Any, rate: float, *others: Any) -> Any:
    """`usual`, but at the given rate one of the others."""
    return chance.choice(others) if chance.random() < rate else usual


def _near(chance: random.Random, value: int) -> int:
    """A partner's own view of a rating: mostly the same, sometimes one off, rarely far."""
    return min(5, max(1, value + chance.choices((0, 1, -1, 3), (70, 14, 14, 2))[0]))


def _risks(count: int, codes: list[str], rated_by_exposed: int, chance: random.Random) -> Rows:
    rows: Rows = []
    for number in range(1, count + 1):
        row: dict[str, Any] = {
            "risk": f"R{number}", "event": chance.choice(EVENTS), "description": f"Staff could be harmed, {number}",
            "location": "District", "asset": "Field staff", "treatment": _mostly(chance, "Reduce", 0.1, "Retain", ""),
            "measures": _mostly(chance, "Convoy rules and radio", 0.05, ""), "measures_cost": "None",
            "owner": _mostly(chance, chance.choice(codes), 0.03, ""),
            "status": chance.choices(("Open", "Treating", "Closed"), (5, 3, 2))[0],
            "next_review_on": DAY + timedelta(days=chance.randint(-10, 300)),
        }  # fmt: skip
        likelihood, impact = chance.randint(1, 3), chance.randint(1, 4)
        for code in codes:
            if chance.random() < 0.95:
                row[f"likelihood · {code}"] = _near(chance, likelihood)
                row[f"impact · {code}"] = _near(chance, impact)
            row[f"exposure · {code}"] = chance.choice(("Direct", "Indirect", "None"))
            if number <= rated_by_exposed and row[f"exposure · {code}"] == "None":
                row[f"likelihood · {code}"] = row[f"impact · {code}"] = None
        rows.append(row)
    return rows


def _codes(count: int) -> list[str]:
    """Dotted codes, three levels deep: 1, 1.1, 1.1.1 to 1.1.5, 1.2, ..."""
    made: list[str] = []
    for top in range(1, 10_000):
        made.append(str(top))
        for part in range(1, 5):
            made += [f"{top}.{part}", *(f"{top}.{part}.{leaf}" for leaf in range(1, 6))]
        if len(made) >= count:
            break
    return made[:count]


def _activities(count: int, codes: list[str], chance: random.Random) -> Rows:
    rows: Rows = []
    for code in _codes(count):
        top = int(code.partition(".")[0])
        row: dict[str, Any] = {
            "activity": code, "phase": ("Preparedness", "Response", "Recovery")[top % 3],
            "event": EVENTS[top % len(EVENTS)], "title": f"Activity {code}", "location": f"Area {code}",
            "scope_agreed": _mostly(chance, "Within the district", 0.05, ""), "coordination_rule": "Daily call",
            "capability": "Two teams", "resources": "Cars, radios", "exercised_on": DAY - timedelta(days=90),
        }  # fmt: skip
        for position, partner in enumerate(codes):
            row[f"role · {partner}"] = _mostly(chance, "L" if position == top % len(codes) else "P", 0.03, "", "X")
        rows.append(row)
    return rows


def _indicators(count: int, codes: list[str], chance: random.Random) -> Rows:
    rows: Rows = []
    for number in range(1, count + 1):
        row: dict[str, Any] = {
            "indicator": f"I{number}", "element": f"Element {number % 15}", "text": f"What is in place, {number}",
            "applies_to": ("Partnership", "Each partner")[number % 2], "key": _mostly(chance, "No", 0.1, "Yes"),
        }  # fmt: skip
        for code in codes:
            row[f"rating · {code}"] = _mostly(chance, "Present", 0.05, "Partial", "Absent", "")
            row[f"evidence · {code}"] = _mostly(chance, "Documented", 0.05, "None", "")
        rows.append(row)
    return rows


def _budget(count: int, codes: list[str], chance: random.Random) -> Rows:
    rows: Rows = []
    for number in range(1, count + 1):
        quantity, cost = chance.randint(1, 9), chance.randint(100, 2000)
        rows.append({
            "line": f"B{number}", "category": chance.choice(("Training", "Insurance", "Equipment")),
            "description": f"Cost {number}", "protects": chance.choice(codes), "held_by": chance.choice(codes),
            "supports": f"R{chance.randint(1, 60)}", "quantity": quantity, "unit_cost": cost, "periods": 12,
            "funded_amount": _mostly(chance, quantity * cost * 12, 0.1, quantity * cost * 6),
        })  # fmt: skip
    return rows


def workbook(
    risks: int = 60, activities: int = 200, indicators: int = 150, lines: int = 80, partners: int = 4,
    rated_by_exposed: int = 0,
) -> bytes:  # fmt: skip
    """A valid workbook with so many rows; without arguments the typical one of docs/design.md.

    A third of exposures are None. Partners rate such risks all the same, which is mentioned in Checks (six times in
    five risks); not so the first risks, which are `rated_by_exposed` partners alone.
    """
    chance = random.Random(22397)
    codes = [f"P{number}" for number in range(1, partners + 1)]
    values: Mapping[str, Rows] = {
        "Risks": _risks(risks, codes, rated_by_exposed, chance), "Activities": _activities(activities, codes, chance),
        "Indicators": _indicators(indicators, codes, chance), "Budget": _budget(lines, codes, chance),
    }  # fmt: skip
    named = tuple((code, f"Organisation {code}") for code in codes)
    return build(NewWorkbook(title="Benchmark", partners=named, arrangement_id="CA-BENCHMARK", values=values))
