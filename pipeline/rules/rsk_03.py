"""RSK-03: Where the parties see a risk differently (guide, joint risk assessment)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.words import grouped
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risk, of_risks
from pipeline.findings.registry import rule
from schemas.wording.text import text

TWO = 2


@rule("RSK-03", reads=("Partners", "Risks"))
def differing_views(assessment: Assessment) -> Iterable[Observation]:
    """Views far apart, the highest that of a party closest to the risk, by themselves; the others as one agenda."""
    for view in assessment.live_risks:
        if view.difference == "far_apart" and _is_close_to_the_highest(view):
            yield from _far_apart(view)
        elif view.difference in ("far_apart", "discuss"):
            partners = tuple(view.party_scores)
            values = {"scores": {code: view.party_scores[code] for code in _highest_first(view)}}
            yield of_risks("RSK-03", "medium", view, variant="discuss", partners=partners, values=values)


def _is_close_to_the_highest(view: RiskView) -> bool:
    """Whether the highest score is (also) that of a party whose exposure is direct or not given."""
    scores = view.party_scores
    return any(scores[code] == view.joint_score and view.exposed(code) in ("direct", "") for code in scores)


def _far_apart(view: RiskView) -> Iterable[Observation]:
    """What each party sees, equal views together; the first fragment names likelihood and impact, others follow it."""
    risk, partners = view.risk, tuple(view.party_scores)
    views = {code: (view.exposed(code), risk.likelihood[code], risk.impact[code]) for code in _highest_first(view)}
    first = "far_apart" if len(partners) == TWO else "all"
    for number, ((exposure, likelihood, impact), codes) in enumerate(grouped(views).items()):
        variant = ("next" if number else first) + ("" if len(codes) == 1 else "_several")
        exposed = text(f"phrases.exposed_{exposure or 'not_given'}")
        values = {"partner": codes, "likelihood": likelihood, "impact": impact, "exposed": exposed}
        yield of_risk("RSK-03", "high", view, partners=partners, variant=variant, values=values)


def _highest_first(view: RiskView) -> list[str]:
    """The parties that rated, from the highest score to the lowest, then as Partners has them."""
    likelihood = view.risk.likelihood
    return sorted(view.party_scores, key=lambda code: (-view.party_scores[code], -likelihood[code]))
