"""RSK-05: A risk marked accepted that not all who carry it have accepted (guide, "not always on equal terms")."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.words import label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of, of_risk
from pipeline.findings.registry import rule

TERMS = ("acceptance_reason", "next_review_on")


@rule("RSK-05", reads=("Partners", "Risks"))
def acceptance(assessment: Assessment) -> Iterable[Observation]:
    """A party's own yes is not there; or its level is above what it accepts, and reason or review are not given."""
    for view in assessment.live_risks:
        if view.is_accepted:
            for code in view.carriers:
                yield from _own_answer(view, code)
            for code in view.beyond:
                yield from _terms(assessment, view, code)


def _own_answer(view: RiskView, code: str) -> Iterable[Observation]:
    answer = view.risk.accepted.get(code, "")
    if answer in ("no", "not_asked") or view.risk.blank("accepted", code):
        cells = (cell_of("Risks", view.risk, "accepted", code),)
        variant = "no" if answer == "no" else "no_answer"
        about = {"partner": code, "partners": (code,), "values": {"partner": code}}
        yield of_risk("RSK-05", "high", view, cells=cells, variant=variant, **about)


def _terms(assessment: Assessment, view: RiskView, code: str) -> Iterable[Observation]:
    empty = tuple(name for name in TERMS if view.risk.blank(name))
    if empty:
        values = {
            "partner": code,
            "level": label("risk_level", view.level(code)),
            "acceptable": label("risk_level", assessment.arrangement.by_code[code].acceptable_level),
        }
        variant = "_and_".join(empty)
        yield of_risk("RSK-05", "high", view, *empty, partner=code, partners=(code,), variant=variant, values=values)
