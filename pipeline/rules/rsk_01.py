"""RSK-01: Whose view of a risk is not here yet (guide, joint risk assessment)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.domain.cell import Cell
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of, of_risk
from pipeline.findings.registry import rule

GRAVE = 4


@rule("RSK-01", reads=("Partners", "Risks"))
def missing_ratings(assessment: Assessment) -> Iterable[Observation]:
    """Each party that carries a live risk and has not rated it; one finding a risk."""
    for view in assessment.live_risks:
        unrated = view.unrated
        pressing = _is_pressing(view) if unrated else False
        for code in unrated:
            severity = "high" if pressing and code in view.directly_exposed else "low"
            yield of_risk("RSK-01", severity, view, partner=code, partners=(code,), cells=_empty(view, code))


def _is_pressing(view: RiskView) -> bool:
    """Whether nobody directly exposed was heard, or the risk is high, or one that carries it gives impact 4 or 5."""
    grave = any(view.risk.impact.get(code, 0) >= GRAVE for code in view.carriers)
    return view.view == "not_heard" or view.is_high or grave


def _empty(view: RiskView, code: str) -> tuple[Cell, ...]:
    names = (name for name in ("likelihood", "impact") if view.risk.blank(name, code))
    return tuple(cell_of("Risks", view.risk, name, code) for name in names)
