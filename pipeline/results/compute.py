"""All results of one workbook: what each output table should hold, and which of them change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.gather import Findings
from pipeline.package.update import TableUpdate
from pipeline.plan.merge import plan
from pipeline.plan.plan_row import Plan
from pipeline.reading.places import Places
from pipeline.reading.problems import Problem
from pipeline.results import action_plan, checks, gaps, overlaps, partner_balance, risk_profile, summary, tables
from pipeline.results.actions import by_state
from pipeline.results.rows import ResultTable
from pipeline.results.unchanged import differs

if TYPE_CHECKING:
    from pipeline.reading.present import Present
    from pipeline.reading.workbook import Reading


@dataclass(frozen=True)
class Results:
    """The results of one run.

    `tables` are all output tables but the action plan, as plain values; `plan` is the action plan.
    `mentions` are what the merge has to say, as further messages about cells. `updates` are the
    tables that change, in the order of the sheets: empty when the workbook says all this already.
    `as_of` is the day of the last run that changed a result, this one included.
    """

    tables: tuple[ResultTable, ...]
    plan: Plan
    mentions: tuple[Problem, ...]
    updates: tuple[TableUpdate, ...]
    as_of: date

    @property
    def actions(self) -> Mapping[str, int]:
        """How many actions are in each state."""
        return by_state(self.plan)


def compute(assessment: Assessment, findings: Findings, reading: Reading) -> Results:
    """The results for a workbook as read. Pure: the same reading on the same day gives the same results."""
    return results(assessment, findings, reading.problems, reading.present, reading.places)


def results(
    assessment: Assessment,
    findings: Findings,
    problems: Iterable[Problem],
    present: Mapping[str, Present],
    places: Places,
) -> Results:
    """The results, given what stands in the output tables; tables that are not there get no update."""
    standing = summary.standing_as_of(present.get("Summary"))
    merged = plan(assessment, findings, present.get("ActionPlan"), standing)
    mentions = tuple(checks.problem_of(mention, places) for mention in merged.mentions)
    found = {
        "Gaps": tuple(gaps.rows(findings)),
        "Overlaps": tuple(overlaps.rows(assessment, findings)),
        "RiskProfile": tuple(risk_profile.rows(assessment)),
        "PartnerBalance": tuple(partner_balance.rows(assessment, merged)),
        "Checks": tuple(checks.rows(findings, (*problems, *mentions), places)),
    }
    partners = tuple(partner.partner for partner in assessment.arrangement.partners)
    made = [ResultTable(name, rows) for name, rows in found.items()]
    updates = [tables.update(table, present[table.name], partners, places) for table in made if table.name in present]
    if "ActionPlan" in present:
        updates.insert(2, action_plan.update(merged, present["ActionPlan"], places))
    by_name = {shown.table: shown for shown in present.values()}
    changed = [update for update in updates if differs(update, by_name[update.table])]

    def summed(day: date) -> ResultTable:
        listed = summary.all_measures(assessment, findings, merged, found["Gaps"], found["Checks"], day)
        return ResultTable("Summary", tuple(summary.rows(listed, present.get("Summary"))))

    as_of = standing if standing and not changed else assessment.today
    top = summed(as_of)
    if "Summary" in present:
        update = tables.update(top, present["Summary"], partners, places)
        if differs(update, present["Summary"]):
            as_of = assessment.today
            top = summed(as_of)
            changed.insert(0, tables.update(top, present["Summary"], partners, places))
    return Results((top, *made), merged, mentions, tuple(changed), as_of)
