"""BUD-06: Funding that ends before the arrangement does (chapter summary, sporadic funding)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import funded
from pipeline.analysis.order import natural
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.words import day
from pipeline.domain.arrangement import Line
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of, of_risk
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule


@rule("BUD-06", reads=("Arrangement", "Budget", "Partners", "Risks"))
def ends_early(assessment: Assessment) -> Iterable[Observation]:
    """The last funded line for a party and an open risk that it carries ends before the arrangement, or has ended.

    A party is left out where a date is missing, or a line that cannot be read whole may be a later one.
    """
    until = assessment.arrangement.day("valid_until")
    if until is None or not tables_are_whole(assessment.arrangement, "Budget"):
        return
    doubtful = [line for line in assessment.arrangement.lines if "supports" in line.unknown]
    for view in assessment.open_risks:
        supporting = assessment.money.lines_for("Risks", view.risk.id)
        for code in view.carriers:
            funded_lines = [line for line in supporting if code in line.protects and funded(line) > 0]
            perhaps = [
                line for line in (*supporting, *doubtful) if line not in funded_lines and _may_be_for(line, code)
            ]
            ends = [line.until_date for line in funded_lines if line.until_date is not None]
            early = ends and len(ends) == len(funded_lines) and max(ends) < until
            if early and not any(_may_be_later(line, until) for line in perhaps):
                yield _seen(assessment, view, code, funded_lines, max(ends))


def _may_be_for(line: Line, code: str) -> bool:
    """Whether a line with an unreadable cell may protect the partner with money."""
    protects = code in line.protects or "protects" in line.unknown
    return bool(line.unknown) and protects and (funded(line) > 0 or "funded_amount" in line.unknown)


def _may_be_later(line: Line, until: date) -> bool:
    return line.until_date is None or line.until_date >= until


def _seen(assessment: Assessment, view: RiskView, code: str, lines: list[Line], last: date) -> Observation:
    """It points at the end of the last line, where one line alone is the last."""
    latest = [line for line in lines if line.until_date == last]
    ended = last < assessment.today
    return of_risk(
        "BUD-06", "high" if ended else "medium", view, partner=code, partners=(code,),
        rows=tuple(sorted((line.id for line in lines), key=natural)),
        cells=tuple(cell_of("Budget", line, "until_date") for line in latest),
        variant="ended" if ended else "ends", values={"partner": code, "ends": day(last), "until": _until(assessment)},
    )  # fmt: skip


def _until(assessment: Assessment) -> str:
    until = assessment.arrangement.day("valid_until")
    return day(until) if until else ""
