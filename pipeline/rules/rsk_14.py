"""RSK-14: A risk that one avoids or shares, and nobody has written down who meets it instead (guide, risk transfer)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risk
from pipeline.findings.registry import rule
from schemas.vocabulary import compared

SEVERAL = 2


@rule("RSK-14", reads=("Partners", "Risks"))
def silent_transfer(assessment: Assessment) -> Iterable[Observation]:
    """Treatment avoid or share, no receiver, not there before the partnership, and several parties carry its event."""
    for view in assessment.open_risks:
        risk = view.risk
        may_have_moved = risk.origin in ("created", "transformed") or risk.blank("origin")
        if risk.treatment not in ("avoid", "share") or not risk.blank("transfer_to") or not may_have_moved:
            continue
        event = assessment.events.get(compared(risk.event), "")
        known = assessment.carriers_by_event[compared(event)] if event else ()
        if len(known) >= SEVERAL:
            who = tuple(code for code in assessment.arrangement.party_codes if code in known)
            yield _seen(view, event, who)


def _seen(view: RiskView, event: str, who: tuple[str, ...]) -> Observation:
    severity = "high" if view.is_high or view.joint_score is None else "medium"
    empty = ("transfer_to", *(("origin",) if view.risk.blank("origin") else ()))
    values = {"treatment": lower_label("treatment", view.risk.treatment), "event": event}
    return of_risk("RSK-14", severity, view, *empty, partners=who, variant=view.risk.treatment, values=values)
