"""Workbooks of any size for the benchmarks: seeded, plausible, valid."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pipeline.template.build import NewWorkbook, build

Rows = list[dict[str, Any]]
EVENTS = ("Flood", "Road ambush", "Power cut", "Cyber attack", "Crowd violence", "Epidemic")
DAY = date(2026, 11, 22)


def _some(chance: random.Random, *texts: str) -> str:
    return chance.choice(texts)


def _risks(count: int, codes: list[str], chance: random.Random) -> Rows:
    rows: Rows = []
    for number in range(1, count + 1):
        row: dict[str, Any] = {
            "risk": f"R{number}", "event": _some(chance, *EVENTS), "description": f"Staff could be harmed, {number}",
            "location": "District", "asset": "Field staff", "treatment": _some(chance, "Reduce", "Retain", "None"),
            "measures": _some(chance, "Convoy rules and radio", "Second route agreed", ""), "measures_cost": "Yes",
            "owner": chance.choice(codes), "status": _some(chance, "Open", "Treating", "Accepted", "Closed"),
            "next_review_on": DAY + timedelta(days=chance.randint(-60, 300)),
        }  # fmt: skip
        for code in codes:
            row[f"likelihood · {code}"], row[f"impact · {code}"] = chance.randint(1, 4), chance.randint(1, 5)
            row[f"exposure · {code}"] = _some(chance, "Direct", "Indirect", "None")
        rows.append(row)
    return rows


def _activities(count: int, codes: list[str], chance: random.Random) -> Rows:
    numbers = [f"{top}.{part}.{leaf}" for top in range(1, 9999) for part in range(1, 5) for leaf in range(1, 6)]
    chosen: list[str] = []
    for code in numbers:
        for wanted in (code.rpartition(".")[0].rpartition(".")[0], code.rpartition(".")[0], code):
            if wanted not in chosen[-25:]:
                chosen.append(wanted)
        if len(chosen) >= count:
            break
    rows: Rows = []
    for code in chosen[:count]:
        row: dict[str, Any] = {
            "activity": code, "phase": _some(chance, "Preparedness", "Response", "Recovery"),
            "event": _some(chance, *EVENTS), "title": f"Activity {code}",
            "scope_agreed": _some(chance, "Within the district", ""),
        }  # fmt: skip
        for partner in codes:
            row[f"role · {partner}"] = _some(chance, "", "L", "P", "S", "X", "")
        rows.append(row)
    return rows


def _indicators(count: int, codes: list[str], chance: random.Random) -> Rows:
    rows: Rows = []
    for number in range(1, count + 1):
        row: dict[str, Any] = {
            "indicator": f"I{number}", "element": f"Element {number % 15}", "text": f"What is in place, {number}",
            "applies_to": _some(chance, "Partnership", "Each partner"), "key": _some(chance, "Yes", "No"),
        }  # fmt: skip
        for code in codes:
            row[f"rating · {code}"] = _some(chance, "Present", "Partial", "Absent", "")
            row[f"evidence · {code}"] = _some(chance, "Documented", "Confirmed", "None", "")
        rows.append(row)
    return rows


def _budget(count: int, codes: list[str], chance: random.Random) -> Rows:
    return [
        {
            "line": f"B{number}", "category": _some(chance, "Training", "Insurance", "Equipment"),
            "description": f"Cost {number}", "protects": chance.choice(codes), "held_by": chance.choice(codes),
            "supports": f"R{chance.randint(1, 60)}", "quantity": chance.randint(1, 9),
            "unit_cost": chance.randint(100, 2000), "periods": 12, "funded_amount": chance.randint(0, 60_000),
        }
        for number in range(1, count + 1)
    ]  # fmt: skip


def workbook(
    risks: int = 60, activities: int = 200, indicators: int = 150, lines: int = 80, partners: int = 4
) -> bytes:
    """A valid workbook with so many rows; without arguments the typical one of DESIGN.md."""
    chance = random.Random(22397)
    codes = [f"P{number}" for number in range(1, partners + 1)]
    values: Mapping[str, Rows] = {
        "Risks": _risks(risks, codes, chance), "Activities": _activities(activities, codes, chance),
        "Indicators": _indicators(indicators, codes, chance), "Budget": _budget(lines, codes, chance),
    }  # fmt: skip
    named = tuple((code, f"Organisation {code}") for code in codes)
    return build(NewWorkbook(title="Benchmark", partners=named, arrangement_id="CA-BENCHMARK", values=values))
