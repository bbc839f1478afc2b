"""Overlaps: the resolution queue of ISO 22397, A.2: from the most detailed activity upwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.analysis.activity_tree import DETAILS, is_resolved, roles_unreadable
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import names
from pipeline.domain.arrangement import Activity, Arrangement
from pipeline.findings.engine import Findings
from schemas.wording.text import joined, text

# The rules about an overlap, the one to settle first in front.
RULES = ("ACT-03", "ACT-04", "ACT-05")


def overlaps(assessment: Assessment, findings: Findings) -> Mapping[str, Sequence[object]]:
    """Its columns, one row an overlap, in the order to settle them."""
    told, found = _rules(findings), assessment.tree.overlaps
    resolved = list(map(is_resolved, found))
    return {
        "order": list(range(1, len(found) + 1)),
        "activity": [activity.activity for activity in found],
        "title": [activity.title for activity in found],
        "phase": [activity.phase for activity in found],
        "event": [activity.event for activity in found],
        "depth": [activity.activity.count(".") + 1 for activity in found],
        "participants": [activity.participants for activity in found],
        "leaders": [activity.leaders for activity in found],
        "scope_agreed": _given("scope_agreed", found),
        "coordination_rule": _given("coordination_rule", found),
        "state": ["resolved" if is_done else "open" for is_done in resolved],
        "what_to_settle": [
            "" if is_done else what_to_settle(assessment.arrangement, activity)
            for is_done, activity in zip(resolved, found, strict=True)
        ],
        "rule": [told.get(activity.activity, "") for activity in found],
    }


def _given(name: str, activities: Iterable[Activity]) -> list[str]:
    """Whether each says something of it; "" where that cannot be read."""
    said = ((activity.unknown, getattr(activity, name)) for activity in activities)
    return ["" if name in unknown else "yes" if text else "no" for unknown, text in said]


def what_to_settle(arrangement: Arrangement, activity: Activity) -> str:
    """What is still to be agreed on an overlap that is open, in a sentence; "" where that cannot be read."""
    leading = activity.leaders
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
    """The first of RULES that speaks of an activity, by its code."""
    told: dict[str, str] = {}
    for rule in RULES:
        for found in findings.shown:
            if found.rule == rule:
                for code in (found.subject, *found.rows):
                    told.setdefault(code, rule)
    return told
