"""ACT-12: One partner leads more than half of what is led (ISO 22397, 6.1.4)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.activity_tree import code_order, roles_unreadable
from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.registry import rule


@rule("ACT-12", reads=("Activities",))
def leads_most(assessment: Assessment) -> Iterable[Observation]:
    """A partner that leads more than half of the led leaves, where enough partners take part and enough is led.

    A leaf whose roles cannot all be read counts as led by others.
    """
    limits, tree = assessment.thresholds, assessment.tree
    take_part = {code for leaf in tree.leaves for code in leaf.participants}
    led = [leaf for leaf in tree.leaves if leaf.leaders]
    if len(take_part) < limits["activities.leads_partners"] or len(led) < limits["activities.leads_leaves"]:
        return
    all = len(led) + sum(1 for leaf in tree.leaves if not leaf.leaders and roles_unreadable(leaf))
    leads: dict[str, list[str]] = {}
    for leaf in led:
        for code in leaf.leaders:
            leads.setdefault(code, []).append(leaf.activity)
    for code, leaves in leads.items():
        if len(leaves) / all > limits["activities.leads_over"]:
            yield Observation(
                rule="ACT-12", subject=code, kind="partner", severity="info", partner=code, partners=(code,),
                rows=tuple(sorted(leaves, key=code_order)), values={"leads": len(leaves), "all": len(led)},
            )  # fmt: skip
