"""RSK-01: Whose view of a risk is not here yet (guide, joint risk assessment)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.domain.cell import Cell
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of, of_risk
from pipeline.findings.registry import rule


@rule("RSK-01", reads=("Partners", "Risks"))
def missing_ratings(assessment: Assessment) -> Iterable[Observation]:
    """Each party that carries an open or accepted risk and has not rated it; one finding a risk."""
    for view in assessment.live_risks:
        for code in view.unrated:
            yield of_risk("RSK-01", "low", view, partner=code, partners=(code,), cells=_empty(view, code))


def _empty(view: RiskView, code: str) -> tuple[Cell, ...]:
    names = (name for name in ("likelihood", "impact") if view.risk.blank(name, code))
    return tuple(cell_of("Risks", view.risk, name, code) for name in names)
