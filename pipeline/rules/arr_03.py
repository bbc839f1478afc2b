"""ARR-03: When you review the arrangement together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import months_later
from pipeline.analysis.words import day
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_fields
from pipeline.findings.registry import rule
from schemas.wording.text import text

DATES = ("last_reviewed_on", "started_on")


@rule("ARR-03", reads=("Arrangement",))
def review(assessment: Assessment) -> Iterable[Observation]:
    """The review is past its date, or that date cannot be told: no interval, or no day to count from."""
    arrangement = assessment.arrangement
    if all(arrangement.field_blank(name) for name in DATES):
        yield of_fields("ARR-03", "medium", assessment, *DATES, variant="no_date")
    if arrangement.field_blank("review_every_months") or arrangement.fields.get("review_every_months") == 0:
        yield of_fields("ARR-03", "medium", assessment, "review_every_months", variant="no_interval")
    due = due_on(arrangement)
    if due is not None and due < assessment.today:
        values = {"due": day(due), "every": text("phrases.months", count=_months(arrangement) or 0)}
        yield of_fields("ARR-03", "medium", assessment, "last_reviewed_on", variant="past", values=values)


def due_on(arrangement: Arrangement) -> date | None:
    """The day of the next review: the last one, or the start where there was none, plus the agreed months.

    None where one of these is not given or not readable.
    """
    months = _months(arrangement)
    since = arrangement.day("last_reviewed_on")
    if since is None and arrangement.field_blank("last_reviewed_on"):
        since = arrangement.day("started_on")
    return None if since is None or months is None else months_later(since, months)


def _months(arrangement: Arrangement) -> int | None:
    months = arrangement.fields.get("review_every_months")
    return int(months) if isinstance(months, (int, float)) and months else None
