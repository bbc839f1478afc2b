"""The same workbook through the file and through Excel: the same findings, cells and action plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import TableColumn

from pipeline.domain.finding import area_of
from pipeline.run.workbook.process import process
from schemas.spec import all_tables
from tests.chance import every
from tests.excel.engine import excel
from tests.excel.opened import OPTIONS, Both, both, run
from tests.loading import loaded
from tests.run.made import after_a_run, workbook

SAMPLES = sorted(  # from the smallest, which people have left in disorder, to the largest
    (Path(__file__).parents[2] / "workbooks" / "samples").glob("*.xlsx"), key=lambda path: path.stat().st_size
)
OUTPUTS = ("Summary", "Gaps", "Overlaps", "ActionPlan", "RiskProfile", "PartnerBalance", "Checks")
# Rows of sheets that people ask for, as they type them.
ASKED_FOR = {
    "Incidents": [{"incident": "N1", "event": "Flood", "on": date(2026, 5, 4), "risk": "R1", "harm": "Serious"}],
    "Agreements": [{"agreement": "G1", "between": "INTL, LOCA", "signed_on · INTL": date(2026, 1, 1)}],
}


# Going through both doors takes long: once for all that look at the same source, so they stay in one process.
SOURCES = [
    pytest.param(source, id=name, marks=pytest.mark.xdist_group(f"both doors {name}"))
    for name, source in {"built": "built", **{path.stem: path for path in every(6, SAMPLES)}}.items()
]
BUILT = pytest.mark.parametrize("through", SOURCES[:1], indirect=True)


@pytest.fixture(scope="module", params=SOURCES)
def through(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("doors")
    source = workbook(folder, values=ASKED_FOR) if request.param == "built" else request.param
    with excel() as app:
        return both(app, source, folder)


def test_both_doors_find_the_same(through: Both) -> None:
    assert through.excel.status == through.file.status == "written"
    assert through.excel.findings == through.file.findings
    assert through.file.findings is not None
    asked_for = set(ASKED_FOR) & set(through.file_reads.contents)
    assert {area_of(one.rule) for one in through.file.findings.shown} >= {all_tables()[name].area for name in asked_for}
    assert through.excel.actions == through.file.actions


def test_both_doors_say_the_same_about_the_same_cells(through: Both) -> None:
    def told(outcome: Any) -> list[tuple[str, ...]]:
        return [(item.check, item.sheet, item.address, item.says, item.do) for item in outcome.problems]

    assert told(through.excel) == told(through.file)


def test_both_doors_leave_the_same_cells_in_every_output_table(through: Both) -> None:
    for table in OUTPUTS:
        file, excel = through.file_reads.contents[table].found, through.excel_reads.contents[table].found
        assert excel.headers == file.headers
        assert excel.numbers == file.numbers
        assert list(excel.cells) == list(file.cells)


@BUILT
def test_a_run_on_the_saved_file_then_has_nothing_to_write(through: Both) -> None:
    assert through.excel_reads
    assert process(through.by_excel, OPTIONS).status == "unchanged"


@BUILT
def test_a_second_run_in_excel_writes_nothing(through: Both, tmp_path: Path) -> None:
    through.book.impl.calls.clear()
    assert run(through.book, tmp_path).status == "unchanged"
    assert through.book.impl.calls == []


def disordered(path: Path) -> Path:
    """The little workbook after a run, then as people leave it: own columns, moved rows, a row of their own."""
    book = loaded(after_a_run())
    gaps, plan, risks = book["Gaps"], book["Action plan"], book["Risks"]
    table = gaps.tables["Gaps"]
    last = gaps.max_row
    for row, text in ((1, "Ours"), (3, "=F3"), (5, "about this one"), (last, 7.5)):
        gaps.cell(row, 12, text)
    table.ref = f"A1:L{last}"
    table.tableColumns.append(TableColumn(id=12, name="Ours"))
    table.autoFilter.ref = table.ref
    plan["D2"] = "somebody wrote over it"
    end = plan.max_row + 1
    plan.cell(end, 4, "an action of our own")
    width = plan.max_column + 1
    for row, text in enumerate(["Twice", *["=1+1"] * (end - 1)], 1):
        plan.cell(row, width, text)
    plan.tables["ActionPlan"].tableColumns.append(TableColumn(id=width, name="Twice"))
    plan.tables["ActionPlan"].ref = plan.tables["ActionPlan"].autoFilter.ref = f"A1:{get_column_letter(width)}{end}"
    risks["F2"], risks["G2"] = "often", 1
    risks["A2"], risks["A2"].number_format = 1, '"R"0'
    book.save(path)
    return path


def test_both_doors_leave_the_same_after_people_have_been_at_work(app: Any, tmp_path: Path) -> None:
    through = both(app, disordered(tmp_path / "left.xlsx"), tmp_path)
    test_both_doors_find_the_same(through)
    test_both_doors_say_the_same_about_the_same_cells(through)
    test_both_doors_leave_the_same_cells_in_every_output_table(through)
    own = [row[-1] for row in through.excel_reads.contents["Gaps"].found.cells]
    assert "about this one" in own
    assert 7.5 in own
    assert [risk.risk for risk in through.excel_reads.arrangement.risks] == ["R1", "R2"]
