"""OBS-02: Exclusion (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.order import natural
from pipeline.domain.finding import Observation
from pipeline.findings.registry import rule
from pipeline.rules.par_05 import missing_view


@rule("OBS-02", reads=("Activities", "Indicators", "Partners", "Risks"), shown_in="Summary")
def exclusion(assessment: Assessment) -> Iterable[Observation]:
    """A party's view is largely missing, as PAR-05 finds; told without the party."""
    seen = list(missing_view(assessment))
    views = [one for one in seen if one.rows]
    if seen and not views:
        yield _seen("roles")
    for table in dict.fromkeys(one.table for one in views):
        rows = {row for one in views if one.table == table for row in one.rows}
        yield _seen("views", rows=tuple(sorted(rows, key=natural)), table=table)


def _seen(variant: str, **rows: Any) -> Observation:
    """What is seen, without the party of which it is."""
    return Observation(
        rule="OBS-02", subject="arrangement", kind="arrangement", severity="info", variant=variant, **rows
    )
