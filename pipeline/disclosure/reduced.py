"""An arrangement without the rows that its parties keep to themselves, and what rules find in it.

The rules look again at what is left, so that no number, no grouping and no absorbing can tell of a
row that is not there: with it or without it the outcome is the same (ISO 22397, 5.2, 5.7).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from pipeline.analysis.activity_tree import above_codes
from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Activity, Arrangement, Indicator, Line, Risk, Row
from pipeline.findings.engine import Findings, gather
from pipeline.findings.registry import rules
from schemas.spec import optional_tables
from schemas.vocabulary import compared
from schemas.yaml_file import package_data


@cache
def told_rules() -> frozenset[str]:
    """The rules whose findings may be counted where others read along; the others and why: schemas/disclosure.yaml."""
    return frozenset(package_data("disclosure.yaml")["counted"])


def is_shared(row: Row) -> bool:
    """Whether a row may be shown to others. Empty and unreadable count as for the parties only.

    Rows of tables without the column are for others as far as nothing leads from them to a row that is not.
    """
    return getattr(row, "sharing", "all") == "all"


def reduced(assessment: Assessment) -> Assessment:
    """The assessment without any row that is not shared, or that can be traced to one that is not.

    An event known only from such risks takes its activities along, an activity those below it, and
    any of them the budget lines that support it.
    """
    given = assessment.arrangement
    activities = _activities(given)
    kept = replace(
        given,
        risks=tuple(risk for risk in given.risks if is_shared(risk)),
        activities=activities,
        indicators=tuple(item for item in given.indicators if is_shared(item)),
        # Of a row that could not be used it is not known whether it was shared, nor what it was about.
        left_out={table: ids for table, ids in given.left_out.items() if table not in may_be_hidden()},
        left_out_rows={table: rows for table, rows in given.left_out_rows.items() if table not in may_be_hidden()},
        actions=(),
    )
    lines = tuple(line for line in given.lines if is_shared(line) and _supports_only(line, given, kept))
    return replace(assessment, arrangement=replace(kept, lines=lines, others=_others(given, kept)))


@cache
def may_be_hidden() -> frozenset[str]:
    """The tables whose rows the parties may keep to themselves; of those that they asked for, all that do not say."""
    return frozenset({"Risks", "Budget", *(table.name for table in optional_tables())})


def _others(given: Arrangement, kept: Arrangement) -> dict[str, tuple[Row, ...]]:
    """The rows of further tables; of those that people asked for only what is shared and leads to nothing hidden."""
    hidden, events = may_be_hidden(), Events.of(given)
    return {
        name: tuple(row for row in rows if name not in hidden or _is_told(row, given, kept, events))
        for name, rows in given.others.items()
    }


def _is_told(row: Row, given: Arrangement, kept: Arrangement, events: Events) -> bool:
    """Whether a row says itself that it is for all, and no risk or event leads from it to one that is not."""
    if getattr(row, "sharing", "") != "all" or row.unknown.intersection(("risk", "event")):
        return False
    named = given.references.readings(getattr(row, "risk", ""))
    return events.may_show(getattr(row, "event", "")) and all(found.id in kept.ids[found.table] for found in named)


@dataclass(frozen=True, slots=True)
class Events:
    """The events, as compared, of risks that are `shared` and of others; `is_certain`: these are all that there are."""

    shared: frozenset[str]
    hidden: frozenset[str]
    is_certain: bool

    @classmethod
    def of(cls, given: Arrangement) -> Events:
        """The events of an arrangement; of a risk that could not be used nobody knows whether it was shared."""
        hidden = [risk for risk in given.risks if not is_shared(risk)]
        return cls(
            frozenset(compared(risk.event) for risk in given.risks if is_shared(risk)),
            frozenset(compared(event) for event in (*(risk.event for risk in hidden), *given.left_out_events)),
            "Risks" not in given.missing and not any("event" in risk.unknown for risk in hidden),
        )

    def may_show(self, event: str) -> bool:
        """Whether a risk that is shared has it, or surely none that is not."""
        return compared(event) in self.shared or self.is_of_nothing_hidden(event)

    def is_of_nothing_hidden(self, event: str) -> bool:
        """Whether surely no risk has it that is not shared."""
        return self.is_certain and compared(event) not in self.hidden


def _activities(given: Arrangement) -> tuple[Activity, ...]:
    events = Events.of(given)
    hidden = {item.activity for item in given.activities if not (is_shared(item) and events.may_show(item.event))}
    hidden |= {item.activity for item in given.activities if hidden.intersection(above_codes(item.activity))}
    gone = {compared(code) for code in hidden}
    return tuple(_without(item, gone) for item in given.activities if item.activity not in hidden)


def _without(item: Activity, gone: Collection[str]) -> Activity:
    """The activity without the mention of those that are not there."""
    if not any(compared(code) in gone for code in item.supports):
        return item
    return replace(item, supports=tuple(code for code in item.supports if compared(code) not in gone))


def _supports_only(line: Line, given: Arrangement, kept: Arrangement) -> bool:
    """Whether all that a line supports, or may support, is known, and there."""
    if "supports" in line.unknown:
        return False
    readings = [given.references.readings(entry) for entry in line.supports]
    return all(found and all(row.id in kept.ids[row.table] for row in found) for found in readings)


def found(seen: Assessment) -> Findings:
    """What the rules that may be told find in what `reduced` left, to be counted: not in words."""
    given = seen.arrangement
    several = replace(
        given,
        risks=tuple(risk for risk in given.risks if not _is_one_partys(risk, given)),
        indicators=tuple(item for item in given.indicators if not _is_rated_by_one(item, given)),
    )
    left = replace(seen, arrangement=several)
    saw = [saw for id in rules() if id in told_rules() for saw in rules()[id].look(left)]
    return gather(left, saw, in_words=False)


def _is_one_partys(risk: Risk, given: Arrangement) -> bool:
    """Whether a single party rated the risk: the joint level would be its own."""
    return len(set(given.party_codes) & set(risk.likelihood) & set(risk.impact)) == 1


def _is_rated_by_one(item: Indicator, given: Arrangement) -> bool:
    return not item.agreed_rating and len(set(given.party_codes) & set(item.rating)) == 1
