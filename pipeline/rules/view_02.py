"""VIEW-02: What a copy says otherwise and nobody has answered yet (guide, step 2)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.registry import rule
from schemas.tables.copies import SentCopy
from schemas.wording.text import joined


@rule("VIEW-02", reads=("Copies", "Partners"))
def says_otherwise(assessment: Assessment) -> Iterable[Observation]:
    """The copy of a party differs in rows of the workbook; nothing was replaced."""
    given = assessment.arrangement
    for copy in given.rows_of(SentCopy):
        if copy.partner in given.party_codes and copy.differs:
            yield Observation(
                rule="VIEW-02", subject=copy.partner, kind="partner", severity="low", partner=copy.partner,
                partners=(copy.partner,), cells=(cell_of("Copies", copy, "differs"),),
                values={"ids": joined(copy.differs)},
            )  # fmt: skip
