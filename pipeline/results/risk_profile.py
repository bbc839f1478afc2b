"""RiskProfile: every risk of the register, as the parties together see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Risk
from schemas.spec import table
from schemas.vocabulary import vocabulary
from schemas.wording.text import joined, text


def risk_profile(assessment: Assessment) -> Mapping[str, Sequence[object]]:
    """Its columns, one row a risk in the order of the register; scores of other organisations are shown too."""
    score = table("RiskProfile").by_name["score"]
    views, codes = assessment.risks, [partner.partner for partner in assessment.arrangement.partners]
    risks, given = [view.risk for view in views], [view.scores for view in views]
    heard = [(len(view.party_scores), len(view.carriers)) for view in views]
    said = {counts: text("phrases.heard", heard=counts[0], all=counts[1]) for counts in set(heard)}
    return {
        "risk": [risk.risk for risk in risks],
        "description": [risk.description for risk in risks],
        "joint_score": [view.joint_score for view in views],
        "joint_level": [view.joint_level for view in views],
        "spread": [view.spread for view in views],
        "view": [view.view for view in views],
        "heard": [said[counts] for counts in heard],
        "complete": ["yes" if rated == carrying else "no" for rated, carrying in heard],
        "beyond_acceptance_of": [view.beyond for view in views],
        "transfer": [transfer(risk) for risk in risks],
        "residual_score": [view.residual_score for view in views],
        **{score.key(code): [scores.get(code) for scores in given] for code in codes},
    }


def transfer(risk: Risk) -> str:
    """From whom to whom the risk was passed on, and whether that was assessed: `A -> B (Lower)`."""
    if not (risk.transfer_from or risk.transfer_to):
        return ""
    nobody = text("phrases.not_given")
    to = joined(risk.transfer_to, "plain") or nobody
    passed = {"giver": risk.transfer_from or nobody, "taker": to}
    if not risk.transfer_assessed:
        return text("phrases.passed_on", **passed)
    assessed = vocabulary("transfer_assessed").label(risk.transfer_assessed)
    return text("phrases.passed_on_assessed", **passed, assessed=assessed)
