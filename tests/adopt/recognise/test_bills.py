"""What was bought looks like a budget: where something above the table says that it is a bill, it is asked about."""

from __future__ import annotations

import pytest

from tests.adopt.kinds.grids import table_of

ITEMS = (
    ("Description", "Qty", "Unit price", "Amount"), ("Repair of radios", 6, 85, 510), ("Spare batteries", 12, 25, 300),
    ("Trip to the site", 1, 120, 120), ("Total", "", "", 930),
)  # fmt: skip


@pytest.mark.parametrize("label", ["Invoice number", "Facture", "Due date:", "Bill to", "Rechnungsdatum"])
def test_a_bill_is_asked_about(label: str) -> None:
    assert table_of([(label, "14/2026"), (), *ITEMS]).ask


@pytest.mark.parametrize("label", ["Budget of the office", "Donor"])
def test_what_is_no_bill_is_not(label: str) -> None:
    assert not table_of([(label, "14/2026"), (), *ITEMS]).ask
