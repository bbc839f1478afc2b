"""ACT-05: One partner leads, but what is needed to work together is not yet written down (ISO 22397, A.2 and 5.6)."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from pipeline.analysis.activity_tree import DETAILS, roles_unreadable
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.naming import columns
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_activities
from pipeline.findings.registry import rule

_written = attrgetter(*DETAILS)


@rule("ACT-05", reads=("Activities",))
def details(assessment: Assessment) -> Iterable[Observation]:
    """Overlaps with one leader and an empty scope, coordination rule, capability or resources, by event.

    Silent while a role cannot be read: with a second leader other details would be needed.
    """
    for overlap in assessment.tree.overlaps:
        if all(_written(overlap)):
            continue
        empty = tuple(name for name in DETAILS if overlap.blank(name))
        if empty and len(overlap.leaders) == 1 and not roles_unreadable(overlap):
            values = {"missing": columns("Activities", empty)}
            yield of_activities("ACT-05", "medium", assessment, overlap, *empty, values=values)
