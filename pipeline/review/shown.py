"""What the sheets show beside each of the eighteen questions of ISO 22397, Annex C: figures, fields, or that none does.

What rules find beside them is added by `pipeline.review.answers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipeline.analysis.activity_tree import is_resolved, roles_unreadable
from pipeline.analysis.agreements import agreements
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.channels import channels
from pipeline.analysis.exercises import are_kept, of_late
from pipeline.analysis.exercises import since as exercises_since
from pipeline.analysis.incidents import incidents
from pipeline.analysis.services import services
from pipeline.analysis.words import day, names, percent
from pipeline.report.actions import Act
from schemas.arrangement_fields import field_title
from schemas.contradictions import titles
from schemas.vocabulary import compared
from schemas.wording.text import text

Acts = tuple[Act, ...]
PHASES = frozenset({"preparedness", "response", "recovery"})
_QUOTED = 160


def shown(assessment: Assessment, acts: Acts) -> Mapping[str, tuple[str, ...]]:
    """The sentences by the id of the indicator in the catalogue; a question that no sheet answers says so."""
    found = {id: tuple(says(assessment, acts)) for id, says in _SHOWN.items()}
    return {id: those or (text("review.shown.nothing"),) for id, those in found.items()}


def _field(assessment: Assessment, *fields: str) -> Iterator[str]:
    """What stands in fields of the arrangement, and which are empty."""
    for name in fields:
        said = " ".join(assessment.arrangement.text(name).split())
        if said:
            said = said if len(said) <= _QUOTED else said[:_QUOTED].rsplit(None, 1)[0] + "…"
            yield text("review.shown.field", field=field_title(name), value=said)
        elif assessment.arrangement.field_blank(name):
            yield text("review.shown.field_empty", field=field_title(name))


def _defaults(assessment: Assessment, _: Acts) -> Iterator[str]:
    yield from _field(assessment, "default_procedure", "dispute_procedure")


def _common_rules(assessment: Assessment, _: Acts) -> Iterator[str]:
    overlaps = assessment.tree.overlaps
    if overlaps:
        yield text("review.shown.overlaps", settled=sum(map(is_resolved, overlaps)), count=len(overlaps))


def _flexibility(assessment: Assessment, _: Acts) -> Iterator[str]:
    yield from _field(assessment, "modification_procedure", "disengagement_terms")


def _phases(assessment: Assessment, _: Acts) -> Iterator[str]:
    events = assessment.tree.by_event
    if events:
        whole = sum({item.phase for item in rows} >= PHASES for rows in events.values())
        yield text("review.shown.phases", whole=whole, count=len(events))


def _challenges(assessment: Assessment, _: Acts) -> Iterator[str]:
    yield from _field(assessment, "dispute_procedure")


def _principles(assessment: Assessment, _: Acts) -> Iterator[str]:
    names = {*titles("partnering_principles")}
    rows = [one for one in assessment.ratings if compared(one.indicator.framework) in names]
    if not rows:
        yield text("review.shown.principles_absent")
        return
    present = sum(one.joint == "present" for one in rows)
    absent = sum(one.worst == "absent" for one in rows)
    yield text("review.shown.principles", present=present, count=len(rows), absent=absent)


def _fair_shares(assessment: Assessment, _: Acts) -> Iterator[str]:
    """Who carries how much of the risk and has how much of the money; never a mean over the parties."""
    money = assessment.money
    if money.covers_shared_only:
        yield text("review.shown.shared_only")
    for code in assessment.arrangement.party_codes:
        risk, budget = money.risk_share.get(code), money.budget_share.get(code)
        funded = money.shares[code].funded_share if code in money.shares and money.covers_all else None
        unknown = text("review.shown.not_known")
        if risk is not None or budget is not None:
            yield text(
                "review.shown.shares", partner=code, risk=unknown if risk is None else percent(risk),
                budget=unknown if budget is None else percent(budget),
                funded=unknown if funded is None else percent(funded),
            )  # fmt: skip


def _ethics(assessment: Assessment, _: Acts) -> Iterator[str]:
    rows = agreements(assessment)
    if rows:
        yield text("review.shown.ethics", covered=sum("ethics" in row.covers for row in rows), count=len(rows))


def _changes(assessment: Assessment, _: Acts) -> Iterator[str]:
    given = assessment.arrangement
    reviewed = given.day("last_reviewed_on")
    if reviewed:
        yield text("review.shown.reviewed", day=day(reviewed))
    elif given.field_blank("last_reviewed_on"):
        yield text("review.shown.never_reviewed")
    live = assessment.live_risks
    due = sum(bool(view.risk.next_review_on and view.risk.next_review_on < assessment.today) for view in live)
    if live:
        yield text("review.shown.risks_due", due=due, count=len(live))


def _who_and_law(assessment: Assessment, _: Acts) -> Iterator[str]:
    given = assessment.arrangement
    others = len(given.partners) - len(given.parties)
    yield text("review.shown.partners", parties=len(given.parties), others=others)
    yield from _field(assessment, "legal_requirements")


def _deviations(assessment: Assessment, acts: Acts) -> Iterator[str]:
    standing = [act for act in acts if act.stands]
    if acts:
        late = sum(act.late for act in standing)
        ended = sum(act.status in ("done", "verified") for act in acts)
        yield text("review.shown.actions", count=len(standing), late=late, ended=ended)
    rows = incidents(assessment)
    if rows:
        yield text("review.shown.lessons", learnt=sum(bool(row.lesson) for row in rows), count=len(rows))


def _interests(assessment: Assessment, _: Acts) -> Iterator[str]:
    given = assessment.arrangement
    without = [party.partner for party in given.parties if party.blank("benefit")]
    if without:
        yield text("review.shown.no_benefit", partners=names(given, without), count=len(without))
    elif given.parties:
        yield text("review.shown.benefits")


def _targets(assessment: Assessment, _: Acts) -> Iterator[str]:
    keys = [one for one in assessment.ratings if one.is_key]
    if keys:
        present = sum(one.joint == "present" for one in keys)
        yield text("review.shown.targets", present=present, count=len(keys))


def _services(assessment: Assessment, _: Acts) -> Iterator[str]:
    response = [leaf for leaf in assessment.tree.leaves if leaf.phase == "response"]
    if response:
        nobody = sum(not leaf.participants and not roles_unreadable(leaf) for leaf in response)
        yield text("review.shown.response", nobody=nobody, count=len(response))
    rows = [
        row for row in services(assessment.arrangement)
        if row.tolerable_hours is not None and row.recovery_hours is not None
    ]  # fmt: skip
    if rows:
        late = sum((row.recovery_hours or 0) > (row.tolerable_hours or 0) for row in rows)
        yield text("review.shown.services", late=late, count=len(rows))


def _systems(assessment: Assessment, _: Acts) -> Iterator[str]:
    rows = channels(assessment)
    if rows:
        since = exercises_since(assessment)
        tested = sum(row.tested_on is not None and since <= row.tested_on <= assessment.today for row in rows)
        yield text("review.shown.channels", tested=tested, count=len(rows), since=day(since))


def _each_event(assessment: Assessment, _: Acts) -> Iterator[str]:
    events = assessment.tree.by_event
    response = [event for event, rows in events.items() if any(item.phase == "response" for item in rows)]
    if assessment.events:
        yield text("review.shown.events", count=len(assessment.events), response=len(response))
    if response:
        since = exercises_since(assessment)
        if are_kept(assessment):
            tried = sum(any(of_late(assessment, event)) for event in response)
        else:
            days = {event: [item.exercised_on for item in events[event] if item.exercised_on] for event in response}
            tried = sum(any(since <= on <= assessment.today for on in those) for those in days.values())
        yield text("review.shown.tried", tried=tried, count=len(response), since=day(since))


def _nothing(_: Assessment, __: Acts) -> Iterator[str]:
    yield from ()


def _contract(_: Assessment, __: Acts) -> Iterator[str]:
    yield text("review.shown.contract")


_SHOWN: Mapping[str, Callable[[Assessment, Acts], Iterator[str]]] = {
    "RV-C1a": _defaults, "RV-C1b": _common_rules, "RV-C1c": _flexibility, "RV-C1d": _phases, "RV-C1e": _challenges,
    "RV-C2a": _principles, "RV-C2b": _fair_shares, "RV-C2c": _ethics, "RV-C3a": _changes, "RV-C3b": _who_and_law,
    "RV-C3c": _nothing, "RV-C3d": _deviations, "RV-C4a": _interests, "RV-C4b": _targets, "RV-C4c": _contract,
    "RV-C5a": _services, "RV-C5b": _systems, "RV-C5c": _each_event,
}  # fmt: skip
