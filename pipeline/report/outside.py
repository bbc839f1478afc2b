"""The page for others: joint results only, made from the reduced arrangement and nothing else (ISO 22397, 5.2, 5.7)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import LEVELS, RiskView
from pipeline.disclosure.actions import shared_actions
from pipeline.disclosure.audience import Audience
from pipeline.disclosure.columns import with_disclosed_columns
from pipeline.disclosure.reduced import reduced
from pipeline.disclosure.untold import Untold
from pipeline.plan.plan_row import Plan
from pipeline.report import glance, matrix, readiness
from pipeline.report.frame import frame
from pipeline.report.pieces import tone
from pipeline.report.words import label
from pipeline.results.actions import status
from pipeline.results.compute import Results
from schemas.vocabulary import vocabulary
from schemas.wording.text import joined, text, texts

FACTS = ("purpose", "form", "started_on", "valid_until")
AGREED = ("agreed", "in_progress", "done", "verified")


def outside_context(assessment: Assessment, results: Results, audience: Audience, kept: Untold) -> dict[str, Any]:
    """Everything that the template for others needs, and nothing that it must not show: nothing of what is `kept`."""
    shared = reduced(assessment)
    seen = with_disclosed_columns(shared, kept)
    given = seen.arrangement
    risks = [(view, shown_level(view)) for view in seen.live_risks]
    elements = [
        (element.name, element.score.percent, element.readiness, element.score.rated)
        for element in readiness.readiness_elements(seen)
        if element.score
    ]
    rows = matrix.matrix_rows(seen.tree, given)
    categories, agreed = _categories(seen), _agreed(assessment, shared, results.plan)
    there = {"risks": risks, "matrix": rows, "readiness": elements, "money": categories, "plan": agreed}
    contents = texts("report.outside.contents")
    without = [contents[name] for name, content in there.items() if not content]
    return {
        **frame(seen, results, audience, [(name, contents[name]) for name in contents if there.get(name, True)]),
        "not_shared": text("report.outside.nothing_shared", names=joined(without)) if without else "",
        "facts": [(name, given.text(name)) for name in FACTS if given.text(name)],
        "partners": [
            (partner.name or partner.partner, partner.partner, partner.is_party, _kind(partner.sector, partner.level))
            for partner in given.partners
        ],
        "risks": [
            (view.risk.risk, view.risk.event, view.risk.description, level, view.risk.status or "open")
            for view, level in risks
        ],
        "level_parts": _levels(Counter(level for _, level in risks)),
        "matrix_rows": rows,
        "elements": elements,
        "categories": categories,
        "totals": glance.money_totals(given.lines),
        "currency": given.text("currency"),
        "agreed": agreed,
    }  # fmt: skip


def shown_level(view: RiskView) -> str:
    """The joint level, where it is not one party's own; else ""."""
    return view.joint_level if len(view.party_scores) >= 2 else ""


def _kind(sector: str, level: str) -> str:
    return joined(name for name in (label(sector, "sector"), label(level, "level")) if name)


def _levels(count: Counter[str]) -> list[glance.Part]:
    parts: list[glance.Part] = [
        (count[level], label(level, "risk_level"), "risks", tone("risk_level", level)) for level in reversed(LEVELS)
    ]
    return [*parts, (count[""], text("report.outside.few"), "risks", "neutral")]


def _categories(seen: Assessment) -> list[tuple[str, float, float, float]]:
    """Need, funding and shortfall by category, in the order of the vocabulary; lines without one last."""
    found = []
    for code in (*vocabulary("budget_category").codes, ""):
        lines = [line for line in seen.arrangement.lines if line.category == code]
        if lines:
            found.append((label(code, "budget_category") or text("report.page.not_given"), *glance.money_totals(lines)))
    return found


def _agreed(assessment: Assessment, shared: Assessment, plan: Plan) -> list[tuple[str, int]]:
    """How many actions people have agreed on, by status; none that can be traced to a row that is not shared."""
    count = Counter(status(row) for row in shared_actions(plan, assessment, shared))
    return [(label(code, "action_status"), count[code]) for code in AGREED if count[code]]
