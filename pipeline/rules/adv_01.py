"""ADV-01: Actions that are left to advocacy, and nobody has begun (guide, advocacy)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule
from schemas.tables.advocacy import Cause
from schemas.vocabulary import compared


@rule("ADV-01", reads=("ActionPlan", "Advocacy"))
def not_begun(assessment: Assessment) -> Iterable[Observation]:
    """An action with status advocacy that no row names. Silent where one cannot be read that may be it."""
    given = assessment.arrangement
    every = given.rows_of(Cause)
    if not every or not tables_are_whole(given, "Advocacy") or any("action" in cause.unknown for cause in every):
        return
    named = {compared(cause.action) for cause in every}
    for action in given.planned:
        if action.status == "advocacy" and compared(action.action) not in named:
            yield Observation(
                rule="ADV-01", subject=action.action, kind="action", severity="low",
                rows=(action.action,), table="ActionPlan",
                cells=(cell_of("ActionPlan", action, "status"),),
            )  # fmt: skip
