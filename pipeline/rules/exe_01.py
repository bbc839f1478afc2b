"""EXE-01: Who responds to an event and was in none of its exercises of late (ISO 22397, 5.8)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.activity_tree import code_order
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.exercises import is_certain, is_whole, of_late
from pipeline.analysis.words import listed
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule


@rule("EXE-01", reads=("Activities", "Exercises", "Partners"))
def responds_unexercised(assessment: Assessment) -> Iterable[Observation]:
    """Parties in a response leaf of an event and in none of its exercises of the last 12 months, where there are some.

    Silent where an exercise that may be of the event cannot be read in all that matters.
    """
    if not is_whole(assessment) or not tables_are_whole(assessment.arrangement, "Activities"):
        return
    tree, parties = assessment.tree, assessment.arrangement.party_codes
    for event, activities in tree.by_event.items():
        held = list(of_late(assessment, event))
        if not held or not all(is_certain(exercise, event, tree) for exercise in held):
            continue
        took_part = {code for exercise in held for code in exercise.took_part}
        leaves = [item for item in activities if item.phase == "response" and tree.is_leaf(item)]
        for code in parties:
            own = sorted(
                (item.activity for item in leaves if code in item.participants and code not in took_part),
                key=code_order,
            )
            if own:
                yield Observation(
                    rule="EXE-01", subject=assessment.events[event], kind="event", severity="medium", partner=code,
                    partners=(code,), rows=tuple(own), table="Activities",
                    values={"partner": code, "leaves": listed(own)},
                )  # fmt: skip
