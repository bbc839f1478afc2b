"""ACT-01: An activity that nobody takes part in yet (ISO 22397, A.2 and 5.5)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.activity_tree import linked, roles_unreadable
from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_activity
from pipeline.findings.registry import rule


@rule("ACT-01", reads=("Activities",))
def nobody(assessment: Assessment) -> Iterable[Observation]:
    """A leaf without a participant; an offer (X) makes it less urgent. Silent while a role cannot be read."""
    for leaf in assessment.tree.leaves:
        if leaf.participants or roles_unreadable(leaf):
            continue
        offers = linked(leaf)
        severity, variant = ("medium", "offered") if offers else ("high", "nobody")
        values = {"offers": offers}
        yield of_activity("ACT-01", severity, leaf, partners=offers, variant=variant, values=values)
