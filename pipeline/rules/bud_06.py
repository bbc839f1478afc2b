"""BUD-06: Funding that ends before the arrangement does (chapter summary, sporadic funding)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import funded
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.words import day
from pipeline.domain.arrangement import Line
from pipeline.domain.finding import Observation
from pipeline.findings.engine import natural
from pipeline.findings.observe import cell_of, of_risk
from pipeline.findings.observe_rows import whole
from pipeline.findings.registry import rule


@rule("BUD-06", reads=("Arrangement", "Budget", "Risks"))
def ends_early(assessment: Assessment) -> Iterable[Observation]:
    """An open risk whose last funded line ends before the arrangement; silent where a date is missing.

    Silent too while a line that cannot be read, or not all of it, may be a later one.
    """
    until = assessment.arrangement.day("valid_until")
    if until is None or not whole(assessment.arrangement, "Budget"):
        return
    if any(_may_be_later(line, until) for line in assessment.arrangement.lines):
        return
    for view in assessment.open_risks:
        lines = [line for line in assessment.money.lines_for(view.risk.id) if _may_be_funded(line)]
        ends = [line.until_date for line in lines if line.until_date is not None]
        if not lines or len(ends) < len(lines) or max(ends) >= until:
            continue
        if any("funded_amount" in line.unknown for line in lines):
            continue
        yield _seen(view, lines, max(ends), until)


def _may_be_funded(line: Line) -> bool:
    return funded(line) > 0 or "funded_amount" in line.unknown


def _may_be_later(line: Line, until: date) -> bool:
    """Whether nobody can read what it supports, and it does not end before the arrangement for certain."""
    early = line.until_date is not None and line.until_date < until
    return "supports" in line.unknown and _may_be_funded(line) and not early


def _seen(view: RiskView, lines: list[Line], last: date, until: date) -> Observation:
    """It points at the end of the last line, where one line alone is the last."""
    latest = [line for line in lines if line.until_date == last]
    return of_risk(
        "BUD-06", "medium", view,
        rows=tuple(sorted((line.id for line in lines), key=natural)),
        cells=tuple(cell_of("Budget", line, "until_date") for line in latest),
        values={"ends": day(last), "until": day(until)},
    )  # fmt: skip
