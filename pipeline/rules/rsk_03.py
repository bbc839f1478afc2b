"""RSK-03: Where the parties see a risk differently (guide, joint risk assessment)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.seeing import of_risk, of_risks
from pipeline.domain.finding import Observation
from pipeline.rules.registry import rule

TWO = 2


@rule("RSK-03", reads=("Partners", "Risks"))
def differing_views(assessment: Assessment) -> Iterable[Observation]:
    """Views far apart, each a finding of its own; those to discuss, together as one agenda."""
    for view in assessment.live_risks:
        if view.view == "far_apart":
            yield from _far_apart(view)
        elif view.view == "discuss":
            scores = ", ".join(f"{code} {score}" for code, score in view.party_scores.items())
            values = {"scores": scores}
            partners = tuple(view.party_scores)
            yield of_risks("RSK-03", "medium", view, variant="discuss", partners=partners, values=values)


def _far_apart(view: RiskView) -> Iterable[Observation]:
    """What each party sees; the first fragment names likelihood and impact, the others follow it."""
    risk, codes = view.risk, tuple(view.party_scores)
    for code in codes:
        variant = ("far_apart" if len(codes) == TWO else "far_apart_several") if code == codes[0] else "next"
        values = {"partner": code, "likelihood": risk.likelihood[code], "impact": risk.impact[code]}
        yield of_risk("RSK-03", "high", view, partners=codes, partner=code, variant=variant, values=values)
