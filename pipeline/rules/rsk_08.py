"""RSK-08: A remaining risk that does not fit the risk or its measures (practice)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risk
from pipeline.findings.registry import rule


@rule("RSK-08", reads=("Partners", "Risks"))
def residual(assessment: Assessment) -> Iterable[Observation]:
    """The residual score is above the joint score; or below it although there are no measures."""
    for view in assessment.open_risks:
        score, joint = view.residual_score, view.joint_score
        if score is None or joint is None:
            continue
        values = {"residual": score, "joint": joint}
        if score > joint and not _joint_may_be_higher(view):
            cells = ("residual_likelihood", "residual_impact")
            yield of_risk("RSK-08", "medium", view, *cells, variant="above", values=values)
        elif score < joint and view.risk.blank("measures"):
            yield of_risk("RSK-08", "medium", view, "measures", variant="below", values=values)


def _joint_may_be_higher(view: RiskView) -> bool:
    """Whether a party's rating or exposure is there, but cannot be understood."""
    parties = (party.partner for party in view.arrangement.parties if not view.says_none(party.partner))
    return any(code not in view.party_scores and not view.not_rated(code) for code in parties)
