"""One block of cells handed to Excel, and what Excel made of it looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.excel.session.read_values import read_values
from pipeline.excel.session.values import Content, entered
from pipeline.excel.writer.blocks import is_there
from pipeline.excel.writer.contents import Column, Formula
from pipeline.excel.writer.placement import Place
from pipeline.xlsx.ooxml.errors import NotSafeError
from pipeline.xlsx.ooxml.refs import Box, address
from pipeline.xlsx.ooxml.styles import shows_day
from schemas.wording.text import text

TEXT, PLAIN, DAY = "@", "General", "yyyy-mm-dd"
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
    """The number format of a column's cells; None where they differ."""
    found: str | None = place.cells(area._replace(left=column, right=column)).number_format
    return found


def _dress(place: Place, area: Box) -> None:
    """Let our columns have one format, that of their first row; days and numbers one that shows them as such."""
    for column in range(area.left, area.right + 1):
        at = place.layout.ours.get(column)
        if at is None:
            continue
        has = _format(place, area, column)
        wanted = _fitting(place.layout.update.columns[at].kind, has or _first_format(place, column))
        if wanted != has:
            place.cells(area._replace(left=column, right=column)).number_format = wanted


def _first_format(place: Place, column: int) -> str:
    return str(place.sheet.range((place.layout.body.top, column)).number_format)


def _fitting(kind: str, has: str) -> str:
    if kind == "date":
        return has if shows_day(has) else DAY
    if kind in ("number", "percent") and has == TEXT:
        return "0%" if kind == "percent" else PLAIN
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
    if isinstance(content, str):
        cell.number_format = TEXT
    elif isinstance(content, date):
        cell.number_format = DAY
    elif cell.number_format == TEXT:
        cell.number_format = PLAIN
    cell.value = entered(content, as_text=True)
    ((found,),) = read_values(cell)
    if not is_there(content, found):
        name, ref = place.sheet.name, address(number, column)
        raise NotSafeError(text("excel.shows_otherwise", found=found, cell=ref, sheet=name, meant=content), name, ref)
