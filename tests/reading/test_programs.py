"""A workbook reads the same after other programs have saved it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.reading.workbook import Reading, read
from pipeline.template.build import NewWorkbook, build
from tests.office import LibreOffice
from tests.reading.reads import activity, indicator, line, risk, told

VALUES: dict[str, Any] = {
    "Risks": [risk("R1", likelihood__REDC=4, impact__LOCA=2, next_review_on=date(2027, 1, 2)),
              risk("R2", owner="LOCA")],
    "Activities": [activity("1", role__REDC="L", role__LOCA="S"), activity("1.10", supports=("1",))],
    "Indicators": [indicator(rating__REDC="partial", evidence_needed=("documented", "confirmed"))],
    "Budget": [line(quantity=2, unit_cost=12.5, protects=("REDC", "LOCA"), supports=("R1", "1.10"))],
}  # fmt: skip


@pytest.fixture(scope="module")
def template() -> bytes:
    """A workbook as `concord new` makes it, filled a little."""
    partners = (("REDC", "Refuge East"), ("LOCA", "Local Action"))
    return build(NewWorkbook(title="Test", partners=partners, arrangement_id="ARR-1", values=VALUES))


def test_a_new_workbook_gives_no_message_and_all_its_values(template: bytes) -> None:
    reading = read(template)
    assert told(reading) == []
    first, second = reading.arrangement.risks
    assert (first.likelihood, first.impact, first.next_review_on) == ({"REDC": 4}, {"LOCA": 2}, date(2027, 1, 2))
    assert second.owner == "LOCA"
    assert [row.id for row in reading.arrangement.activities] == ["1", "1.10"]
    assert reading.arrangement.activities[1].supports == ("1",)
    assert reading.arrangement.indicators[0].evidence_needed == ("documented", "confirmed")
    assert reading.arrangement.lines[0].protects == ("REDC", "LOCA")
    assert set(reading.present) == {
        "Summary", "Agenda", "Gaps", "Overlaps", "ActionPlan", "RiskProfile", "PartnerBalance", "Checks", "Figures",
    }  # fmt: skip


def same(one: Reading, other: Reading) -> bool:
    """Whether two readings say the same."""
    return one.arrangement == other.arrangement and told(one) == told(other)


def test_saved_by_openpyxl_it_reads_the_same(template: bytes) -> None:
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(template)).save(saved)
    assert same(read(saved.getvalue()), read(template))


@pytest.mark.system("soffice")
def test_saved_by_libreoffice_it_reads_the_same(template: bytes, tmp_path: Path, libreoffice: LibreOffice) -> None:
    source = tmp_path / "book.xlsx"
    source.write_bytes(template)
    assert same(read(libreoffice.saved(source, tmp_path / "saved").read_bytes()), read(template))
