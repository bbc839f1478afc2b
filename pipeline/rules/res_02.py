"""RES-02: A response to a very high risk to which nothing is promised (ISO 22397, 5.4.4)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis import naming
from pipeline.analysis.activity_tree import code_order, own_and_above
from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Activity
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule
from schemas.tables.resources import Resource


@rule("RES-02", reads=("Activities", "Partners", "Resources", "Risks"))
def nothing_promised(assessment: Assessment) -> Iterable[Observation]:
    """Response leaves of an event with an open very high risk to which, and above which, nothing is promised.

    Silent where a row of Resources that cannot be read, or had to be left out, may be the promise.
    """
    resources = assessment.arrangement.rows_of(Resource)
    is_known = not any("promised_to" in resource.unknown for resource in resources)
    if not resources or not is_known or not tables_are_whole(assessment.arrangement, "Resources"):
        return
    promised = {code for resource in resources for code in resource.promised_to}
    for event, views in assessment.risks_by_event.items():
        if any(view.is_open and view.joint_level == "very_high" for view in views):
            bare = [leaf for leaf in _response(assessment, event) if promised.isdisjoint(own_and_above(leaf))]
            for leaf in sorted(bare, key=lambda item: code_order(item.activity)):
                yield Observation(
                    rule="RES-02", subject=assessment.events[event], kind="event", severity="medium",
                    unit=assessment.events[event], rows=(leaf.activity,), table="Activities",
                    partners=leaf.participants, values={"named": naming.of(leaf)},
                )  # fmt: skip


def _response(assessment: Assessment, event: str) -> list[Activity]:
    activities = assessment.tree.by_event.get(event, ())
    return [item for item in activities if item.phase == "response" and assessment.tree.is_leaf(item)]
