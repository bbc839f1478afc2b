"""VIEW-01: Copies that are not back yet (guide, step 2)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.registry import rule
from schemas.tables.copies import SentCopy


@rule("VIEW-01", reads=("Copies", "Partners"))
def not_back(assessment: Assessment) -> Iterable[Observation]:
    """The copy of a party was asked back by a day that has passed, and has not come back."""
    given = assessment.arrangement
    for copy in given.rows_of(SentCopy):
        due = copy.back_by
        if copy.partner in given.party_codes and due and due < assessment.today and copy.blank("back_on"):
            yield Observation(
                rule="VIEW-01", subject=copy.partner, kind="partner", severity="medium", partner=copy.partner,
                partners=(copy.partner,), cells=(cell_of("Copies", copy, "back_on"),), values={"due": day(due)},
            )  # fmt: skip
