"""What a run leaves in the workbook that is open in Excel."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

from pipeline.domain.table_update import KEEP, Link, OutColumn, OutRow, TableUpdate
from pipeline.excel.writer.rewrite import write
from pipeline.xlsx.ooxml.errors import WriteError
from tests.chance import examples
from tests.excel.opened import made, opened, texts


def table(tmp_path: Path, rows: list[list[Any]], headers: tuple[str, ...] = ("Key", "Value", "Mine")) -> Path:
    """A workbook with one table `Ours` from B2 on."""
    path = tmp_path / "table.xlsx"
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for at, row in enumerate([list(headers), *rows], 2):
        for beside, value in enumerate(row, 2):
            sheet.cell(at, beside, value)
    corner = sheet.cell(1 + len(rows) + 1, 1 + len(headers)).coordinate
    sheet.add_table(Table(displayName="Ours", ref=f"B2:{corner}"))
    book.save(path)
    return path


def update(*rows: tuple[int | None, Any, Any], kind: Any = "text", clear: bool = True) -> TableUpdate:
    columns = (OutColumn("Key"), OutColumn("Value", kind, leads=any(isinstance(row[2], Link) for row in rows)))
    return TableUpdate("ours", columns, tuple(OutRow(source, tuple(cells)) for source, *cells in rows), clear)


def written(app: Any, path: Path, *updates: TableUpdate) -> Any:
    book = opened(app, path)
    write(book, updates, lambda: None)
    return book


def test_what_people_wrote_beside_a_row_moves_with_it(app: Any, tmp_path: Path) -> None:
    path = table(tmp_path, [["a", 1, "of a"], ["b", 2, "of b"]])
    book = written(app, path, update((4, "b", "2"), (None, "c", "3"), (3, "a", "1")))
    assert [(row["Key"], row["Mine"]) for row in texts(book, "Ours")] == [("b", "of b"), ("c", None), ("a", "of a")]


def test_colours_and_formats_of_peoples_cells_move_with_their_rows(app: Any, tmp_path: Path) -> None:
    path = table(tmp_path, [["a", 1, "of a"], ["b", 2, "of b"], ["c", 3, "of c"]])
    book = opened(app, path)
    ws = book.sheets[0].impl.ws
    ws["D4"].fill, ws["D4"].font = PatternFill("solid", fgColor="FFFF0000"), Font(b=True, color="FF00FF00")
    ws["D4"].number_format = "0.00"
    write(book, [update((4, "b", "2"), (3, "a", "1"), (5, "c", "3"), (None, "d", "4"))], lambda: None)
    assert (ws["D3"].value, ws["D3"].fill.fgColor.rgb, ws["D3"].number_format) == ("of b", "FFFF0000", "0.00")
    assert (ws["D3"].font.b, ws["D3"].font.color.rgb) == (True, "FF00FF00")
    for ref in ("D4", "D5", "D6"):
        assert (ws[ref].fill.fill_type, bool(ws[ref].font.b), ws[ref].number_format) == (None, False, "General")


def test_cells_that_look_alike_cost_one_question_and_are_left_alone(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.excel.session import native

    asked: list[str] = []
    look = native.read_formats

    def looking(cells: Any) -> Any:
        asked.append(cells.address)
        return look(cells)

    monkeypatch.setattr(native, "read_formats", looking)
    monkeypatch.setattr(native, "set_look", lambda *_: pytest.fail("nothing is to be set"))
    path = table(tmp_path, [["a", 1, "of a"], ["b", 2, "of b"]])
    written(app, path, update((4, "b", "2"), (3, "a", "1")))
    assert asked == ["$B$3:$B$4", "$C$3:$C$4", "$D$3:$D$4"]


def test_a_formula_beside_a_row_moves_with_it_and_follows_its_row(app: Any, tmp_path: Path) -> None:
    path = table(tmp_path, [["a", 1, "note"], ["b", 2, "=C4&$C$3"]])
    book = written(app, path, update((4, "b", "2"), (3, "a", "1")))
    assert book.sheets[0]["D3"].formula == "=C3&$C$3"
    assert book.sheets[0]["D4"].value == "note"


def test_a_calculated_column_goes_on_in_new_rows(app: Any, tmp_path: Path) -> None:
    path = table(tmp_path, [["a", 1, "=C3*2"], ["b", 2, "=C4*2"]])
    book = written(app, path, update((3, "a", "1"), (4, "b", "2"), (None, "c", "3")))
    assert book.sheets[0]["D5"].formula == "=C5*2"


def test_a_table_grows_and_shrinks_with_its_rows(app: Any, tmp_path: Path) -> None:
    book = written(app, table(tmp_path, [["a", 1, ""]]), update(*[(None, str(at), "x") for at in range(9)]))
    assert book.sheets[0].tables[0].range.address == "$B$2:$D$11"
    write(book, [update((None, "only", "x"))], lambda: None)
    assert book.sheets[0].tables[0].range.address == "$B$2:$D$3"
    assert book.sheets[0]["B4:D11"].value == [[None] * 3] * 8


def test_no_rows_leave_one_empty_row(app: Any, tmp_path: Path) -> None:
    book = written(app, table(tmp_path, [["a", 1, "x"], ["b", 1, "x"]]), update())
    assert book.sheets[0].tables[0].range.address == "$B$2:$D$3"
    assert book.sheets[0]["B3:D3"].value == [None, None, None]


def test_a_column_that_is_missing_is_added_at_the_right_end(app: Any, tmp_path: Path) -> None:
    path = table(tmp_path, [["a", "mine"]], headers=("Key", "Mine"))
    book = written(app, path, update((3, "a", "new")))
    assert texts(book, "Ours") == [{"Key": "a", "Mine": "mine", "Value": "new"}]


def test_a_cell_to_be_kept_is_not_touched(app: Any, tmp_path: Path) -> None:
    path = table(tmp_path, [["a", "=1+1", ""], ["b", "kept", ""]])
    book = written(app, path, update((3, "a2", KEEP), (4, "b2", KEEP), (None, "c", "new")))
    assert [book.sheets[0][ref].formula for ref in ("C3", "C4", "C5")] == ["=1+1", "kept", "new"]
    assert not any("!C3" in call or "!C4" in call for call in book.impl.calls)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "007", "1-2", "2026-11-22", "TRUE", "WAHR", "+x", "-", "@name", "'quoted", "1E5", "5%", "#N/A?", " a"],
)
@pytest.mark.parametrize("cell_format", ["General", "@", "0.00"])
def test_a_text_stays_the_text_it_is(app: Any, tmp_path: Path, text: str, cell_format: str) -> None:
    path = table(tmp_path, [["a", "old", ""]])
    book = opened(app, path)
    book.sheets[0]["C3:C40"].number_format = cell_format
    write(book, [update((3, "a", text), (None, "b", "plain words"))], lambda: None)
    assert book.sheets[0]["C3"].value == text


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20))
def test_any_text_stays_the_text_it_is(app: Any, tmp_path: Path, text: str) -> None:
    book = written(app, table(tmp_path, [["a", "old", ""]]), update((3, "a", text)))
    assert (book.sheets[0]["C3"].value or "") == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def test_a_long_text_arrives_whole(app: Any, tmp_path: Path) -> None:
    book = written(app, table(tmp_path, [["a", "old", ""]]), update((3, "a", "x" * 20_000), (None, "b", "y")))
    assert book.sheets[0]["C3"].value == "x" * 20_000


def test_a_day_shows_as_a_day_in_a_column_formatted_as_text(app: Any, tmp_path: Path) -> None:
    path = table(tmp_path, [["a", "old", ""]])
    book = opened(app, path)
    book.sheets[0]["C3"].number_format = "@"
    write(book, [update((3, "a", datetime(2026, 11, 22)), kind="date")], lambda: None)  # noqa: DTZ001
    assert book.sheets[0]["C3"].value == datetime(2026, 11, 22)  # noqa: DTZ001
    assert book.sheets[0]["C3"].number_format == "yyyy-mm-dd"


def test_links_lead_to_their_cells_and_old_ones_go(app: Any, tmp_path: Path) -> None:
    book = opened(app, table(tmp_path, [["a", "x", ""], ["b", "y", ""]]))
    ws = book.sheets[0].impl.ws
    ws["C4"].hyperlink = Hyperlink("C4", location="'Old'!A1")
    ws["D3"].hyperlink = "https://people.example/"
    write(book, [update((3, "a", Link("Risks!H7", "'Risks'!H7")), (4, "b", "no link"))], lambda: None)
    assert ws["C3"].hyperlink.location == "'Risks'!H7"
    assert (ws["C3"].value, ws["C4"].hyperlink) == ("Risks!H7", None)
    assert ws["D3"].hyperlink.target == "https://people.example/"


def test_filtered_and_hidden_rows_are_shown_again(app: Any, tmp_path: Path) -> None:
    book = made(app, tmp_path)
    from tests.excel.opened import run

    run(book, tmp_path)
    sheet = next(sheet for sheet in book.sheets if "Gaps" in [table.name for table in sheet.tables])
    sheet.impl.ws.row_dimensions[5].hidden = True
    sheet["G5"].value = "changed"
    run(book, tmp_path)
    assert not sheet.impl.is_hidden(5)


def test_rows_that_people_hid_on_the_action_plan_stay_hidden(app: Any, tmp_path: Path) -> None:
    book = opened(app, table(tmp_path, [["a", 1, ""], ["b", 1, ""]]))
    book.sheets[0].impl.ws.row_dimensions[4].hidden = True
    write(book, [update((3, "a", "x"), (4, "b", "y"), clear=False)], lambda: None)
    assert book.sheets[0].impl.is_hidden(4)
    assert book.sheets[0]["C4"].value == "y"


@pytest.mark.parametrize("obstacle", ["text", "merged"])
def test_something_in_the_way_is_named_before_anything_is_written(app: Any, tmp_path: Path, obstacle: str) -> None:
    book = opened(app, table(tmp_path, [["a", 1, ""]]))
    ws = book.sheets[0].impl.ws
    if obstacle == "text":
        ws["C5"] = "mine"
    else:
        ws.merge_cells("C5:C6")
    called = []
    with pytest.raises(WriteError) as refusal:
        write(book, [update(*[(None, "x", "y")] * 5)], lambda: called.append(1))
    assert refusal.value.cell == "C5"
    assert (called, book.impl.calls) == ([], [])


def test_a_table_without_its_header_row_is_read_and_named(app: Any, tmp_path: Path) -> None:
    book = made(app, tmp_path)
    sheet = next(sheet for sheet in book.sheets if "Gaps" in [item.name for item in sheet.tables])
    table = sheet.impl.ws.tables["Gaps"]
    table.headerRowCount, table.ref = 0, "A5:K5"
    with pytest.raises(WriteError, match="has no header row"):
        write(book, [TableUpdate("Gaps", (OutColumn("Finding"),), ())], lambda: None)
