"""ACT-04: Several partners lead the same activity (ISO 22397, A.2 and 5.6)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_activity
from pipeline.findings.registry import rule


@rule("ACT-04", reads=("Activities",))
def several_leaders(assessment: Assessment) -> Iterable[Observation]:
    """An overlap with several leaders: that may be meant where scope and coordination rule say how."""
    for overlap in assessment.tree.overlaps:
        who = overlap.leaders
        if len(who) < 2:
            continue
        # An unreadable cell is not known to be empty: then only the known part is told, as the lesser matter.
        unsaid = overlap.blank("scope_agreed") or overlap.blank("coordination_rule")
        severity, variant = ("high", "unsaid") if unsaid else ("low", "said")
        yield of_activity("ACT-04", severity, overlap, variant=variant, values={"leaders": who})
