"""What people put on rows of result tables, at both doors: notes keep their row, and only plain text is added to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from pipeline.reading.workbook import Reading, read
from tests.chance import every
from tests.excel.com import BookApi
from tests.excel.opened import opened
from tests.excel.opened import run as run_open
from tests.loading import loaded
from tests.run.made import after_a_run, run, workbook

RICH = CellRichText("plain and ", TextBlock(InlineFont(b=True), "bold"))
NOT_PLAIN: dict[str, object] = {"a formula": '="seen on "&B2', "letters of two looks": RICH}


def edited(folder: Path, change: Callable[[Any], None]) -> Path:
    """The little workbook after a run, changed with openpyxl, as people would in a program of theirs."""
    book = loaded(after_a_run(), rich_text=True)
    change(book)
    book.save(folder / "edited.xlsx")
    return folder / "edited.xlsx"


def cell(book: Any, table: str, key: str, header: str) -> Any:
    """The cell of a table in the row in which `key` stands, in the first one for ""."""
    sheet = next(sheet for sheet in book if table in sheet.tables)
    first, *rows = sheet[sheet.tables[table].ref]
    column = next(at for at, head in enumerate(first) if head.value == header)
    return next(row[column] for row in rows if not key or any(item.value == key for item in row))


def by_file(_: Any, path: Path, folder: Path, times: int = 1) -> Any:
    return [run(path) for _ in range(times)][-1]


def by_excel(app: Any, path: Path, folder: Path, times: int = 1) -> Any:
    book = opened(app, path)
    outcomes = [run_open(book, folder) for _ in range(times)]
    book.save()
    return outcomes[-1]


DOORS = {"file": by_file, "Excel": by_excel}
at_both_doors = pytest.mark.parametrize("door", DOORS)


def mentions(reading: Reading) -> list[object]:
    return [row.texts.get("Rule") for row in reading.present["Checks"].rows]


@at_both_doors
@pytest.mark.parametrize("kind", every(2, NOT_PLAIN))
def test_notes_that_are_more_than_plain_text_are_left_and_it_is_said(
    app: Any, tmp_path: Path, door: str, kind: str
) -> None:
    def typed(book: Any) -> None:
        cell(book, "ActionPlan", "", "Notes").value = NOT_PLAIN[kind]
        cell(book, "ActionPlan", "", "Why").value = "typed over"

    path = edited(tmp_path, typed)
    DOORS[door](app, path, tmp_path)
    assert "CHK-77" in mentions(read(path.read_bytes()))
    book = loaded(path.read_bytes(), rich_text=True)
    assert str(cell(book, "ActionPlan", "", "Notes").value) == str(NOT_PLAIN[kind])
    assert cell(book, "ActionPlan", "", "Why").value == "typed over"
    if door == "file":
        assert run(path).status == "unchanged"


@at_both_doors
def test_a_row_that_is_no_longer_found_stays_while_a_note_is_on_it(app: Any, tmp_path: Path, door: str) -> None:
    def noted(book: Any) -> None:
        cell(book, "Gaps", "PAR-02/INTL", "Severity").comment = Comment("ask the convener", "focal point")
        cell(book, "Partners", "INTL", "Benefit").value = "We reach more people"

    path = edited(tmp_path, noted)
    outcome = DOORS[door](app, path, tmp_path, times=2)
    assert outcome.status == "unchanged"
    left = cell(openpyxl.load_workbook(path), "Gaps", "PAR-02/INTL", "What was found").value
    assert left == "No longer found; kept because something is written beside it."


def test_a_workbook_marked_as_final_is_left_alone_in_excel_too(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BookApi, "Final", True)
    outcome = run_open(opened(app, workbook(tmp_path)), tmp_path)
    assert (outcome.status, outcome.copy) == ("refused", None)
    assert "marked as final" in outcome.reason
    assert outcome.findings
