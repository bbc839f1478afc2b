"""RSK-12: High risks that no money is set aside for (guide, fund security risk management)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risks
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule


@rule("RSK-12", reads=("Partners", "Risks", "Budget"))
def no_budget_line(assessment: Assessment) -> Iterable[Observation]:
    """Open high or very high risks without a line that pays today, unless their measures cost nothing; all as one.

    Silent while a budget line cannot be read: it might be the one.
    """
    arrangement = assessment.arrangement
    pays = assessment.money.may_pay_today
    if not tables_are_whole(arrangement, "Budget") or any(
        "supports" in line.unknown and pays(line) for line in arrangement.lines
    ):
        return
    for view in assessment.high_risks:
        costs = view.risk.measures_cost != "none" and "measures_cost" not in view.risk.unknown
        if costs and not any(map(pays, assessment.money.lines_for("Risks", view.risk.id))):
            values = {"level": lower_label("risk_level", view.joint_level)}
            yield of_risks("RSK-12", "medium", view, partners=view.carriers, values=values)
