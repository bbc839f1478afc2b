"""ACT-02: Activities that rest on one partner (ISO 22397, A.2)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.activity_tree import roles_unreadable
from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_activities
from pipeline.findings.registry import rule


@rule("ACT-02", reads=("Activities",))
def one_participant(assessment: Assessment) -> Iterable[Observation]:
    """Leaves with exactly one participant, told together for each event. Silent while a role cannot be read."""
    for leaf in assessment.tree.leaves:
        who = leaf.participants
        if len(who) == 1 and not roles_unreadable(leaf):
            values = {"who": who}
            yield of_activities("ACT-02", "info", assessment, leaf, values=values)
