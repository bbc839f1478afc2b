"""Agreements as rules ask of them: which are in force, for whom (docs/rules.md)."""

from __future__ import annotations

from pipeline.analysis.assessment import Assessment
from schemas.fields import PARTNER_MARK
from schemas.tables.agreements import Agreement


def agreements(assessment: Assessment) -> tuple[Agreement, ...]:
    """All agreements, in the order of the rows; none where the workbook has no such sheet."""
    return assessment.arrangement.rows_of(Agreement)


def may_be_signed(assessment: Assessment, agreement: Agreement, partner: str) -> bool:
    """Whether the partner has signed it by today, or may have where its cell cannot be understood."""
    on = agreement.signed_on.get(partner)
    return f"signed_on{PARTNER_MARK}{partner}" in agreement.unknown if on is None else on <= assessment.today


def may_be_in_force(assessment: Assessment, agreement: Agreement, *partners: str) -> bool:
    """Whether it has not ended and all these have signed it, or may have where a cell cannot be understood."""
    until = agreement.valid_until
    goes_on = until is None or until >= assessment.today
    return goes_on and all(may_be_signed(assessment, agreement, code) for code in partners)


def may_cover(agreement: Agreement, matter: str) -> bool:
    """Whether it covers a matter, or may where the cell cannot be understood."""
    return matter in agreement.covers or "covers" in agreement.unknown
