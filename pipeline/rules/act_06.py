"""ACT-06: Somebody takes part who is not shown in the activity above (ISO 22397, A.2, second step)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.naming import of
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_activity
from pipeline.findings.registry import rule


@rule("ACT-06", reads=("Activities",))
def undeclared(assessment: Assessment) -> Iterable[Observation]:
    """Participants that have no role, X included, in the activity directly above."""
    tree = assessment.tree
    for code, below in tree.children.items():
        parent = tree.by_code.get(code)
        if parent is None:
            continue
        shown = parent.role.keys()
        for activity in [activity for activity in below if not activity.role.keys() <= shown]:
            strangers = [code for code in activity.participants if code not in shown]
            who = tuple([code for code in strangers if parent.blank("role", code)])
            if who:
                values = {"who": who, "above": of(parent)}
                yield of_activity("ACT-06", "low", activity, partners=who, values=values)
