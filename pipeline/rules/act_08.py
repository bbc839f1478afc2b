"""ACT-08: Somebody leads above, but has a part in none of the parts (ISO 22397, A.2)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_activity
from pipeline.findings.registry import rule


@rule("ACT-08", reads=("Activities",))
def leads_from_afar(assessment: Assessment) -> Iterable[Observation]:
    """Leaders of an activity that have no role in any activity directly below."""
    tree = assessment.tree
    for activity in tree.parents:
        who = tree.without_role_below(activity, activity.leaders)
        if who:
            yield of_activity("ACT-08", "medium", activity, partners=who, values={"who": who})
