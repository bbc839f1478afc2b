"""What the partners should talk about first: at most ten findings, the gravest and widest in front."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import SEVERITIES, Finding
from pipeline.findings.engine import Findings
from pipeline.results.measure import Measure, measure

# What needs the partners in one room comes before what one of them can do alone: no means against a
# very high risk, views far apart, a risk passed on without means, acceptance for others, nobody
# leading, a view that is missing, support that does not follow the risk.
FIRST = ("RSK-02", "RSK-03", "RSK-06", "RSK-05", "RSK-13", "ACT-03", "PAR-05", "BUD-05", "IND-04", "BUD-08")


def discuss_first(assessment: Assessment, findings: Findings) -> Iterator[Measure]:
    """The findings to discuss first, as measures: the value is the finding's id, the note its sentence.

    Only those of medium severity or worse; by severity, then how many partners are concerned, then
    how many rows, then FIRST; the same order on every run.
    """
    worth = [found for found in findings.shown if found.proposes_action]
    worth.sort(key=_weight)
    for number, found in enumerate(worth[: int(assessment.thresholds["summary.discuss_first"])], start=1):
        yield measure("discuss", found.id, number=number, says=found.says)


def _weight(found: Finding) -> tuple[int, int, int, int]:
    rank = FIRST.index(found.rule) if found.rule in FIRST else len(FIRST)
    together = 0 if rank < len(FIRST) else 1
    return SEVERITIES.index(found.severity), together, -len(found.partners) - len(found.rows), rank
