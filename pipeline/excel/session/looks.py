"""What the look of cells says of their content, asked of Excel: of a range it only says what all its cells share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.excel.session import native
from pipeline.excel.session.number_formats import notation, read_format
from pipeline.reading.coerce.shown_numbers import shows_codes
from pipeline.reading.coerce.units import unit_of_format
from pipeline.reading.source.cell_looks import Looks, left_of
from pipeline.reading.source.cell_marks import NOTHING_LEFT, Left

_LETTERS = ("Bold", "Italic", "Underline", "Strikethrough", "Color", "Size", "Name", "Superscript", "Subscript")


def looks_of(cells: Any) -> Looks:
    """Number formats with a unit or ids, and what is left of texts, of a range: mostly a question a column."""
    formats: dict[tuple[int, int], str] = {}
    for column in range(cells.shape[1]):
        for block, code in formats_of(cells[:, column]):
            if unit_of_format(code) or shows_codes(code):
                formats.update(dict.fromkeys(places_of(block), code))
    return Looks(formats, dict(_struck(cells)))


def composed_of(cells: Any) -> frozenset[tuple[int, int]]:
    """The cells of a range that hold a formula, or letters of several looks."""
    return calculated_of(cells) | set(_mixed(cells))


def calculated_of(cells: Any) -> frozenset[tuple[int, int]]:
    """The cells of a range that hold a formula."""
    formulas = zip(places_of(cells), _formulas(cells), strict=True)
    return frozenset(place for place, formula in formulas if formula.startswith("="))


def _formulas(cells: Any) -> Iterator[str]:
    """The formula of each cell, "" where there is none, or a text that only begins like one."""
    rows_of = cells.options(ndim=2, err_to_str=not native.on_mac()).value  # with which xlwings fails on macOS
    values = (value for row in rows_of for value in row)
    block = cells.formula
    rows = block if isinstance(block, (list, tuple)) else [block]
    entered = (cell for row in rows for cell in (row if isinstance(row, (list, tuple)) else [row]))
    yield from (str(formula) if formula != value else "" for formula, value in zip(entered, values, strict=True))


def _is_mixed(cells: Any) -> bool:
    """Whether not all letters of a range look the same (Windows only)."""
    if native.on_mac():
        return False
    font = cells.api.Font
    return any(getattr(font, name) is None for name in _LETTERS)


def _mixed(cells: Any) -> Iterator[tuple[int, int]]:
    if not _is_mixed(cells):
        return
    if cells.shape == (1, 1):
        yield int(cells.row), int(cells.column)
        return
    for half in _halves(cells):
        yield from _mixed(half)


def places_of(cells: Any) -> Iterator[tuple[int, int]]:
    """Row and column of each cell of a range."""
    top, left = int(cells.row), int(cells.column)
    rows, columns = cells.shape
    return ((top + row, left + column) for row in range(rows) for column in range(columns))


def _halves(cells: Any) -> tuple[Any, Any]:
    rows, columns = cells.shape
    if rows >= columns:
        return cells[: rows // 2, :], cells[rows // 2 :, :]
    return cells[:, : columns // 2], cells[:, columns // 2 :]


def formats_of(cells: Any) -> Iterator[tuple[Any, str]]:
    """Blocks of cells with one number format each, as a file holds it."""
    code = read_format(cells)
    if code is not None or cells.shape == (1, 1):
        yield cells, notation(cells.sheet.book.app).plain(code or "")
        return
    for half in _halves(cells):
        yield from formats_of(half)


def _struck(cells: Any) -> Iterator[tuple[tuple[int, int], Left]]:
    """The cells in which something is struck out or raised."""
    struck, raised = native.is_struck(cells), native.is_raised(cells)
    if struck is False and raised is not None:  # a cell that is raised as a whole is only small
        return
    if struck is True:
        yield from dict.fromkeys(places_of(cells), NOTHING_LEFT).items()
    elif cells.shape == (1, 1):
        runs = native.runs(cells)
        if any(out or up for _, out, up in runs):
            yield (int(cells.row), int(cells.column)), left_of(runs)
    else:
        for half in _halves(cells):
            yield from _struck(half)
