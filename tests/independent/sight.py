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
       "ActionPlan": "action", "Incidents": "incident", "Exercises": "exercise",
       "Agreements": "agreement", "Support": "support", "Advocacy": "advocacy",
       "Steps": "step", "Channels": "channel", "Services": "service",
       "Resources": "resource", "Requirements": "requirement"}  # fmt: skip
ROWS = {"Risks", "Activities", "Indicators", "Budget", "ActionPlan", "Advocacy", "Services", "Resources"}
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
    """One finding as compared; events and elements as `alike` has them. `parts`: (rule, subject, severity) each."""

    rule: str
    subject: str
    severity: str
    rows: frozenset[str]
    cell: Cell | None
    parts: frozenset[tuple[str, str, str]] = frozenset()


def at(table: str, row: dict[str, Any], name: str, code: str = "") -> Cell:
    """A cell of a row."""
    return Cell(table, row["row"], f"{name} · {code}" if code else name)


def found(given: Arrangement, sights: Iterable[Sight]) -> set[Found]:
    """The findings that are left after absorbing and grouping, with what they took in."""
    left = list(sights)
    taken: list[tuple[Sight, Sight]] = []
    for step in (_whose_view_is_missing, _who_leads, _whose_money, _whose_event):
        by = [step(sight, left) for sight in left]
        taken += [(sight, other) for sight, other in zip(left, by, strict=True) if other]
        left = [sight for sight, other in zip(left, by, strict=True) if not other]
    groups: dict[tuple[str, str], list[Sight]] = {}
    for sight in left:
        groups.setdefault((sight.rule, sight.subject), []).append(_with_the_worst_of_its_money(sight, taken))
    return {
        _finding(given, group, [one for one, by in taken if (by.rule, by.subject) == key])
        for key, group in groups.items()
    }


def _whose_view_is_missing(sight: Sight, every: list[Sight]) -> Sight | None:
    """Taken in by PAR-05 of the same party; a high RSK-01 only where its ratings of risks are largely missing."""
    if sight.rule not in ("RSK-01", "IND-03"):
        return None
    by = [other for other in every if other.rule == "PAR-05" and other.subject == sight.party]
    return by[0] if by and (sight.severity != "high" or "risks" in by[0].about) else None


def _who_leads(sight: Sight, every: list[Sight]) -> Sight | None:
    """The one of another rule that leads on the same risk."""
    if sight.rule not in (*ON_A_RISK, "RSK-12"):
        return None
    agenda = ("RSK-03", "medium")
    rivals = [other for other in every if other.rule in ON_A_RISK and (other.rule, other.severity) != agenda]
    rivals = [other for other in rivals if alike(other.about or other.subject) == alike(sight.about or sight.subject)]
    if not rivals:
        return None
    lead = sorted(rivals, key=lambda other: (ORDER.index(other.severity), ON_A_RISK.index(other.rule)))[0]
    if (sight.rule, sight.severity) == agenda:
        return lead if lead.severity in ("critical", "high") else None
    takes = lead.rule == "RSK-02" if sight.rule == "RSK-12" else lead.rule != sight.rule
    return lead if takes else None


def _of_money(sight: Sight) -> bool:
    return sight.rule in MONEY and sight.place == "Partners"


def _whose_money(sight: Sight, every: list[Sight]) -> Sight | None:
    """The first in the order of those about the same party's money."""
    if not _of_money(sight):
        return None
    same = [other for other in every if _of_money(other) and other.subject == sight.subject]
    lead = min(same, key=lambda other: MONEY.index(other.rule))
    return None if lead.rule == sight.rule else lead


def _with_the_worst_of_its_money(sight: Sight, taken: list[tuple[Sight, Sight]]) -> Sight:
    if not _of_money(sight):
        return sight
    others = [one for one, by in taken if _of_money(one) and by.subject == sight.subject]
    return replace(sight, severity=min((one.severity for one in [sight, *others]), key=ORDER.index))


def _whose_event(sight: Sight, every: list[Sight]) -> Sight | None:
    by = {"ACT-14": "RSK-11", "ACT-10": "ACT-11"}.get(sight.rule)
    those = [other for other in every if other.rule == by and other.about == sight.about and not other.partly]
    return those[0] if those else None


def _parts(taken: list[Sight]) -> frozenset[tuple[str, str, str]]:
    """What a finding took in: each rule and subject once, with the highest severity of what it took."""
    grades: dict[tuple[str, str], list[str]] = {}
    for one in taken:
        grades.setdefault((one.rule, one.subject), []).append(one.severity)
    return frozenset((*key, min(those, key=ORDER.index)) for key, those in grades.items())


def _finding(given: Arrangement, group: list[Sight], taken: list[Sight]) -> Found:
    rows = {row for sight in group for row in sight.rows}
    rows |= {group[0].subject} if group[0].place in ROWS else set()
    cells = {cell for sight in group for cell in sight.cells}
    cell = next(iter(cells)) if len(cells) == 1 else None
    first = group[0]
    severity = min((sight.severity for sight in group), key=ORDER.index)
    home = cell or _home(given, first, sorted(rows, key=natural))
    home = None if first.place == "stranger" else home
    return Found(first.rule, first.subject, severity, frozenset(rows), home, _parts(taken))


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
