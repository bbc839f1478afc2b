"""What the sheets themselves say that happened in the days of a review, each row by its own date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter

from pipeline.analysis import naming
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.incidents import incidents
from pipeline.analysis.later import days_later
from pipeline.analysis.life import steps
from pipeline.analysis.words import day, listed, lower_label, names
from pipeline.domain.cell import Cell
from pipeline.review.item import Item, Name
from pipeline.review.period import Period
from schemas.fields import PARTNER_MARK
from schemas.row import Row
from schemas.spec import table_of
from schemas.tables.advocacy import Cause
from schemas.tables.agreements import Agreement
from schemas.tables.channels import Channel
from schemas.tables.copies import SentCopy
from schemas.tables.exercises import Exercise
from schemas.tables.requirements import Requirement
from schemas.tables.steps import GateStep
from schemas.tables.support import Support
from schemas.wording.text import text


def from_sheets(assessment: Assessment, period: Period) -> Iterator[Item]:
    """The rows of all input sheets that have a day in the period, and what they still wait for."""
    for source in (_arrangement, _agreements, _activities, _steps, _channels, _answers, _copies, _ratings, _support,
                   _exercises, _incidents, _risks, _advocacy, _requirements):  # fmt: skip
        yield from source(assessment, period)


def cell(row: Row, column: str) -> Cell:
    """A cell of a row."""
    return Cell(table_of(type(row)).name, row.row, column)


def _arrangement(assessment: Assessment, _: Period) -> Iterator[Item]:
    """Whether the arrangement itself ends soon, or has ended."""
    given, today = assessment.arrangement, assessment.today
    until = given.day("valid_until")
    if until is not None and until <= days_later(today, assessment.thresholds["arrangement.exit_days"]):
        at = given.field_rows.get("valid_until")
        key = "has_ended" if until < today else "ends"
        says = text(f"review.items.arrangement.{key}", day=day(until))
        yield Item("key_issues", "arrangement", says, until, Cell("Arrangement", at, "value") if at else None)


def _agreements(assessment: Assessment, period: Period) -> Iterator[Item]:
    """Agreements that were signed, that have ended, or that end within the days of AGR-03."""
    given, today = assessment.arrangement, assessment.today
    soon = days_later(today, assessment.thresholds["arrangement.expiry_days"])
    for row in given.rows_of(Agreement):
        name = naming.called(row.id, names(given, row.between))
        for code, on in row.signed_on.items():
            if period.holds(on):
                says = text("review.items.signed", agreement=name, partner=code, day=day(on))
                yield Item("key_issues", "agreement", says, on, cell(row, f"signed_on{PARTNER_MARK}{code}"))
        until = row.valid_until
        if until is not None and until < today and period.holds(until):
            says = text("review.items.agreement_has_ended", agreement=name, day=day(until))
            yield Item("key_issues", "agreement", says, until, cell(row, "valid_until"))
        elif until is not None and today <= until <= soon:
            says = text("review.items.agreement_ends", agreement=name, day=day(until))
            yield Item("key_issues", "agreement", says, until, cell(row, "valid_until"))


def _activities(assessment: Assessment, period: Period) -> Iterator[Item]:
    rows = [row for row in assessment.arrangement.activities if period.holds(row.agreed_on)]
    yield from _together("key_issues", "activities_agreed", rows, "agreed_on", map(naming.of, rows))


def _steps(assessment: Assessment, period: Period) -> Iterator[Item]:
    """Steps that were taken; those of a review that were not taken since."""
    given = assessment.arrangement
    for row in given.rows_of(GateStep):
        if period.holds(row.done_on) and row.done_on is not None:
            values = {"step": naming.called(row.id, row.what), "day": day(row.done_on)}
            says = text("review.items.step_by" if row.by else "review.items.step", by=names(given, row.by), **values)
            yield Item("key_issues", "step", says, row.done_on, cell(row, "done_on"))
    awaited = [row for row in steps(given, "review") if row.blank("done_on") or _before(row.done_on, period)]
    yield from _standing("key_issues", "review_steps", awaited, "done_on", map(naming.of, awaited))


def _before(on: date | None, period: Period) -> bool:
    return on is not None and period.first is not None and on < period.first


def _channels(assessment: Assessment, period: Period) -> Iterator[Item]:
    rows = [row for row in assessment.arrangement.rows_of(Channel) if period.holds(row.tested_on)]
    yield from _together("key_issues", "channels_tested", rows, "tested_on", map(naming.of, rows))


def _answers(assessment: Assessment, _: Period) -> Iterator[Item]:
    """What parties answered to risks and budget lines; such cells have no day, so what stands there is told."""
    given = assessment.arrangement
    for view in assessment.live_risks:
        for code in view.carriers:
            answer = view.risk.accepted.get(code, "")
            if answer in ("no", "with_conditions"):
                why = view.risk.acceptance_reason
                key = "refused" if answer == "no" else "with_conditions_why" if why else "with_conditions"
                says = text(f"review.items.accepted.{key}", risk=naming.of(view.risk), partner=code, reason=why)
                yield Item("feedback", "acceptance", says, None, cell(view.risk, f"accepted{PARTNER_MARK}{code}"))
    for line in given.lines:
        for code in given.party_codes:
            if line.sufficient.get(code) == "no":
                says = text("review.items.not_sufficient", line=naming.of(line), partner=code)
                yield Item("feedback", "sufficient", says, None, cell(line, f"sufficient{PARTNER_MARK}{code}"))


def _copies(assessment: Assessment, period: Period) -> Iterator[Item]:
    """Copies that came back with a party's own view, and those that are out."""
    for row in assessment.arrangement.rows_of(SentCopy):
        if period.holds(row.back_on) and row.back_on is not None:
            values = {"partner": row.partner, "day": day(row.back_on), "rows": listed(row.differs)}
            says = text("review.items.copy_differs" if row.differs else "review.items.copy_back", **values)
            yield Item("feedback", "copy", says, row.back_on, cell(row, "back_on"))
        elif row.blank("back_on") and row.back_by is not None:
            says = text("review.items.copy_out", partner=row.partner, day=day(row.back_by))
            yield Item("feedback", "copy", says, row.back_by, cell(row, "back_on"), is_new=False)


def _ratings(assessment: Assessment, period: Period) -> Iterator[Item]:
    rows = [row for row in assessment.arrangement.indicators if period.holds(row.reviewed_on)]
    yield from _together("feedback", "indicators_reviewed", rows, "reviewed_on", (row.id for row in rows))


def _support(assessment: Assessment, period: Period) -> Iterator[Item]:
    """What one gave another, or agreed to give."""
    given = assessment.arrangement
    for row in given.rows_of(Support):
        for name in ("done_on", "agreed_on"):
            on: date | None = getattr(row, name)
            if on is not None and period.holds(on):
                values = {"support": naming.of(row), "receiver": row.receiver or text("review.somebody"),
                          "by": names(given, row.by) or text("review.somebody"), "day": day(on)}  # fmt: skip
                yield Item("feedback", "support", text(f"review.items.support.{name}", **values), on, cell(row, name))
                break


def _exercises(assessment: Assessment, period: Period) -> Iterator[Item]:
    """Exercises that were held, and those that are planned; without such rows the dates beside activities."""
    given = assessment.arrangement
    rows = given.rows_of(Exercise)
    for row in rows:
        on = row.held_on
        if on is not None and period.holds(on):
            says = text(
                "review.items.exercise", exercise=naming.called(row.id, row.event), day=day(on),
                result=lower_label("exercise_result", row.result) if row.result else text("review.not_written"),
                lesson=row.lesson.rstrip(". ") or text("review.not_written"),
            )  # fmt: skip
            yield Item("exercises", "exercise", says, on, cell(row, "result"))
            if row.result in ("partly", "not_yet") and row.blank("action"):
                says = text("review.items.exercise_open", exercise=row.id)
                yield Item("exercises", "exercise", says, on, cell(row, "action"), is_new=False)
        elif on is not None and on > assessment.today:
            says = text("review.items.exercise_planned", exercise=naming.called(row.id, row.event), day=day(on))
            yield Item("exercises", "exercise", says, on, cell(row, "held_on"), is_new=False)
    if not rows:
        tried = [row for row in given.activities if period.holds(row.exercised_on)]
        yield from _together("exercises", "activities_exercised", tried, "exercised_on", map(naming.of, tried))


def _incidents(assessment: Assessment, period: Period) -> Iterator[Item]:
    """What happened; lessons from it are for improvement."""
    for row in incidents(assessment):
        name = naming.called(row.id, row.event)
        if row.on is not None and period.holds(row.on):
            values = {
                "incident": name, "day": day(row.on),
                "kind": lower_label("incident_kind", row.kind) if row.kind else text("review.kind_not_written"),
                "harm": lower_label("harm", row.harm) if row.harm else text("review.not_written"),
            }  # fmt: skip
            severity = {"death": "critical", "serious": "high"}.get(row.harm, "")
            yield Item("threats", "incident", text("review.items.incident", **values), row.on, cell(row, "on"),
                       severity=severity)  # fmt: skip
            if row.lesson:
                says = text("review.items.lesson", row=row.id, lesson=row.lesson)
                yield Item("improvement", "lesson", says, row.on, cell(row, "lesson"))
        elif row.blank("on"):
            says = text("review.items.incident_undated", incident=name)
            yield Item("threats", "incident", says, None, cell(row, "on"), is_new=False)
    for held in assessment.arrangement.rows_of(Exercise):
        if period.holds(held.held_on) and held.lesson:
            says = text("review.items.lesson", row=held.id, lesson=held.lesson)
            yield Item("improvement", "lesson", says, held.held_on, cell(held, "lesson"))


def _risks(assessment: Assessment, _: Period) -> Iterator[Item]:
    """Risks that were to be looked at again by now."""
    due = [
        view.risk for view in assessment.live_risks
        if view.risk.next_review_on is not None and view.risk.next_review_on <= assessment.today
    ]  # fmt: skip
    yield from _standing("threats", "risks_due", due, "next_review_on", map(naming.of, due))


def _advocacy(assessment: Assessment, _: Period) -> Iterator[Item]:
    """What came of what others were asked for; the outcome has no day."""
    for row in assessment.arrangement.rows_of(Cause):
        if row.outcome in ("granted", "refused"):
            says = text(f"review.items.advocacy.{row.outcome}", advocacy=naming.of(row))
            yield Item("improvement", "advocacy", says, None, cell(row, "outcome"))
        elif row.next_step_on is not None:
            says = text("review.items.advocacy_next", advocacy=naming.of(row), day=day(row.next_step_on))
            yield Item("improvement", "advocacy", says, row.next_step_on, cell(row, "next_step_on"), is_new=False)


def _requirements(assessment: Assessment, period: Period) -> Iterator[Item]:
    """Requirements that changed; those that are not met yet."""
    given = assessment.arrangement
    for row in given.rows_of(Requirement):
        status = lower_label("requirement_status", row.status) if row.status else text("review.not_written")
        if row.changed_on is not None and period.holds(row.changed_on):
            says = text(
                "review.items.requirement_changed", requirement=naming.of(row), day=day(row.changed_on), status=status
            )
            yield Item("law", "requirement", says, row.changed_on, cell(row, "changed_on"))
        elif row.status in ("partly", "not_yet", "unknown"):
            says = text("review.items.requirement_open", requirement=naming.of(row), status=status)
            yield Item("law", "requirement", says, None, cell(row, "status"), is_new=False)
    named = given.text("legal_requirements")
    at = given.field_rows.get("legal_requirements")
    if named and at:
        says = text("review.items.law_named", named=named)
        yield Item("law", "field", says, None, Cell("Arrangement", at, "value"), is_new=False)


def _together(input: Name, kind: str, rows: Iterable[Row], column: str, called: Iterable[str]) -> Iterator[Item]:
    """One item for all rows of one day, so that a long list stays short."""
    by_day: dict[date, list[tuple[Row, str]]] = defaultdict(list)
    for row, name in zip(rows, called, strict=True):
        by_day[attrgetter(column)(row)].append((row, name))
    for on, those in sorted(by_day.items()):
        says = text(f"review.items.on_a_day.{kind}", rows=listed((name for _, name in those), "apart"), day=day(on))
        yield Item(input, kind, says, on, cell(those[0][0], column))


def _standing(input: Name, kind: str, rows: Iterable[Row], column: str, called: Iterable[str]) -> Iterator[Item]:
    """One item for rows that wait for something."""
    found = list(rows)
    if found:
        says = text(f"review.items.waits.{kind}", rows=listed(called, "apart"))
        yield Item(input, kind, says, None, cell(found[0], column), is_new=False)
