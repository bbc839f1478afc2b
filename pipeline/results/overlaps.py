"""Overlaps: the resolution queue of ISO 22397, A.2: from the most detailed activity upwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.analysis.activity_tree import DETAILS, is_resolved, leaders, participants, roles_unreadable
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import names
from pipeline.domain.arrangement import Activity, Arrangement
from pipeline.findings.engine import Findings
from pipeline.results.rows import ResultRow
from schemas.vocabulary import compared
from schemas.wording.text import joined, text

# The rules about an overlap, the one to settle first in front.
RULES = ("ACT-03", "ACT-04", "ACT-05")


def overlap_rows(assessment: Assessment, findings: Findings) -> Iterator[ResultRow]:
    """One row an overlap, in the order to settle them."""
    told = _rules(findings)
    for order, activity in enumerate(assessment.tree.overlaps, start=1):
        yield {
            "order": order,
            "activity": activity.activity,
            "title": activity.title,
            "phase": activity.phase,
            "event": activity.event,
            "depth": activity.activity.count(".") + 1,
            "participants": participants(activity),
            "leaders": leaders(activity),
            "scope_agreed": _given(activity, "scope_agreed"),
            "coordination_rule": _given(activity, "coordination_rule"),
            "state": "resolved" if is_resolved(activity) else "open",
            "what_to_settle": what_to_settle(assessment.arrangement, activity),
            "rule": told.get(compared(activity.activity), ""),
        }


def _given(activity: Activity, name: str) -> str:
    if name in activity.unknown:
        return ""
    return "no" if activity.blank(name) else "yes"


def what_to_settle(arrangement: Arrangement, activity: Activity) -> str:
    """What is still to be agreed, in a sentence; "" for an overlap that is settled."""
    if is_resolved(activity):
        return ""
    leading = leaders(activity)
    parts = []
    if not leading and not roles_unreadable(activity):
        parts.append(text("phrases.settle_lead"))
    details = DETAILS if len(leading) <= 1 else DETAILS[:2]
    parts += [text(f"phrases.settle_detail.{name}") for name in details if activity.blank(name)]
    if len(leading) > 1:
        parts.append(text("phrases.settle_leads", leaders=names(arrangement, leading)))
    raw = joined(parts, "apart")
    return text("phrases.settle", what=f"{raw[:1].upper()}{raw[1:]}") if raw else ""


def _rules(findings: Findings) -> Mapping[str, str]:
    """The first of RULES that speaks of an activity, by its code as compared."""
    told: dict[str, str] = {}
    for rule in RULES:
        for found in findings.shown:
            if found.rule == rule:
                for code in (found.subject, *found.rows):
                    told.setdefault(compared(code), rule)
    return told
