"""SUP-03: Support of which nothing stays after the end (guide, capacity)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows, tables_are_whole
from pipeline.findings.registry import rule
from schemas.tables.support import Support


@rule("SUP-03", reads=("Support",))
def nothing_stays(assessment: Assessment) -> Iterable[Observation]:
    """None of three rows or more lasts after the end of the partnership; all as one."""
    every = assessment.arrangement.rows_of(Support)
    if len(every) < assessment.thresholds["support.rows_from"] or not tables_are_whole(
        assessment.arrangement, "Support"
    ):
        return
    if not any(support.lasts_after_end == "yes" or "lasts_after_end" in support.unknown for support in every):
        for support in every:
            yield of_rows("SUP-03", "low", support, "lasts_after_end")
