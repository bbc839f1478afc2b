"""The results of a workbook that was read, in the words of a language: its own, or that of who asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pipeline.analysis.assessment import Assessment
from pipeline.findings.engine import find
from pipeline.results.compute import Results, compute
from schemas.thresholds import Thresholds
from schemas.wording.languages import speaking

if TYPE_CHECKING:
    from pipeline.reading.workbook import Reading


def results_in(language: str, reading: Reading, today: date, thresholds: Thresholds) -> Results:
    """Everything from the analysis to the tables of results, on a day, as sentences of that language."""
    with speaking(language):
        assessment = Assessment.of(reading.arrangement, today, thresholds)
        return compute(assessment, find(assessment), reading)
