"""All results of one workbook: what each output table should hold, and which of them change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Action
from pipeline.domain.cell import Cell
from pipeline.domain.table_update import TableUpdate
from pipeline.findings.engine import Findings, find_again
from pipeline.plan.merge import plan
from pipeline.plan.plan_row import Plan
from pipeline.reading.addresses import Places
from pipeline.reading.problems import Problem
from pipeline.results import (
    action_plan,
    agenda,
    checks,
    figures,
    gaps,
    overlaps,
    partner_balance,
    risk_profile,
    summary,
    tables,
)
from pipeline.results.actions import by_state, planned
from pipeline.results.counted import count
from pipeline.results.measure import Measure
from pipeline.results.missing_first import missing_first
from pipeline.results.rows import ResultTable
from pipeline.results.unchanged import differs
from schemas.spec import tables as tables_by_name
from schemas.wording import checks as checks_in_words

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present
    from pipeline.reading.workbook import Reading


LOOKS = 2  # so often at most the PLAN rules look once more


@dataclass(frozen=True)
class Results:
    """The results of one run.

    `findings` are those that the results show. `tables` are all output tables but the action plan,
    as plain values; `plan` is the action plan. `mentions` are what the merge has to say, as further
    messages about cells. `updates` are the tables that change, in the order of the sheets: empty
    when the workbook says all this already. `as_of` is the day of the last run that changed a
    result, this one included. `missing` is what is not in the results: to be said first.
    """

    findings: Findings
    tables: tuple[ResultTable, ...]
    plan: Plan
    mentions: tuple[Problem, ...]
    updates: tuple[TableUpdate, ...]
    as_of: date
    agenda: tuple[agenda.Placed, ...] = ()
    missing: tuple[Measure, ...] = ()

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
    told = tuple(problems)
    partners = tuple(partner.partner for partner in assessment.arrangement.partners)
    # What is said of a column that this run appends leads there, as it will in the next.
    places = places.followed_by({name: tables.appended(shown, partners) for name, shown in present.items()})
    standing = summary.standing_as_of(present.get("Summary"))
    assessment, findings, merged = merge(assessment, findings, told, present.get("ActionPlan"), standing)
    of_meeting = agenda.placed(assessment, findings, merged, present.get("Agenda"))
    meeting = ResultTable.of("Agenda", agenda.rows(assessment, of_meeting, present.get("Agenda")))
    mentions = tuple(checks.problem_of(mention, places) for mention in merged.mentions)
    lasting = checks.lasting(told, present, merged)
    below = _below_the_summary(assessment, findings, merged, (*lasting, *mentions), places)
    below = (meeting, *below)
    updates = _updates(below, merged, present, partners, places, assessment.today)
    by_name = {shown.table: shown for shown in present.values()}
    changed = [update for update in updates if differs(update, by_name[update.table])]
    severities = {made.name: made.column("severity") for made in below}

    missing = tuple(missing_first(assessment.arrangement, places))
    first = (*missing, *summary.discuss_first(assessment, of_meeting))
    measured = tuple(summary.all_measures(assessment, findings, merged, severities["Gaps"], severities["Checks"]))

    def top(day: date) -> ResultTable:
        measures = (*first, summary.as_of(day), *measured)
        return ResultTable.of("Summary", summary.summary_rows(measures, present.get("Summary")))

    as_of = standing if standing and not changed else assessment.today
    shown = top(as_of)
    if standing_summary := present.get("Summary"):
        update = tables.update(shown, standing_summary, partners, places)
        if differs(update, standing_summary):
            if as_of != assessment.today:
                as_of, shown = assessment.today, top(assessment.today)
                update = tables.update(shown, standing_summary, partners, places)
            changed.insert(0, update)
    return Results(findings, (shown, *below), merged, mentions, tuple(changed), as_of, of_meeting, missing)


def merge(
    assessment: Assessment,
    findings: Findings,
    problems: Iterable[Problem],
    present: Present | None,
    as_of: date | None,
) -> tuple[Assessment, Findings, Plan]:
    """The merged plan, and the findings it rests on.

    The PLAN rules look at states and proposals, which only the merge knows, and at rows that people added, which
    get their id there: where these are not what was read, the rules look once more, and once again where a state
    follows from what they saw then. One does: that of an indicator that is contradicted by a PLAN rule (IND-08, which
    leaves its own actions out). No rule looks at what follows from that.
    """
    grave = {id for id, words in checks_in_words().items() if words.severity == "high"}
    unnamed = frozenset(
        found.table for found in problems if found.check in grave and found.cell and _is_key(found.cell)
    )
    merged = plan(assessment, findings, present, as_of, unnamed=unnamed)
    for _ in range(LOOKS):
        actions = planned(merged)
        if not merged.is_readable or _told(actions) == _told(assessment.arrangement.actions):
            break
        assessment = assessment.with_actions(actions)
        before, findings = findings, find_again(assessment, findings, "ActionPlan")
        if findings != before or (present and present.rows):  # what is new follows from the findings alone
            merged = plan(assessment, findings, present, as_of, unnamed=unnamed)
    return assessment, findings, merged


def _told(actions: Iterable[Action]) -> list[tuple[str, str, str]]:
    """What the merge may change of what the PLAN rules see."""
    return [(action.id, action.state, action.proposed_responsible) for action in actions]


def _is_key(cell: Cell) -> bool:
    return cell.table in tables_by_name() and tables_by_name()[cell.table].key == cell.column


def _below_the_summary(
    assessment: Assessment, findings: Findings, merged: Plan, problems: tuple[Problem, ...], places: Places
) -> tuple[ResultTable, ...]:
    """Every other output table but the action plan, in the order of the sheets."""
    return (
        ResultTable("Gaps", gaps.gaps(findings)),
        ResultTable("Overlaps", overlaps.overlaps(assessment, findings)),
        ResultTable("RiskProfile", risk_profile.risk_profile(assessment)),
        ResultTable.of("PartnerBalance", partner_balance.partner_balance_rows(assessment, merged)),
        ResultTable.of("Figures", figures.figure_rows(count(assessment, merged))),
        ResultTable("Checks", checks.check_rows(findings, problems, places)),
    )


def _updates(
    made: tuple[ResultTable, ...],
    merged: Plan,
    present: Mapping[str, Present],
    partners: tuple[str, ...],
    places: Places,
    today: date,
) -> Iterator[TableUpdate]:
    for result in made:
        if result.name in present:
            if result.name == "Agenda":
                yield agenda.update(result, present["Agenda"], places, today)
            else:
                yield tables.update(result, present[result.name], partners, places)
    if "ActionPlan" in present and merged.is_readable:
        yield action_plan.update(merged, present["ActionPlan"], places)
