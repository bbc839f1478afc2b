"""EXIT-01: What protects nobody after the end of the partnership (guide, end of partnership)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import days_later
from pipeline.analysis.money import funded
from pipeline.analysis.words import day, lower_label
from pipeline.domain.arrangement import Line
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risks
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule


@rule("EXIT-01", reads=("Arrangement", "Budget", "Partners", "Risks"))
def unprotected_after_the_end(assessment: Assessment) -> Iterable[Observation]:
    """The end is near, and parties directly exposed to serious open risks have no line that lasts beyond it."""
    arrangement = assessment.arrangement
    until, days = arrangement.day("valid_until"), assessment.thresholds["arrangement.exit_days"]
    if until is None or until > days_later(assessment.today, days):
        return
    if not tables_are_whole(arrangement, "Budget") or not assessment.money.covers_all:
        return
    lasting = [line for line in arrangement.lines if _may_last(line, until)]
    protected = {code for line in lasting for code in line.protects}
    if any("protects" in line.unknown for line in lasting):
        return
    for view in assessment.open_risks:
        for code in view.directly_exposed if view.is_high else ():
            if code not in protected:
                values = {"partner": code, "level": lower_label("risk_level", view.joint_level), "until": day(until)}
                yield of_risks("EXIT-01", "high", view, partner=code, partners=(code,), values=values)


def _may_last(line: Line, until: date) -> bool:
    """Whether it has money and goes on after the end, or may, where a cell cannot be understood."""
    money = funded(line) > 0 or "funded_amount" in line.unknown
    return money and (line.until_date is None or line.until_date > until)
