"""Gaps: every finding except those shown in Checks, the most severe first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.domain.finding import Finding
from pipeline.findings.engine import Findings
from pipeline.results.rows import Cells
from schemas.wording.text import text


def gaps(findings: Findings) -> Mapping[str, Sequence[object]]:
    """Its columns, one row a finding in the order they were gathered: severity, rule, subject."""
    shown = [found for found in findings.shown if found.shown_in == "Gaps"]
    return {
        "finding": [found.id for found in shown],
        "rule": [found.rule for found in shown],
        "severity": [found.severity for found in shown],
        "area": [found.area for found in shown],
        "subject": [subject_called(found) for found in shown],
        "rows": [found.rows for found in shown],
        "what_was_found": [found.says for found in shown],
        "partners": [found.partners for found in shown],
        "cell": Cells([found.cell for found in shown]),
        "source_clause": [found.source for found in shown],
        "suggested_action": [found.do for found in shown],
    }


def subject_called(found: Finding) -> str:
    """What a finding is about, as people call it: an id as they gave it, the arrangement by its word."""
    return text("phrases.arrangement") if found.kind == "arrangement" else found.subject
