"""RiskProfile: every risk of the register, as the parties together see it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.results.rows import ResultRow
from schemas.spec import table
from schemas.vocabulary import vocabulary
from schemas.wording.languages import cached_by_language
from schemas.wording.text import joined, text


def risk_profile_rows(assessment: Assessment) -> Iterator[ResultRow]:
    """One row a risk, in the order of the register; scores of other organisations are shown too."""
    score = table("RiskProfile").by_name["score"]
    keys = {partner.partner: score.key(partner.partner) for partner in assessment.arrangement.partners}
    for view in assessment.risks:
        yield {
            "risk": view.risk.risk,
            "description": view.risk.description,
            "joint_score": view.joint_score,
            "joint_level": view.joint_level,
            "spread": view.spread,
            "view": view.view,
            "heard": _heard(view.heard, len(view.carriers)),
            "complete": "yes" if view.complete else "no",
            "beyond_acceptance_of": view.beyond,
            "transfer": transfer(view),
            "residual_score": view.residual_score,
            **{keys[partner]: given for partner, given in view.scores.items()},
        }


@cached_by_language
def _heard(heard: int, all: int) -> str:
    return text("phrases.heard", heard=heard, all=all)


def transfer(view: RiskView) -> str:
    """From whom to whom the risk was passed on, and whether that was assessed: `A -> B (Lower)`."""
    risk = view.risk
    if not (risk.transfer_from or risk.transfer_to):
        return ""
    nobody = text("phrases.not_given")
    to = joined(risk.transfer_to, "plain") or nobody
    passed = {"giver": risk.transfer_from or nobody, "taker": to}
    if not risk.transfer_assessed:
        return text("phrases.passed_on", **passed)
    assessed = vocabulary("transfer_assessed").label(risk.transfer_assessed)
    return text("phrases.passed_on_assessed", **passed, assessed=assessed)
