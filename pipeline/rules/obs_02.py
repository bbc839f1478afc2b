"""OBS-02: Exclusion (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.engine import natural
from pipeline.findings.registry import rule
from pipeline.rules.par_05 import missing_view


@rule("OBS-02", reads=("Activities", "Indicators", "Partners", "Risks"), shown_in="Summary")
def exclusion(assessment: Assessment) -> Iterable[Observation]:
    """A party's view is largely missing, as PAR-05 finds; told without the party."""
    seen = list(missing_view(assessment))
    rows = tuple(sorted({row for one in seen for row in one.rows}, key=natural))
    if seen:
        yield Observation(
            rule="OBS-02", subject="arrangement", kind="arrangement", severity="info", rows=rows,
            variant="views" if rows else "roles",
        )  # fmt: skip
