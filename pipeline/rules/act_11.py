"""ACT-11: An event with a response, but no preparation or no recovery (ISO 22397, A.3, A.4 and C.1 d)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.activity_tree import code_order
from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_events, tables_are_whole
from pipeline.findings.registry import rule

PHASES = ("preparedness", "recovery")


@rule("ACT-11", reads=("Activities",))
def phases(assessment: Assessment) -> Iterable[Observation]:
    """Events with response activities that lack one of the other phases.

    Silent where an activity whose phase cannot be read may be the one, or a row had to be left out.
    """
    tree = assessment.tree
    if not tables_are_whole(assessment.arrangement, "Activities"):
        return
    elsewhere = {item.phase for item in tree.activities if not item.event}
    for event, activities in tree.by_event.items():
        found = {item.phase for item in activities} | elsewhere
        lacking = [phase for phase in PHASES if phase not in found]
        response = [item.activity for item in activities if item.phase == "response"]
        if response and lacking and "" not in found:
            rows = tuple(sorted(response, key=code_order))
            yield of_events("ACT-11", "medium", assessment, event, rows=rows, variant="_".join(lacking))
