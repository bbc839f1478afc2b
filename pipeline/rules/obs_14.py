"""OBS-14: Technical and technological obstacles (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import countable, shortfall
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule

CATEGORIES = ("equipment", "training")


@rule("OBS-14", reads=("Budget",), shown_in="Summary")
def technical(assessment: Assessment) -> Iterable[Observation]:
    """Lines for equipment or training that are not all funded."""
    lines = (line for line in assessment.arrangement.lines if line.category in CATEGORIES)
    return of_obstacle("OBS-14", Budget=(line.id for line in lines if countable(line) and shortfall(line)))
