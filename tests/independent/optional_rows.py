"""Rows of the sheets that people ask for, left to chance apart from the others: a new sheet changes none of those."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.domain.arrangement import Row
from schemas.tables.incidents import Incident
from schemas.vocabulary import vocabulary
from tests.independent.chance import Chance

Ids = Mapping[str, Sequence[str]]
MOST = 6


def optional_rows(seed: int, codes: Sequence[str], today: date, ids: Ids, events: Sequence[str]) -> dict[str, Any]:
    """Some rows of each such sheet, by its name; `ids` are those of the other tables."""
    found: dict[str, tuple[Row, ...]] = {}
    for place, (name, make) in enumerate(MADE.items(), start=1):
        chance = Chance(seed + place * 1_000_003, codes, today)
        count = chance.source.choice([0, 0, 1, 3, MOST])
        if count:
            found[name] = tuple(make(chance, 5 + i, i + 1, ids, events) for i in range(count))
    return found


def _incident(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> Incident:
    return Incident(
        row=row, incident=f"N{number}", event=chance.source.choice(events), on=chance.day(),
        risk=chance.pick([*map(chance.spelled, ids["Risks"]), "Q7"]), touched=chance.partners(),
        kind=chance.word("incident_kind"), harm=chance.pick([*vocabulary("harm").codes, "slight", "none"]),
        shared_on=chance.day(), lesson=chance.text(), sharing=chance.word("sharing"),
    )  # fmt: skip


MADE: dict[str, Callable[[Chance, int, int, Ids, Sequence[str]], Row]] = {"Incidents": _incident}
