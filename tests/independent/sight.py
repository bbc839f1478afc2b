"""What is seen row by row, and how it becomes findings: first absorb, then group (docs/rules.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.domain.arrangement import Arrangement
from pipeline.domain.cell import Cell
from tests.independent.book import alike, natural

ORDER = ("critical", "high", "medium", "low", "info")
IDS = {"Partners": "partner", "Risks": "risk", "Activities": "activity", "Indicators": "indicator", "Budget": "line",
       "ActionPlan": "action"}  # fmt: skip
ROWS = {"Risks", "Activities", "Indicators", "Budget", "ActionPlan"}
ABSORBS = {"RSK-02": {"RSK-04", "RSK-09", "RSK-12", "RSK-13"}, "RSK-11": {"ACT-14"}, "PAR-05": {"RSK-01", "IND-03"}}


@dataclass(frozen=True)
class Sight:
    """One thing seen. `place` says where the subject lives: a table, or event, element, arrangement.

    `cells` are the empty or offending cells that decide it; None among them says that something else does too.
    `table` is that of `rows`; `about` is the risk, event or party that absorbing goes by; `field` the
    arrangement's field to point at.
    """

    rule: str
    subject: str
    severity: str
    place: str
    cells: tuple[Cell | None, ...] = (None,)
    rows: tuple[str, ...] = ()
    table: str = ""
    about: str = ""
    field: str = ""


@dataclass(frozen=True)
class Found:
    """One finding as compared; events and elements as `alike` has them."""

    rule: str
    subject: str
    severity: str
    rows: frozenset[str]
    cell: Cell | None


def at(table: str, row: dict[str, Any], name: str, code: str = "") -> Cell:
    """A cell of a row."""
    return Cell(table, row["row"], f"{name} · {code}" if code else name)


def found(given: Arrangement, sights: Iterable[Sight]) -> set[Found]:
    """The findings that are left after absorbing and grouping."""
    sights = list(sights)
    groups: dict[tuple[str, str], list[Sight]] = {}
    absorbers = [sight for sight in sights if sight.rule in ABSORBS]
    for sight in sights:
        if not any(_absorbs(other, sight) for other in absorbers):
            groups.setdefault((sight.rule, sight.subject), []).append(sight)
    return {_finding(given, group) for group in groups.values()}


def _absorbs(absorber: Sight, sight: Sight) -> bool:
    about = absorber.about if absorber.rule == "RSK-11" else absorber.subject
    return sight.rule in ABSORBS.get(absorber.rule, ()) and alike(about) == alike(sight.about)


def _finding(given: Arrangement, group: list[Sight]) -> Found:
    rows = {row for sight in group for row in sight.rows}
    rows |= {group[0].subject} if group[0].place in ROWS else set()
    cells = {cell for sight in group for cell in sight.cells}
    cell = next(iter(cells)) if len(cells) == 1 else None
    first = group[0]
    severity = min((sight.severity for sight in group), key=ORDER.index)
    home = cell or _home(given, first, sorted(rows, key=natural))
    return Found(first.rule, first.subject, severity, frozenset(rows), None if first.place == "stranger" else home)


def _row(given: Arrangement, table: str, id: str) -> int:
    return next(row.row for row in given.table_rows(table) if alike(row.id) == alike(id))


def _home(given: Arrangement, sight: Sight, rows: list[str]) -> Cell | None:
    """Where a finding leads that no single cell decides."""
    if sight.place == "stranger":
        return None
    if sight.place in IDS:
        return Cell(sight.place, _row(given, sight.place, sight.subject), IDS[sight.place])
    if sight.place in ("event", "element"):
        return Cell(sight.table, _row(given, sight.table, rows[0]), sight.place)
    if rows:
        return Cell(sight.table, _row(given, sight.table, rows[0]), IDS[sight.table])
    field = sight.field or "title"
    return Cell("Arrangement", given.field_rows[field], "value") if field in given.field_rows else None
