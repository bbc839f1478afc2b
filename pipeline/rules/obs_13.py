"""OBS-13: Logistical obstacles (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import countable, shortfall
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule
from schemas.vocabulary import compared


@rule("OBS-13", reads=("Activities", "Budget"), shown_in="Summary")
def logistical(assessment: Assessment) -> Iterable[Observation]:
    """Activities whose supporting budget lines are not all funded."""
    supporting = assessment.money.supporting.items()
    short = {row for row, lines in supporting if any(countable(line) and shortfall(line) for line in lines)}
    ids = {row.id for row in short if row.table == "Activities"}
    activities = assessment.arrangement.activities if ids else ()
    return of_obstacle("OBS-13", Activities=[item.id for item in activities if compared(item.id) in ids])
