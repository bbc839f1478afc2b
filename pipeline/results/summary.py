"""Summary: what to discuss first, then where the arrangement stands, each measure beside its previous value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import day as in_words
from pipeline.findings.engine import Findings
from pipeline.plan.plan_row import Plan
from pipeline.plan.shape import as_day, day_written, plain_text
from pipeline.results import measures
from pipeline.results.agenda import Placed, called, says
from pipeline.results.measure import Measure, measure
from pipeline.results.rows import Place, ResultRow
from schemas.vocabulary import compared

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present


def all_measures(
    assessment: Assessment,
    findings: Findings,
    plan: Plan,
    gaps: Iterable[object],
    checks: Iterable[object],
) -> Iterator[Measure]:
    """Every measure in the order of the sheet, below what to discuss first and the day of the results.

    `gaps` and `checks` are the severities of the rows of these tables.
    """
    yield from measures.partners(assessment)
    yield from measures.life(assessment)
    yield from measures.risks(assessment)
    yield from measures.activities(assessment)
    yield from measures.readiness(assessment)
    yield from measures.budget(assessment)
    yield from measures.outcomes(plan, gaps, checks)
    yield from measures.obstacles(findings)
    yield from measures.in_force(assessment.thresholds)


def discuss_first(assessment: Assessment, of_meeting: Iterable[Placed]) -> Iterator[Measure]:
    """The first topics of the agenda, each with a link to where it begins."""
    most = int(assessment.thresholds["summary.discuss_first"])
    for number, one in enumerate(list(of_meeting)[:most], start=1):
        topic = one.topic
        place = topic.findings[0].cell if topic.findings else None
        value = Place(place, words=topic.id) if place else topic.id
        name, said = called(assessment, topic.id), says(topic)
        if said.startswith(name):
            yield measure("discuss_named", value, number=number, says=said)
        else:
            yield measure("discuss", value, number=number, topic=name, says=said)


def as_of(day: date) -> Measure:
    """The day of the results."""
    return measure("as_of", in_words(day))


def summary_rows(found: Iterable[Measure], present: Present | None) -> Iterator[ResultRow]:
    """One row a measure; the previous value is that of `present` where the value changes, and stays otherwise."""
    before = _standing(present)
    for item in found:
        old, older = before.get(compared(item.name), (None, None))
        unchanged = plain_text(old) == (item.value.words if isinstance(item.value, Place) else plain_text(item.value))
        yield {
            "measure": item.name,
            "value": item.value,
            "previous_value": older if unchanged else old,
            "note": item.note,
        }


def standing_as_of(present: Present | None) -> date | None:
    """The day of the results that stand in the workbook, None where there is none."""
    value, _ = _standing(present).get(compared(measure("as_of", "").name), (None, None))
    return as_day(value) or day_written(plain_text(value))


def _standing(present: Present | None) -> dict[str, tuple[object, object]]:
    """Value and previous value as they stand, by measure as compared; the upper row counts."""
    found: dict[str, tuple[object, object]] = {}
    if present is None:
        return found
    headers = [present.columns.get(name, "") for name in ("measure", "value", "previous_value")]
    for row in present.rows:
        name, value, previous = (row.texts.get(header) for header in headers)
        found.setdefault(compared(plain_text(name)), (value, previous))
    return found
