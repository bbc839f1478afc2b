"""What people put on the rows of a table in the open workbook follows its row."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.domain.table_update import Link, OutColumn, OutRow, TableUpdate
from pipeline.excel.writer.rewrite import write
from pipeline.xlsx.ooxml.errors import WriteError
from tests.chance import examples
from tests.excel.com import SheetApi
from tests.excel.opened import opened
from tests.excel.writer.test_writing import table, update

ROWS = [["a", 1, "of a"], ["b", 2, "of b"], ["c", 3, "of c"]]  # in B3:D5
TURNED = update((5, "c", "3"), (None, "n", "4"), (3, "a", "1"), (4, "b", "2"))


def put(app: Any, path: Path, change: Any) -> Any:
    """The workbook at `path`, changed and open."""
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    return opened(app, path)


def notes(book: Any) -> dict[str, str]:
    sheet = book.sheets[0].impl.ws
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def links(book: Any) -> dict[str, str]:
    sheet = book.sheets[0].impl.ws
    found = (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    return {cell.coordinate: cell.hyperlink.target or cell.hyperlink.location for cell in found}


def test_notes_go_with_their_rows_and_others_stay(app: Any, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for ref in ("C3", "B5", "H3"):
            sheet[ref].comment = Comment(f"on {ref}", "us")

    book = put(app, table(tmp_path, ROWS), change)
    book.sheets[0].impl.ws["C3"].comment.width = 200
    assert write(book, [TURNED], lambda: None) == ()
    assert notes(book) == {"C5": "on C3", "B3": "on B5", "H3": "on H3"}
    assert book.sheets[0].impl.ws["C5"].comment.width == 200


def test_a_chart_of_peoples_goes_with_its_row(app: Any, tmp_path: Path) -> None:
    book = put(app, table(tmp_path, ROWS), lambda sheet: sheet.add_chart(BarChart(), "D3"))
    write(book, [TURNED], lambda: None)
    (chart,) = book.sheets[0].impl.ws._charts
    assert chart.anchor._from.row == 4


def test_links_of_peoples_go_with_their_rows_and_are_kept_in_our_columns(app: Any, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["D3"].hyperlink, sheet["B4"].hyperlink, sheet["C5"].hyperlink = (
            f"https://example.org/{at}" for at in "ab3"
        )

    book = put(app, table(tmp_path, ROWS), change)
    columns = (OutColumn("Key"), OutColumn("Value", leads=True))
    go = Link("go", "'Sheet'!A1")
    rows = [OutRow(5, ("c", go)), OutRow(None, ("n", go)), OutRow(3, ("a", go)), OutRow(4, ("b", go))]
    write(book, [TableUpdate("ours", columns, tuple(rows))], lambda: None)
    assert links(book) == {
        "D5": "https://example.org/a", "B6": "https://example.org/b", "C3": "https://example.org/3",
        "C4": go.location, "C5": go.location, "C6": go.location,
    }  # fmt: skip


def test_the_colour_of_our_cells_goes_with_their_rows(app: Any, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["C3"].fill = PatternFill("solid", fgColor="FFFF0000")

    book = put(app, table(tmp_path, ROWS), change)
    write(book, [TURNED], lambda: None)
    sheet = book.sheets[0].impl.ws
    assert [sheet.cell(row, 3).fill.fill_type for row in range(3, 7)] == [None, None, "solid", None]


def choices(book: Any) -> dict[str, str]:
    listed = book.sheets[0].impl.ws.data_validations.dataValidation
    cells = [(f"{chr(64 + c)}{r}", one) for one in listed for area in one.sqref.ranges for r, c in area.cells]
    return {ref: one.formula1 for ref, one in cells}


def choice(sheet: Any, refs: str, formula: str) -> None:
    one = DataValidation(type="list", formula1=formula)
    one.add(refs)
    sheet.add_data_validation(one)


def test_a_drop_down_of_a_cell_goes_with_its_row_and_new_rows_have_that_of_most(app: Any, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        choice(sheet, "D3:D4", '"usual"')
        choice(sheet, "D5", '"own"')
        choice(sheet, "C3:C5", '"all"')

    book = put(app, table(tmp_path, ROWS), change)
    assert write(book, [TURNED], lambda: None) == ()
    assert {ref: said for ref, said in choices(book).items() if ref[0] == "D"} == {
        "D3": '"own"', "D4": '"usual"', "D5": '"usual"', "D6": '"usual"',
    }  # fmt: skip
    assert [ref for ref in choices(book) if ref[0] == "C"] == ["C3", "C4", "C5"]


def test_a_drop_down_that_names_its_row_stays_and_is_said(app: Any, tmp_path: Path) -> None:
    book = put(app, table(tmp_path, ROWS), lambda sheet: choice(sheet, "D3", "$B3:$B9"))
    (said,) = write(book, [TURNED], lambda: None)
    assert "Sheet!D3: what may be typed here" in said
    assert choices(book) == {"D3": "$B3:$B9"}


def test_a_conversation_stays_and_is_said(app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = SimpleNamespace(Parent=SimpleNamespace(Row=3, Column=4))
    monkeypatch.setattr(SheetApi, "CommentsThreaded", [talk], raising=False)
    book = opened(app, table(tmp_path, ROWS))
    (said,) = write(book, [TURNED], lambda: None)
    assert "Sheet!D3: in the workbook that is open, a conversation cannot follow" in said


def test_two_notes_never_meet_on_a_cell(app: Any, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["C3"].comment, sheet["C4"].comment = Comment("one", "us"), Comment("two", "us")

    book = put(app, table(tmp_path, ROWS), change)
    begun: list[str] = []
    with pytest.raises(WriteError, match="C3"):
        write(book, [update((4, "b", "2"), (5, "c", "3"))], lambda: begun.append("begun"))
    assert begun == []
    assert notes(book) == {"C3": "one", "C4": "two"}


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.tuples(st.sampled_from("BCD"), st.integers(3, 5)), max_size=5), st.permutations([0, 1, 2, None]))
def test_each_note_is_on_the_row_with_its_key(app: Any, tmp_path: Path, places: Any, order: list[int | None]) -> None:
    def change(sheet: Any) -> None:
        for column, row in places:
            sheet[f"{column}{row}"].comment = Comment(f"{sheet.cell(row, 2).value} in {column}", "us")

    book = put(app, table(tmp_path, ROWS), change)
    rows = [(None, "n", "9") if at is None else (3 + at, ROWS[at][0], str(ROWS[at][1])) for at in order]
    write(book, [update(*rows)], lambda: None)
    sheet = book.sheets[0].impl.ws
    found = {f"{sheet.cell(sheet[ref].row, 2).value} in {ref[0]}": text for ref, text in notes(book).items()}
    assert found == {said: said for said in found}
    assert len(found) == len(places)
    book.close()
