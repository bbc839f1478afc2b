"""AGR-04: Agreements that one they name has not signed yet (ISO 22397, 6.2)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.agreements import agreements
from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule


@rule("AGR-04", reads=("Agreements", "Partners"))
def not_signed(assessment: Assessment) -> Iterable[Observation]:
    """It has not ended, and a party that it names has no day of signing; all as one."""
    parties = assessment.arrangement.party_codes
    for agreement in agreements(assessment):
        until = agreement.valid_until
        if "valid_until" in agreement.unknown or (until is not None and until < assessment.today):
            continue
        named = (code for code in parties if code in agreement.between)
        missing = tuple(code for code in named if agreement.blank("signed_on", code))
        if missing:
            cells = tuple(cell_of("Agreements", agreement, "signed_on", code) for code in missing)
            yield of_rows("AGR-04", "medium", agreement, at=cells, partners=agreement.between, values={"who": missing})
