"""What xlwings has no word for: asked of Excel itself, in its own language on Windows, as far as it goes on macOS.

Every function takes xlwings objects. `api` is Excel's own object: COM on Windows, AppleScript on macOS.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_REFUSED = frozenset({-2147418111, -2146777998})  # RPC_E_CALL_REJECTED and 0x800AC472, VBA_E_IGNORE
_NO_ANSWER = -1712  # AppleScript's errAETimeout
_PATIENCE, _PAUSE = 20.0, 0.02  # seconds that a busy Excel is asked for, and between one question and the next
_SHOWN = -1  # xlSheetVisible; 2 is very hidden
Look = tuple[Any, ...]
_NO_FILL = -4142  # xlColorIndexNone
_VISIBLE = 12  # xlCellTypeVisible
_FORMULAS, _BY_ROWS, _BACKWARDS = -4123, 1, 2  # xlFormulas, xlByRows, xlPrevious
_ALLOWANCES = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns",
    "AllowInsertingRows", "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting",
    "AllowFiltering", "AllowUsingPivotTables",
)  # fmt: skip


class _Patience(int):
    """A number of attempts that lasts some seconds: xlwings asks whether its count is still below it."""

    since: float

    def __gt__(self, attempt: int) -> bool:
        now = time.monotonic()
        if attempt == 1:
            self.since = now
        time.sleep(_PAUSE)
        return now - self.since < _PATIENCE


def tame() -> None:
    """Keep xlwings from what harms: asking a busy Excel for ever, ending other people's Excel, calling their macros.

    As Python ends, xlwings would end every Excel on Windows that has no window of its usual kind: one that shows a
    protected view, a sheet inside a text document, or one that another program drives. On macOS it would call a macro
    named CleanUp, whosever that is.
    """
    import xlwings

    if sys.platform == "win32":
        xlwings._xlwindows.N_COM_ATTEMPTS = _Patience(1)
        atexit.unregister(xlwings._xlwindows.cleanup)
    elif sys.platform == "darwin":
        atexit.unregister(xlwings._xlmac.cleanup)


@contextmanager
def without_patience() -> Iterator[None]:
    """Take the first no of a busy Excel for an answer: for what is asked again soon."""
    if sys.platform == "win32":
        import xlwings

        was, xlwings._xlwindows.N_COM_ATTEMPTS = xlwings._xlwindows.N_COM_ATTEMPTS, 1
        try:
            yield
        finally:
            xlwings._xlwindows.N_COM_ATTEMPTS = was
    else:
        yield


def show_sheet(sheet: Any) -> None:
    """Let a sheet be seen, a very hidden one, too."""
    if sheet.visible not in (True, _SHOWN):
        sheet.visible = True


def is_busy(mistake: BaseException) -> bool:
    """Whether Excel refused because a cell is being edited or a box is open."""
    if type(mistake).__name__ == "ExcelBusyError" or getattr(mistake, "errornumber", None) == _NO_ANSWER:
        return True
    given = mistake.args
    inner = given[2] if len(given) > 2 and isinstance(given[2], tuple) else ()
    return any(isinstance(code, int) and code in _REFUSED for code in (*given[:1], *inner[-1:]))


def on_mac() -> bool:
    """Whether Excel speaks AppleScript."""
    return sys.platform == "darwin"


def from_1904(book: Any) -> bool:
    """Whether the workbook counts days from 1904."""
    return bool(book.api.date_1904.get() if on_mac() else book.api.Date1904)


def is_final(book: Any) -> bool:
    """Whether its people have marked the workbook as final. Excel for Mac is not asked."""
    return not on_mac() and bool(getattr(book.api, "Final", False))


def last_row(sheet: Any) -> int:
    """The last row with something in it, hidden rows included; 0 for an empty sheet."""
    used = sheet.used_range
    last = int(used.row) + int(used.shape[0]) - 1
    if on_mac():
        return last
    cell = sheet.api.Cells.Find(What="*", LookIn=_FORMULAS, SearchOrder=_BY_ROWS, SearchDirection=_BACKWARDS)
    return min(last, int(cell.Row)) if cell is not None else 0


def as_rows(block: object, cells: Any) -> list[list[Any]]:
    """A block as Excel itself gives it, as rows: it gives a single value for a single cell, one list for one row."""
    rows = block if isinstance(block, (list, tuple)) else [[block]]
    if rows and not isinstance(rows[0], (list, tuple)):
        rows = [rows] if cells.shape[1] > 1 else [[cell] for cell in rows]
    return [list(row) for row in rows]


def numbers(cells: Any) -> list[list[Any]]:
    """The values of a range with days and amounts as plain numbers (Windows only)."""
    return as_rows(cells.api.Value2, cells)


def texts(cells: Any) -> list[list[Any]]:
    """What the cells of a range show (macOS only)."""
    return as_rows(cells.api.string_value.get(), cells)


def hidden_rows(cells: Any) -> frozenset[int]:
    """The numbers of the hidden rows of a range."""
    first, count = int(cells.row), int(cells.shape[0])
    if not on_mac() and len(cells) > 1:
        with suppress(Exception):  # Excel refuses where nothing is visible and on protected sheets
            areas = [(int(area.Row), int(area.Rows.Count)) for area in cells.api.SpecialCells(_VISIBLE).Areas]
            seen = {row for top, rows in areas for row in range(top, top + rows)}
            return frozenset(range(first, first + count)) - seen
    return frozenset(_search_hidden(cells))


def _search_hidden(cells: Any) -> Iterator[int]:
    """The hidden rows; a stretch that is hidden or seen as a whole costs one question."""
    first, count = int(cells.row), int(cells.shape[0])
    rows = cells.api.entire_row.hidden.get() if on_mac() else cells.api.EntireRow.Hidden
    if isinstance(rows, bool):
        yield from range(first, first + count) if rows else ()
    elif count > 1:  # neither yes nor no where they differ
        yield from _search_hidden(cells[: count // 2, 0])
        yield from _search_hidden(cells[count // 2 :, 0])


def is_struck(cells: Any) -> bool | None:
    """Whether the text of a range is struck out; None where only some of it is. Excel for Mac is not asked."""
    if on_mac():
        return False
    found = cells.api.Font.Strikethrough
    return None if found is None else bool(found)


def is_raised(cells: Any) -> bool | None:
    """Whether the text of a range is raised; None where only some of it is. Excel for Mac is not asked."""
    if on_mac():
        return False
    found = cells.api.Font.Superscript
    return None if found is None else bool(found)


def runs(cell: Any) -> list[tuple[str, bool, bool]]:
    """The letters of a cell (Windows only): each one's text, whether it is struck out, and whether it is raised."""
    text = cell.value
    if not isinstance(text, str):
        return []
    fonts = [cell.api.Characters(at, 1).Font for at in range(1, len(text) + 1)]
    return [(mark, bool(font.Strikethrough), bool(font.Superscript)) for mark, font in zip(text, fonts, strict=True)]


def show_rows(cells: Any) -> None:
    """Let all rows of a range be seen."""
    if on_mac():
        cells.api.entire_row.hidden.set(False)
    else:
        cells.api.EntireRow.Hidden = False


def read_formats(cells: Any) -> Look | None:
    """Fill, letters and number format of a range (Windows only); None where its cells differ."""
    api = cells.api
    found = (
        api.Interior.ColorIndex, api.Interior.Color, api.Font.Color, api.Font.Bold, api.Font.Italic,
        api.NumberFormatLocal,
    )  # fmt: skip
    return None if any(part is None for part in found) else found


def set_look(cells: Any, how: Look) -> None:
    """Give all cells of a range a look that `read_formats` found."""
    api = cells.api
    index, fill, letters, bold, italic, form = how
    if index == _NO_FILL:
        api.Interior.ColorIndex = _NO_FILL
    else:
        api.Interior.Color = fill
    api.Font.Color, api.Font.Bold, api.Font.Italic = letters, bold, italic
    if form is not None:
        api.NumberFormatLocal = form


def clear_links(cells: Any) -> None:
    """Take the links off a range; texts and formats stay."""
    if on_mac():
        cells.api.clear_hyperlinks()
    else:
        cells.api.ClearHyperlinks()


def add_link(cell: Any, location: str, text: str) -> None:
    """Let a cell lead to a place of the workbook such as 'Risks'!H7."""
    if on_mac():
        cell.add_hyperlink(f"#{location}", text, location)
    else:
        cell.sheet.api.Hyperlinks.Add(cell.api, "", location, location, text)


def save_copy(book: Any, path: Path) -> None:
    """Save the workbook as it stands now, unsaved changes included, under another name.

    Excel for Mac cannot: there it is the file as last saved. Raises OSError where there is none.
    """
    if on_mac():
        shutil.copyfile(book.fullname, path)
    else:
        book.api.SaveCopyAs(str(path))


def is_protected(sheet: Any) -> bool:
    """Whether the cells of a sheet are protected."""
    return bool(sheet.api.protect_contents.get() if on_mac() else sheet.api.ProtectContents)


def protection(sheet: Any) -> dict[str, Any]:
    """How a sheet is protected, as `protect` takes it."""
    if on_mac():
        return {}
    api = sheet.api
    given = {
        "DrawingObjects": bool(api.ProtectDrawingObjects),
        "Contents": True,
        "Scenarios": bool(api.ProtectScenarios),
    }
    return given | {name: bool(getattr(api.Protection, name)) for name in _ALLOWANCES}


def unprotect(sheet: Any) -> bool:
    """Take off a protection without a password; whether that worked."""
    try:
        if on_mac():
            sheet.api.unprotect(password="")
        else:
            sheet.api.Unprotect("")
    except Exception:  # a wrong password is each platform's own error
        return False
    return not is_protected(sheet)


def protect(sheet: Any, how: dict[str, Any]) -> None:
    """Protect a sheet again, without a password."""
    if on_mac():
        sheet.api.protect_worksheet()
    else:
        sheet.api.Protect(**how)


def fills_down(app: Any) -> bool:
    """Whether Excel fills a formula that is entered in a table into the whole column. Excel for Mac is not asked."""
    return not on_mac() and bool(app.api.AutoCorrect.AutoFillFormulasInLists)


def set_fill_down(app: Any, on: bool) -> None:
    """Let Excel do so or not; it keeps this beyond its own end."""
    if not on_mac():
        app.api.AutoCorrect.AutoFillFormulasInLists = on


def column_names(table: Any) -> tuple[str, ...]:
    """The names of a table's columns, also where its header row is switched off."""
    if table.show_headers:
        return tuple(str(value or "") for value in table.header_row_range.options(ndim=1).value)
    return tuple(str(column.name) for column in table.columns)
