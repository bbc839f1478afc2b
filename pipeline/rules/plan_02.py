"""PLAN-02: Much of the work, little of the funding (guide, equity; ISO 22397, C.2 b)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.order import natural
from pipeline.analysis.responsible import responsible_for
from pipeline.analysis.words import percent
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_party
from pipeline.findings.registry import rule

AT_WORK = ("agreed", "in_progress", "done", "verified")


@rule("PLAN-02", reads=("ActionPlan", "Arrangement", "Budget", "Partners", "Risks", "Activities"))
def most_of_the_work(assessment: Assessment) -> Iterable[Observation]:
    """A party that alone answers for over 70 % of the agreed actions and has under 30 % of the funding of today.

    Silent where no line pays today, then nobody has a share of it; and where each organisation may pay its own.
    """
    given = assessment.arrangement
    if not assessment.money.covers_all:
        return
    actions = [action for action in given.planned if action.status in AT_WORK]
    held: dict[str, list[str]] = {}
    for action in actions:
        who = responsible_for(given, action)
        if len(who) == 1:
            held.setdefault(who[0], []).append(action.id)
    # One whose status cannot be read may be among them, and another's.
    count = len(actions) + sum("status" in action.unknown for action in given.planned)
    limits, shares = assessment.thresholds, assessment.money.share_paying(assessment.today)
    for party in given.parties:
        rows = tuple(sorted(held.get(party.partner, ()), key=natural))
        if rows and shares and len(rows) / count > limits["plan.actions_over"]:
            share = shares[party.partner]
            if share < limits["plan.funding_under"]:
                values = {"held": len(rows), "all": len(actions), "share": percent(share)}
                yield of_party("PLAN-02", "medium", party, rows=rows, values=values)
