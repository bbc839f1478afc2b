"""One block of cells handed to Excel, and what Excel made of it looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.excel.session.number_formats import Notation, notation, read_format, set_format
from pipeline.excel.session.read_values import read_values
from pipeline.excel.session.values import Content, entered
from pipeline.excel.writer.blocks import is_there
from pipeline.excel.writer.contents import Column, Formula
from pipeline.excel.writer.placement import Place
from pipeline.xlsx.ooxml.errors import NotSafeError
from pipeline.xlsx.ooxml.refs import Box, address
from pipeline.xlsx.ooxml.styles import shows_day
from schemas.wording.text import text

TEXT, DAY = "@", "yyyy-mm-dd"
LONG = 8_000  # Excel refuses longer texts within a block, not in a single cell


def enter(place: Place, area: Box, columns: Mapping[int, Column]) -> None:
    """Write `area` as `columns` (from the body's first row on) say.

    Raises NotSafeError if Excel will not have it so.
    """
    _dress(place, area)
    top = place.layout.body.top
    formats = {column: _format(place, area, column) for column in range(area.left, area.right + 1)}
    meant = [
        [columns[column][number - top] for column in range(area.left, area.right + 1)]
        for number in range(area.top, area.bottom + 1)
    ]
    as_text = [formats[column] == TEXT for column in range(area.left, area.right + 1)]
    block = [[_handed(cell, text) for cell, text in zip(row, as_text, strict=True)] for row in meant]
    cells = place.cells(area)
    cells.options(ndim=2).value = block
    _check(place, area, meant, read_values(cells))


def _handed(cell: object, as_text: bool) -> object:
    if isinstance(cell, Formula):
        return cell.text
    if cell is None or (isinstance(cell, str) and len(cell) > LONG):
        return None
    return entered(_content(cell), as_text)


def _content(cell: object) -> Content:
    if cell is None or isinstance(cell, (str, bool, int, float, date)):
        return cell
    raise TypeError(f"a cell cannot hold {type(cell).__name__}")


def _format(place: Place, area: Box, column: int) -> str | None:
    """The number format of a column's cells, as this computer writes it; None where they differ."""
    return read_format(place.cells(area._replace(left=column, right=column)))


def _dress(place: Place, area: Box) -> None:
    """Let our columns have one format, that of their first row; days and numbers one that shows them as such."""
    written = notation(place.sheet.book.app)
    for column in range(area.left, area.right + 1):
        at = place.layout.ours.get(column)
        if at is None:
            continue
        has = _format(place, area, column)
        wanted = _fitting(place.layout.update.columns[at].kind, has or _first_format(place, column), written)
        if wanted != has:
            set_format(place.cells(area._replace(left=column, right=column)), wanted)


def _first_format(place: Place, column: int) -> str:
    return read_format(place.sheet.range((place.layout.body.top, column))) or ""


def _fitting(kind: str, has: str, written: Notation) -> str:
    if kind == "date":
        return has if shows_day(written.plain(has)) else written.local(DAY)
    if kind in ("number", "percent") and has == TEXT:
        return "0%" if kind == "percent" else written.general
    return has


def _check(place: Place, area: Box, meant: list[list[object]], stands: Any) -> None:
    for at, (row, found) in enumerate(zip(meant, stands, strict=True)):
        for beside, (cell, value) in enumerate(zip(row, found, strict=True)):
            if not isinstance(cell, Formula) and not is_there(cell, value):
                _again(place, area.top + at, area.left + beside, cell)


def _again(place: Place, number: int, column: int, meant: object) -> None:
    """Enter a single cell with a format that leaves Excel no choice."""
    cell = place.sheet.range((number, column))
    content = _content(meant)
    written = notation(place.sheet.book.app)
    if isinstance(content, str):
        set_format(cell, TEXT)
    elif isinstance(content, date):
        set_format(cell, written.local(DAY))
    elif read_format(cell) == TEXT:
        set_format(cell, written.general)
    cell.value = entered(content, as_text=True)
    ((found,),) = read_values(cell)
    if not is_there(content, found):
        name, ref = place.sheet.name, address(number, column)
        raise NotSafeError(text("excel.shows_otherwise", found=found, cell=ref, sheet=name, meant=content), name, ref)
