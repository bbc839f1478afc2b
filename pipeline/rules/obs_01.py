"""OBS-01: Contractual obstacles (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import listed
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_fields
from pipeline.findings.registry import rule
from schemas.arrangement_fields import field_title

POINTS = ("dispute_procedure", "default_procedure", "modification_procedure", "disengagement_terms", "valid_until")


@rule("OBS-01", reads=("Arrangement",), shown_in="Summary")
def contractual(assessment: Assessment) -> Iterable[Observation]:
    """Points of content that ISO 22397, 6.2 asks for and that are not written down yet."""
    empty = [name for name in POINTS if assessment.arrangement.field_blank(name)]
    if empty:
        points = listed(title[:1].lower() + title[1:] for title in map(field_title, empty))
        yield of_fields("OBS-01", "info", assessment, *empty, values={"points": points})
