"""RSK-05: A risk marked accepted that not all who carry it have accepted (guide, "not always on equal terms")."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of, of_risk
from pipeline.findings.registry import rule

TERMS = ("acceptance_reason", "next_review_on")


@rule("RSK-05", reads=("Partners", "Risks"))
def acceptance(assessment: Assessment) -> Iterable[Observation]:
    """Marked as accepted or closed while it counts as open; or accepted above an acceptable level, without terms."""
    for view in assessment.risks:
        if view.risk.status in ("accepted", "closed"):
            for code in view.unsettled:
                yield _own_answer(view, code)
        if view.is_accepted_by_all:
            for code in view.beyond:
                yield from _terms(assessment, view, code)


def _own_answer(view: RiskView, code: str) -> Observation:
    close = any(view.exposed(party) in ("direct", "") for party in view.unsettled)
    grave = view.joint_level == "very_high" or view.view == "not_heard"
    answer = "no" if view.risk.accepted.get(code) == "no" else "no_answer"
    values = {"partner": code, "status": lower_label("risk_status", view.risk.status)}
    return of_risk(
        "RSK-05", "critical" if close and grave else "high", view, partner=code, partners=(code,),
        cells=(cell_of("Risks", view.risk, "accepted", code),), variant=answer, values=values,
    )  # fmt: skip


def _terms(assessment: Assessment, view: RiskView, code: str) -> Iterable[Observation]:
    empty = tuple(name for name in TERMS if view.risk.blank(name))
    if empty:
        values = {
            "partner": code,
            "level": lower_label("risk_level", view.level(code)),
            "status": lower_label("risk_status", view.risk.status),
            "acceptable": lower_label("risk_level", assessment.arrangement.by_code[code].acceptable_level),
        }
        variant = "_and_".join(empty)
        yield of_risk("RSK-05", "high", view, *empty, partner=code, partners=(code,), variant=variant, values=values)
