"""LEG-02: Requirements that have changed since the last review (ISO 22397, 7)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule
from schemas.tables.requirements import Requirement


@rule("LEG-02", reads=("Arrangement", "Requirements"))
def changed_since(assessment: Assessment) -> Iterable[Observation]:
    """Changed after the last review, or after the start where there was none; all as one."""
    given = assessment.arrangement
    is_blank = given.field_blank("last_reviewed_on")
    since = given.day("started_on") if is_blank else given.day("last_reviewed_on")
    for required in given.rows_of(Requirement) if since is not None else ():
        on = required.changed_on
        if on is not None and since is not None and on > since:
            values = {"changed": day(on), "since": day(since)}
            variant = "start" if is_blank else ""
            yield of_rows(
                "LEG-02", "medium", required, "changed_on", partners=required.binds, variant=variant, values=values
            )
