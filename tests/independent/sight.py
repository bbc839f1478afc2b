"""What is seen row by row, and how it becomes findings: first absorb, then group (docs/rules.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pipeline.domain.arrangement import Arrangement
from pipeline.domain.cell import Cell
from tests.independent.book import alike, natural

ORDER = ("critical", "high", "medium", "low", "info")
IDS = {"Partners": "partner", "Risks": "risk", "Activities": "activity", "Indicators": "indicator", "Budget": "line",
       "ActionPlan": "action"}  # fmt: skip
ROWS = {"Risks", "Activities", "Indicators", "Budget", "ActionPlan"}
ON_A_RISK = ("RSK-02", "RSK-05", "RSK-06", "RSK-14", "RSK-13", "RSK-03", "RSK-04", "RSK-01", "RSK-16", "RSK-08",
             "RSK-09", "RSK-07")  # fmt: skip
MONEY = ("BUD-05", "BUD-08", "BUD-01", "BUD-03")


@dataclass(frozen=True)
class Sight:
    """One thing seen. `place` says where the subject lives: a table, or event, element, arrangement.

    `cells` are the empty or offending cells that decide it; None among them says that something else does too.
    `table` is that of `rows`; `about` is the risk or event that absorbing goes by (of PAR-05: what is missing),
    `party` the party; `partly`: it takes in nothing. `field` is the arrangement's field to point at.
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
    party: str = ""
    partly: bool = False


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
    left = list(sights)
    left = [s for s in left if not _view_is_missing(s, left)]
    left = [s for s in left if not _another_leads(s, left)]
    left = _money_said_once(left)
    left = [s for s in left if not _event_is_told(s, left)]
    groups: dict[tuple[str, str], list[Sight]] = {}
    for sight in left:
        groups.setdefault((sight.rule, sight.subject), []).append(sight)
    return {_finding(given, group) for group in groups.values()}


def _view_is_missing(sight: Sight, every: list[Sight]) -> bool:
    """Taken in by PAR-05 of the same party; a high RSK-01 only where its ratings of risks are largely missing."""
    if sight.rule not in ("RSK-01", "IND-03"):
        return False
    by = [other for other in every if other.rule == "PAR-05" and other.subject == sight.party]
    return bool(by) and (sight.severity != "high" or "risks" in by[0].about)


def _another_leads(sight: Sight, every: list[Sight]) -> bool:
    """Whether another rule leads on the same risk."""
    if sight.rule not in (*ON_A_RISK, "RSK-12"):
        return False
    agenda = ("RSK-03", "medium")
    rivals = [other for other in every if other.rule in ON_A_RISK and (other.rule, other.severity) != agenda]
    rivals = [other for other in rivals if alike(other.about or other.subject) == alike(sight.about or sight.subject)]
    if not rivals:
        return False
    lead = sorted(rivals, key=lambda other: (ORDER.index(other.severity), ON_A_RISK.index(other.rule)))[0]
    if (sight.rule, sight.severity) == agenda:
        return lead.severity in ("critical", "high")
    return lead.rule == "RSK-02" if sight.rule == "RSK-12" else lead.rule != sight.rule


def _money_said_once(sights: list[Sight]) -> list[Sight]:
    """Of those about one party's money the first in the order, with the highest severity among them."""
    kept = []
    for sight in sights:
        others = [o for o in sights if o.rule in MONEY and o.place == "Partners" and o.subject == sight.subject]
        if sight not in others:
            kept.append(sight)
        elif sight.rule == min((other.rule for other in others), key=MONEY.index):
            kept.append(replace(sight, severity=min((other.severity for other in others), key=ORDER.index)))
    return kept


def _event_is_told(sight: Sight, every: list[Sight]) -> bool:
    by = {"ACT-14": "RSK-11", "ACT-10": "ACT-11"}.get(sight.rule)
    return any(other.rule == by and other.about == sight.about and not other.partly for other in every)


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
