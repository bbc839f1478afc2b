"""Gaps: every finding except those shown in Checks, the most severe first."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.finding import Finding
from pipeline.findings.engine import Findings
from pipeline.results.rows import Place, ResultRow
from schemas.wording.text import text


def gap_rows(findings: Findings) -> Iterator[ResultRow]:
    """One row a finding, in the order they were gathered: severity, rule, subject."""
    for found in findings.shown:
        if found.shown_in == "Gaps":
            yield {
                "finding": found.id,
                "rule": found.rule,
                "severity": found.severity,
                "area": found.area,
                "subject": subject_called(found),
                "rows": found.rows,
                "what_was_found": found.says,
                "partners": found.partners,
                "cell": Place(found.cell) if found.cell else None,
                "source_clause": found.source,
                "suggested_action": found.do,
            }


def subject_called(found: Finding) -> str:
    """What a finding is about, as people call it: an id as they gave it, the arrangement by its word."""
    return text("phrases.arrangement") if found.kind == "arrangement" else found.subject
