"""ACT-14: A serious risk whose response has not been exercised lately (ISO 22397, 5.8, 7 and A.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.analysis.activity_tree import code_order
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.exercises import are_kept, events_of, exercises, is_whole, of_late
from pipeline.analysis.later import months_later
from pipeline.analysis.order import natural
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.words import day, listed
from pipeline.domain.arrangement import Activity
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.observe_rows import of_events, tables_are_whole
from pipeline.findings.registry import rule
from schemas.vocabulary import compared


@rule("ACT-14", reads=("Activities", "Exercises", "Risks", "Partners"))
def unexercised(assessment: Assessment) -> Iterable[Observation]:
    """Events with an open risk of level high or very high and no response exercised within a year.

    A day to come is a plan, not an exercise. Where exercises are written down row by row, these count instead.
    Silent where a cell that may hold the exercise cannot be read, or a row had to be left out.
    """
    if not tables_are_whole(assessment.arrangement, "Activities"):
        return
    months = int(assessment.thresholds["activities.exercise_months"])
    if are_kept(assessment):
        yield from _without_exercise(assessment, months)
        return
    since = months_later(assessment.today, -months)
    if any(_may_be_exercise(item, since, assessment.today) for item in assessment.tree.activities if not item.event):
        return
    for event, views in _pressing(assessment).items():
        activities = assessment.tree.by_event.get(event, ())
        if not any(_may_be_exercise(item, since, assessment.today) for item in activities):
            response = [item for item in activities if item.phase == "response"]
            yield _seen(assessment, event, views, response, months)


def _without_exercise(assessment: Assessment, months: int) -> Iterator[Observation]:
    """The same of exercises that are written down row by row."""
    for event, views in _pressing(assessment).items() if is_whole(assessment) else ():
        if any(of_late(assessment, event)):
            continue
        those = [one for one in exercises(assessment) if event in events_of(one, assessment.tree)]
        past = [one.held_on for one in those if one.held_on and one.held_on <= assessment.today]
        risks = sorted((view.risk.id for view in views), key=natural)
        response = [item for item in assessment.tree.by_event.get(event, ()) if item.phase == "response"]
        yield of_events(
            "ACT-14", "medium", assessment, event, variant="exercise_before" if past else "no_exercise",
            rows=tuple(risks),
            partners=tuple(dict.fromkeys(code for item in response for code in item.participants)),
            values={"risks": listed(risks), "latest": day(max(past)) if past else "", "months": months},
        )  # fmt: skip


def _pressing(assessment: Assessment) -> dict[str, list[RiskView]]:
    found: dict[str, list[RiskView]] = {}
    for view in assessment.high_risks:
        if view.risk.event:
            found.setdefault(compared(view.risk.event), []).append(view)
    return found


def _may_be_exercise(activity: Activity, since: date, today: date) -> bool:
    if activity.phase not in ("response", ""):
        return False
    on = activity.exercised_on
    return "exercised_on" in activity.unknown if on is None else since <= on <= today


def _seen(
    assessment: Assessment, event: str, views: list[RiskView], response: list[Activity], months: int
) -> Observation:
    response.sort(key=lambda item: code_order(item.activity))
    past = [item.exercised_on for item in response if item.exercised_on and item.exercised_on <= assessment.today]
    risks = sorted((view.risk.id for view in views), key=natural)
    return of_events(
        "ACT-14", "medium", assessment, event, variant="before" if past else "never",
        rows=tuple(risks),
        partners=tuple(dict.fromkeys(code for item in response for code in item.participants)),
        cells=tuple(cell_of("Activities", item, "exercised_on") for item in response),
        values={"risks": listed(risks), "latest": day(max(past)) if past else "", "months": months},
    )  # fmt: skip
