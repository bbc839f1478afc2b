"""ACT-07: Somebody takes part above, but in none of the parts (ISO 22397, A.2, second step)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_activity
from pipeline.findings.registry import rule


@rule("ACT-07", reads=("Activities",))
def phantom(assessment: Assessment) -> Iterable[Observation]:
    """Participants, leaders apart, of an activity that have no role in any activity directly below."""
    tree = assessment.tree
    for activity in tree.parents:
        takes_part = [code for code in activity.participants if code not in activity.leaders]
        who = tree.without_role_below(activity, takes_part)
        if who:
            yield of_activity("ACT-07", "low", activity, partners=who, values={"who": who})
