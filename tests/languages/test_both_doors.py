"""A workbook in Arabic through the file and through Excel: the same findings, cells and actions."""

from __future__ import annotations

from pathlib import Path

from tests.excel.engine import excel
from tests.excel.opened import both
from tests.languages.made import workbook

OUTPUTS = ("Summary", "Gaps", "Overlaps", "ActionPlan", "RiskProfile", "PartnerBalance", "Checks")


def test_both_doors_leave_the_same_in_arabic(tmp_path: Path) -> None:
    with excel() as app:
        found = both(app, workbook(tmp_path, "ar"), tmp_path)
    assert found.excel.status == found.file.status == "written"
    assert found.excel.findings == found.file.findings
    assert found.excel_reads.language == found.file_reads.language == "ar"
    for name in OUTPUTS:
        file, in_excel = found.file_reads.contents[name].found, found.excel_reads.contents[name].found
        assert in_excel.headers == file.headers
        assert list(in_excel.cells) == list(file.cells)
