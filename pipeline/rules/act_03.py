"""ACT-03: Several partners take part and nobody leads yet (ISO 22397, A.2 and 5.6)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.activity_tree import roles_unreadable
from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_activity
from pipeline.findings.registry import rule


@rule("ACT-03", reads=("Activities",))
def no_leader(assessment: Assessment) -> Iterable[Observation]:
    """An overlap without a leader. Silent while a role cannot be read: it may be the leader's."""
    for overlap in assessment.tree.overlaps:
        if not overlap.leaders and not roles_unreadable(overlap):
            values = {"who": overlap.participants}
            yield of_activity("ACT-03", "high", overlap, values=values)
