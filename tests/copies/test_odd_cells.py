"""What is odd in the workbook stops nothing but itself: all else of a copy is joined."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.domain.table_update import OutColumn, OutRow, TableUpdate
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.writer.rewrite import rewrite
from tests.chance import every
from tests.copies.world import answer, copy_of, joined, members, rows, saved, values, workbook, written
from tests.loading import loaded
from tests.xlsx.writer.books import edited

OWN = "Likelihood · LOCA"
CELLS = {
    **{("Risks", f"R{n}", OWN): n for n in range(1, 5)}, ("Indicators", "I1", "Rating · LOCA"): "Present",
}  # fmt: skip


def array(sheet: Worksheet, own: str) -> None:
    sheet[f"{own}3"] = ArrayFormula(f"{own}3", "=SUM(1*1)")


def array_of_two(sheet: Worksheet, own: str) -> None:
    sheet[f"{own}3"] = ArrayFormula(f"{own}3:{own}4", "=ROW(A1:A2)")


def data_table(sheet: Worksheet, own: str) -> None:
    sheet[f"{own}3"] = DataTableFormula(f"{own}3:{own}4", r1="A1", dt2D=False)


def array_elsewhere(sheet: Worksheet, own: str) -> None:
    sheet["AZ2"] = ArrayFormula("AZ2:AZ4", "=ROW(A1:A3)")
    sheet["C40"] = ArrayFormula("C40:C41", "=ROW(A1:A2)")


def protected(sheet: Worksheet, own: str) -> None:
    sheet.protection.sheet = True
    sheet.protection.password = "ours"


def filtered(sheet: Worksheet, own: str) -> None:
    sheet.tables["Risks"].autoFilter.filterColumn = [FilterColumn(colId=0, filters=Filters(filter=["R1"]))]
    for number in (3, 4, 5):
        sheet.row_dimensions[number].hidden = True


def grouped(sheet: Worksheet, own: str) -> None:
    sheet.row_dimensions.group(2, 4, outline_level=1, hidden=True)
    sheet.column_dimensions.group(own, own, outline_level=1, hidden=True)


def merged_beyond(sheet: Worksheet, own: str) -> None:
    last, right = sheet.max_row, sheet.max_column
    sheet.merge_cells(start_row=last, end_row=last + 2, start_column=2, end_column=2)
    sheet.merge_cells(start_row=2, end_row=2, start_column=right, end_column=right + 2)


def totals(sheet: Worksheet, own: str) -> None:
    table: Any = sheet.tables["Risks"]
    top, bottom = table.ref.replace(":", " ").split()
    column, last = "".join(filter(str.isalpha, bottom)), int("".join(filter(str.isdigit, bottom)))
    table.ref = f"{top}:{column}{last + 1}"
    table.totalsRowCount = 1
    table.tableColumns[0].totalsRowLabel = "Total"
    sheet[f"A{last + 1}"] = "Total"


def in_the_way(sheet: Worksheet, own: str) -> None:
    ref = sheet.tables["Risks"].ref.partition(":")[2]
    sheet[f"B{int(''.join(filter(str.isdigit, ref))) + 3}"] = "Ours, below the table"


KINDS = [
    (array, {"R2"}), (array_of_two, {"R2", "R3"}), (data_table, {"R2", "R3"}), (array_elsewhere, set()),
    (protected, set()), (filtered, set()), (grouped, set()), (merged_beyond, set()), (totals, set()),
]  # fmt: skip


def with_odd(change: Callable[[Worksheet, str], None]) -> bytes:
    book: Any = loaded(workbook())
    sheet = book["Risks"]
    own = next(cell.column_letter for cell in sheet[1] if cell.value == OWN)
    change(sheet, own)
    return saved(book)


@pytest.mark.parametrize(("change", "asked"), [pytest.param(*kind, id=kind[0].__name__) for kind in every(2, KINDS)])
def test_all_else_is_filled_and_just_the_odd_cells_are_asked_about(
    change: Callable[[Worksheet, str], None], asked: set[str]
) -> None:
    data = with_odd(change)
    after = joined(data, [written(copy_of(workbook(), "LOCA"), CELLS)])
    assert after.remarks == []
    assert {one.row for one in after.filled} == {"R1", "R2", "R3", "R4", "I1"} - asked
    assert {row["row_id"] for row in rows(after.data, "Proposals")} == asked
    assert lint(after.data) == lint(data)
    if not asked:
        return
    answered = joined(answer(after.data, *(part for id in sorted(asked) for part in (id, "yes"))), [])
    assert values(answered.data) == values(after.data)
    assert len(answered.remarks) == len(asked)  # no join can write into one cell of several: people are told


@lru_cache
def with_many_rows() -> bytes:
    """The copy with more new rows than the table has room for."""
    new = {("Risks", f"N{n}", "Description"): f"New {n}" for n in range(60)}
    return written(copy_of(workbook(), "LOCA"), {**CELLS, **new, ("Indicators", "I2", "Text"): "Is there more?"})


@pytest.mark.parametrize("change", [totals, merged_beyond, in_the_way], ids=lambda kind: kind.__name__)
def test_a_row_that_has_no_room_waits_and_all_else_is_carried_out(change: Callable[[Worksheet, str], None]) -> None:
    """The table is full: a new row would have to lengthen it, over what is odd."""
    asked = joined(with_odd(change), [with_many_rows()])
    assert len(asked.filled) == 5
    accepted = answer(asked.data, "I2", "yes", *(part for n in range(60) for part in (f"N{n}", "yes")))
    after = joined(accepted, [])
    assert values(after.data) == {**values(asked.data), ("Indicators", "I2", "text"): "Is there more?"}
    assert [said.row for said in after.done] == ["I2"]
    (remark,) = after.remarks
    assert str(remark[1]).startswith("Risks!")
    waiting = [row for row in rows(after.data, "Proposals") if str(row["row_id"]).startswith("N")]
    assert {str(row["accept"]).casefold() for row in waiting} == {"yes"}


def with_formula(shared: bool) -> bytes:
    """The workbook with formulas whose result is an empty text in the party's cells of R2 and R3."""

    def numbers(sheet: Worksheet, own: str) -> None:
        sheet[f"{own}3"], sheet[f"{own}4"] = 77771, 77772

    data = with_odd(numbers)
    part = Book(Package(data)).table("Risks").sheet.part
    xml = members(data)[part].decode()
    letter = xml.partition("<v>77771</v>")[0].rpartition('r="')[2].partition("3")[0]
    first = f'<f t="shared" ref="{letter}3:{letter}4" si="0">""</f>' if shared else '<f>""</f>'
    second = '<f t="shared" si="0"/>' if shared else '<f>""</f>'
    for number, formula in ((77771, first), (77772, second)):
        data = edited(data, part, f' t="n"><v>{number}</v>', f' t="str">{formula}<v></v>')
    return data


@pytest.mark.parametrize("shared", [False, True])
def test_a_formula_that_shows_nothing_is_asked_about_and_written_over_only_after_a_yes(shared: bool) -> None:
    after = joined(with_formula(shared), [written(copy_of(workbook(), "LOCA"), CELLS)])
    assert {one.row for one in after.filled} == {"R1", "R4", "I1"}
    assert {row["row_id"] for row in rows(after.data, "Proposals")} == {"R2", "R3"}
    said = (OutRow(2, ("Yes",)), OutRow(3, ("No",)))
    answered = rewrite(after.data, [TableUpdate("Proposals", (OutColumn("Accept"),), said)])
    agreed = joined(answered, [])
    assert agreed.remarks == []
    assert values(agreed.data) == {**values(after.data), ("Risks", "R2", "likelihood · LOCA"): 2}
    part = Book(Package(agreed.data)).table("Risks").sheet.part
    assert members(agreed.data)[part].count(b"<f>") == 1
    assert lint(agreed.data) == []


@pytest.mark.parametrize("word", ["", "Yes"])
def test_a_sheet_that_was_deleted_since_keeps_nothing_else_from_being_joined(word: str) -> None:
    data = workbook()
    asked = joined(data, [written(copy_of(data, "LOCA"), {("Risks", "R2", "Description"): "New"})]).data
    book = loaded(answer(asked, "R2", word) if word else asked)
    del book["Risks"]
    after = joined(saved(book), [written(copy_of(data, "LOCA"), {**CELLS, ("Risks", "R2", "Description"): "Newer"})])
    assert values(after.data)["Indicators", "I1", "rating · LOCA"] == "Present"
    assert any("Risks" in str(remark) for _, remark in after.remarks)
    assert {row["row_id"] for row in rows(after.data, "Proposals")} == {"R2"}
