"""The findings of the pipeline in the form in which the slow computation gives its own."""

from __future__ import annotations

from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import Finding
from pipeline.findings.engine import find
from tests.independent.book import alike
from tests.independent.sight import Found

# docs/rules.md says of which party these speak, not which rows they list.
ROWS_ARE_FREE = ("PAR-05", "PAR-06", "PAR-07", "BUD-03", "BUD-05", "BUD-06", "BUD-08")


def as_found(given: Arrangement, finding: Finding) -> Found:
    """One finding as compared; a code that is not in Partners has no cell there, so any of its cells will do."""
    subject = alike(finding.subject) if finding.kind in ("event", "element") else finding.subject
    rows = frozenset[str]() if finding.rule in ROWS_ARE_FREE else frozenset(finding.rows)
    stranger = finding.rule == "PAR-06"
    parts = frozenset(
        (part.rule, alike(part.subject) if part.kind in ("event", "element") else part.subject, part.severity)
        for part in finding.parts
    )
    return Found(finding.rule, subject, finding.severity, rows, None if stranger else finding.cell, parts)


def findings(given: Arrangement, today: date) -> set[Found]:
    """Every finding of the pipeline but those of OBS."""
    shown = find(Assessment.of(given, today)).shown
    return {as_found(given, finding) for finding in shown if finding.area != "OBS"}
