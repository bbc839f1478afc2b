"""RES-01: One resource promised to several at the same time (ISO 22397, 5.4.4 and A.3)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.activity_tree import code_order
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import listed, lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_row
from pipeline.findings.registry import rule
from schemas.tables.resources import Resource
from schemas.vocabulary import compared
from schemas.wording.numbers_and_days import measured


@rule("RES-01", reads=("Activities", "Resources"))
def promised_twice(assessment: Assessment) -> Iterable[Observation]:
    """Promised to more activities of one event and phase than its quantity; an empty quantity counts 1."""
    for resource in assessment.arrangement.rows_of(Resource):
        many = 1 if resource.quantity is None else resource.quantity
        for (event, phase), codes in _promised(assessment, resource).items():
            if len(codes) > many and "quantity" not in resource.unknown:
                values = {
                    "event": assessment.events[event], "phase": lower_label("phase", phase), "quantity": measured(many),
                    "activities": listed(sorted(codes, key=code_order)), "number": len(codes),
                }  # fmt: skip
                owner = (resource.owner,) if resource.owner else ()
                yield of_row("RES-01", "high", resource, partners=owner, values=values)


def _promised(assessment: Assessment, resource: Resource) -> dict[tuple[str, str], list[str]]:
    """The activities to which it is promised, by their event as compared and phase."""
    found: dict[tuple[str, str], list[str]] = {}
    for code in dict.fromkeys(resource.promised_to):
        activity = assessment.tree.by_code.get(code)
        if activity and activity.event and activity.phase:
            found.setdefault((compared(activity.event), activity.phase), []).append(code)
    return found
