"""`concord new --from`: formulas stay formulas, no words of ours stand for what has no value, what is left is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import TableColumn

from pipeline.reading.workbook import Reading, read
from tests.cli.test_commands import call
from tests.loading import loaded
from tests.run.made import run, workbook
from tests.xlsx.writer.books import edited

# What people typed is carried over at once, for all tests that look at it.
LINE = {"line": "B1", "category": "Training", "description": "Course", "quantity": 2, "unit_cost": 100, "periods": 3}
LINES = [{**LINE, "line": f"B{at}", "unit_cost": 100 * at} for at in range(1, 11)]
LAST = len(LINES) + 1  # the row of the last line


@dataclass(frozen=True)
class Carried:
    """The new workbook, and what was said when it was made."""

    path: Path
    said: str

    @cached_property
    def book(self) -> Any:
        """With formulas, as openpyxl loads it."""
        return openpyxl.load_workbook(self.path, rich_text=True)

    @cached_property
    def reading(self) -> Reading:
        return read(self.path.read_bytes())


def carried(folder: Path, changes: Iterable[Callable[[Any], None]], *more: str, after: Any = None) -> Carried:
    """What is made from a workbook after `changes` to it: each test has rows of its own."""
    old, new = workbook(folder, values={"Budget": LINES}), folder / "new.xlsx"
    book = loaded(old.read_bytes(), rich_text=True)
    for change in changes:
        change(book)
    book.save(old)
    if after:
        old.write_bytes(after(old.read_bytes()))
    result = call("new", new, "--from", old, *more)
    assert result.exit_code == 0, result.output
    return Carried(new, result.output)


def at(book: Any, table: str, row: int, header: str) -> Any:
    """The cell of the table's row, counted from 1, under the header."""
    sheet = next(sheet for sheet in book if table in sheet.tables)
    first, *rows = sheet[sheet.tables[table].ref]
    return next(rows[row - 1][place] for place, head in enumerate(first) if head.value == header)


def column(cell: Any) -> str:
    return str(cell.column_letter)


def test_a_workbook_in_which_nothing_is_left_behind_says_nothing(tmp_path: Path) -> None:
    run(workbook(tmp_path, values={"Budget": LINES}))
    old = tmp_path / "clinic.xlsx"
    result = call("new", tmp_path / "new.xlsx", "--from", old)
    assert "Not carried over" not in result.output


def of_its_row(book: Any) -> None:
    own = at(book, "Budget", 1, "Unit cost")
    at(book, "Budget", 2, "Unit cost").value = f"={own.coordinate}*2+${column(own)}$2"


def of_elsewhere(book: Any) -> None:
    risk = at(book, "Risks", 2, "Residual impact")
    at(book, "Budget", 3, "Quantity").value = f"=Risks!{risk.coordinate}+1"
    for cells in book["Budget"].iter_cols():
        cells[4].value = None  # the fourth line is empty now, and is not carried
    at(book, "Budget", 5, "Unit cost").value = f"={at(book, 'Budget', 5, 'Quantity').coordinate}*7"


@pytest.fixture(scope="module")
def with_a_third(tmp_path_factory: pytest.TempPathFactory) -> Carried:
    """With a partner more, so that columns stand elsewhere."""
    return carried(tmp_path_factory.mktemp("third"), (of_its_row, of_elsewhere), "--partner", "THRD=Third Hand")


def test_a_formula_of_its_row_is_carried_as_a_formula(with_a_third: Carried) -> None:
    own = at(with_a_third.book, "Budget", 1, "Unit cost")
    assert at(with_a_third.book, "Budget", 2, "Unit cost").value == f"={own.coordinate}*2+${column(own)}$2"
    assert "Budget:" not in with_a_third.said


def test_a_formula_follows_columns_and_rows_that_stand_elsewhere(with_a_third: Carried) -> None:
    book = with_a_third.book
    risk = at(book, "Risks", 2, "Residual impact")
    assert at(book, "Budget", 3, "Quantity").value == f"='Risks'!{risk.coordinate}+1"
    assert at(book, "Budget", 4, "Unit cost").value == f"={at(book, 'Budget', 4, 'Quantity').coordinate}*7"


def by_names(book: Any) -> None:
    at(book, "Budget", 1, "Quantity").value = "=Budget[[#This Row],[Periods]]*2"
    cost = column(at(book, "Budget", 1, "Unit cost"))
    at(book, "Budget", 2, "Quantity").value = f"=SUM({cost}2:{cost}54)"


def with_a_result(book: Any) -> None:
    at(book, "Budget", 3, "Quantity").value = "=1+1"


def computed(data: bytes) -> bytes:
    """As a program leaves it that computes: openpyxl keeps no results."""
    return edited(data, "xl/worksheets/sheet8.xml", r"(<f>1\+1</f>)<v ?/>", r"\g<1><v>2</v>")


def without_a_result(book: Any) -> None:
    at(book, "Budget", 4, "Description").value = '="a"&"b"'
    at(book, "Budget", 5, "Description").value = "=Mine!A1"
    book.create_sheet("Mine")["A1"] = "x"


def an_error(book: Any) -> None:
    cell = at(book, "Budget", 6, "Description")
    cell.value, cell.data_type = "#N/A", "e"


def a_unit(book: Any) -> None:
    at(book, "Budget", 7, "Unit cost").number_format = '#,##0 "USD"'


def struck_out(book: Any) -> None:
    out = TextBlock(InlineFont(strike=True), "old")
    at(book, "Budget", 8, "Description").value = CellRichText(out, "new")
    at(book, "Budget", 9, "Description").font = Font(strike=True)


def no_answers(book: Any) -> None:
    purpose, scope = at(book, "Arrangement", 5, "Value"), at(book, "Arrangement", 6, "Value")
    purpose.value, purpose.data_type = "#N/A", "e"
    scope.value, scope.font = "no longer", Font(strike=True)


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Carried:
    """With all that people may have typed."""
    changes = (by_names, with_a_result, without_a_result, an_error, a_unit, struck_out, no_answers)
    return carried(tmp_path_factory.mktemp("typed"), changes, after=computed)


def test_a_formula_by_names_of_columns_and_over_a_whole_column_is_carried(typed: Carried) -> None:
    cost = column(at(typed.book, "Budget", 1, "Unit cost"))
    assert at(typed.book, "Budget", 1, "Quantity").value == "=Budget[[#This Row],[Periods]]*2"
    assert at(typed.book, "Budget", 2, "Quantity").value == f"=SUM({cost}2:{cost}{LAST})"


def test_a_carried_formula_keeps_its_last_result(typed: Carried) -> None:
    assert at(typed.book, "Budget", 3, "Quantity").value == "=1+1"
    assert [line.quantity for line in typed.reading.arrangement.lines][2:] == [2] * 8


def test_a_formula_without_a_result_never_becomes_words_of_ours(typed: Carried) -> None:
    cell = at(typed.book, "Budget", 4, "Description")
    assert cell.value == '="a"&"b"'
    assert at(typed.book, "Budget", 5, "Description").value is None
    place = at(typed.book, "Budget", 5, "Description").coordinate
    assert f"Budget: {place}: a formula without a stored result" in typed.said
    assert cell.coordinate in [problem.address for problem in typed.reading.problems if problem.sheet == "Budget"]


def test_an_error_never_becomes_words_of_ours(typed: Carried) -> None:
    assert at(typed.book, "Budget", 6, "Description").value is None
    assert f"Budget: {at(typed.book, 'Budget', 6, 'Description').coordinate}: an error value" in typed.said


def test_a_unit_that_a_cell_shows_is_not_lost(typed: Carried) -> None:
    assert at(typed.book, "Budget", 7, "Unit cost").number_format == '#,##0 "USD"'


def test_what_is_struck_out_still_does_not_count(typed: Carried) -> None:
    assert at(typed.book, "Budget", 8, "Description").value == "new"
    assert at(typed.book, "Budget", 9, "Description").font.strike
    assert f"Budget: {at(typed.book, 'Budget', 8, 'Description').coordinate}" in typed.said
    assert "struck out or raised" in typed.said


def test_an_answer_that_is_an_error_or_struck_out_is_no_answer_in_the_new_workbook_either(typed: Carried) -> None:
    assert at(typed.book, "Arrangement", 5, "Value").value is None
    assert at(typed.book, "Arrangement", 6, "Value").font.strike
    assert f"Arrangement: {at(typed.book, 'Arrangement', 5, 'Value').coordinate}: an error value" in typed.said


def own_column(book: Any) -> None:
    sheet, table = book["Gaps"], book["Gaps"].tables["Gaps"]
    first, last = table.ref.split(":")
    place = sheet[last].column + 1
    sheet.cell(1, place).value, sheet.cell(2, place).value = "Our remark", "ask again"
    table.ref = f"{first}:{sheet.cell(sheet[last].row, place).coordinate}"
    table.autoFilter.ref = table.ref
    table.tableColumns.append(TableColumn(id=99, name="Our remark"))


def own_sheet(book: Any) -> None:
    book.create_sheet("Contacts")["B2"] = "x"


def note(book: Any) -> None:
    at(book, "Risks", 1, "Risk").comment = Comment("see the minutes", "us")


def link(book: Any) -> None:
    at(book, "Risks", 1, "Risk").hyperlink = "https://example.org/"


def below(book: Any) -> None:
    book["Risks"]["A200"] = "a remark far below"


def beside(book: Any) -> None:
    book["Budget"]["AZ3"] = "a remark beside"


def above(book: Any) -> None:
    sheet, table = book["Scales"], book["Scales"].tables["Scales"]
    sheet.move_range(table.ref, rows=2)
    first, last = (f"{ref[0]}{int(ref[1:]) + 2}" for ref in table.ref.split(":"))
    table.ref = table.autoFilter.ref = f"{first}:{last}"
    sheet["A1"] = "agreed in May"


def name(book: Any) -> None:
    book.defined_names["Rate"] = DefinedName("Rate", attr_text="Risks!$A$2")


LEFT: dict[str, tuple[Callable[[Any], None], str]] = {
    "a column beside results": (own_column, "Gaps: L2: what you wrote into columns of your own"),
    "a sheet": (own_sheet, "the sheet Contacts (your own)"),
    "a name": (name, "names of your own in formulas: Rate"),
    "a note": (note, "Risks: A2: notes and conversations"),
    "a link": (link, "Risks: A2: links of your own"),
    "a remark below": (below, "Risks: A200: what stands outside the table"),
    "a remark above": (above, "Scales: A1: what stands outside the table"),
    "a remark beside": (beside, "Budget: AZ3: what stands outside the table"),
}


def test_what_is_not_carried_is_said_with_its_cell(tmp_path: Path) -> None:
    said = carried(tmp_path, [change for change, _ in LEFT.values()]).said
    assert [kind for kind, (_, words) in LEFT.items() if words not in said] == []
