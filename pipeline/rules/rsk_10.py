"""RSK-10: When you look at a risk again (ISO 22397, 7)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risks
from pipeline.findings.registry import rule


@rule("RSK-10", reads=("Partners", "Risks"))
def next_review(assessment: Assessment) -> Iterable[Observation]:
    """The next review of an open or accepted risk has no date, or its date has gone by; all as one."""
    for view in assessment.live_risks:
        due = view.risk.next_review_on
        if view.risk.blank("next_review_on"):
            yield of_risks("RSK-10", "low", view, "next_review_on", variant="no_date")
        elif due is not None and due < assessment.today:
            yield of_risks("RSK-10", "low", view, "next_review_on", variant="past", values={"due": day(due)})
