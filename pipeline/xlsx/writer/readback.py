"""What another reader finds in the written tables, against what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from pipeline.domain.table_update import KEEP
from pipeline.xlsx.ooxml.cell_values import value_of
from pipeline.xlsx.ooxml.cells import Stored, serial, stored
from pipeline.xlsx.ooxml.errors import NotSafeError, WriteError
from pipeline.xlsx.ooxml.grids import Grids
from pipeline.xlsx.ooxml.plain_xml import RawSheet
from pipeline.xlsx.ooxml.refs import address
from pipeline.xlsx.ooxml.rows import row, row_places
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.workbook import Book, Sheet
from pipeline.xlsx.writer.placement import Layout
from pipeline.xlsx.writer.sqref_ranges import runs
from schemas.wording.text import text

# python-calamine makes a full grid of a sheet: one far cell would cost it all memory.
_MOST_CELLS = 10_000_000
_TICK = 2e-8  # days: calamine rounds times to milliseconds

Grid = Sequence[Sequence[object]]


class Reader:
    """Reads sheets of the finished workbook with python-calamine."""

    def __init__(self, data: bytes, book: Book) -> None:
        self._book = book
        self._grids = Grids(book, data)

    def grid(self, sheet: Sheet, last_row: int, last_column: int) -> Grid:
        """The values of a sheet that reaches to this row and column, from A1 on."""
        if last_row * last_column > _MOST_CELLS:
            return _own_grid(self._book, sheet)
        try:
            self._grids.look_at(RawSheet(self._book.package.read(sheet.part)))
            return self._grids.grid(sheet.name)
        except (WriteError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
            raise
        except BaseException as problem:  # python-calamine's panics are no Exception
            raise NotSafeError(text("writer.finished.unread", sheet=sheet.name, problem=problem)) from problem


def _own_grid(book: Book, sheet: Sheet) -> Grid:
    xml = SheetXml(book.package.read(sheet.part), sheet.part, sheet.name)
    grid: list[Sequence[object]] = []
    for place in row_places(xml.rows, xml.prefix, sheet.name):
        cells = row(xml.rows[place.start : place.end], xml.prefix).cells
        grid += [()] * (place.number - 1 - len(grid))
        found = {column: value_of(raw, book.strings) for column, raw in cells.items()}
        grid.append([found.get(column) for column in range(1, max(cells, default=0) + 1)])
    return grid


def differences(layout: Layout, grid: Grid, date1904: bool, told: bytes | bytearray = b"") -> Iterator[str]:
    """Each of our cells that does not read as it was meant, by its address; the rows that are `told` are left out."""
    top = layout.body.top
    rows = [at for at in range(top, top + len(layout.rows)) if not any(told[at : at + 1])]
    lines = [grid[at - 1] if at <= len(grid) else () for at in rows]
    stretches = [slice(first - top, last + 1 - top) for first, last in runs(rows)]
    for column, place in sorted(layout.ours.items()):
        values = layout.rows.values[place]
        meant = [value for some in stretches for value in values[some]]
        found = [line[column - 1] if column <= len(line) else "" for line in lines]
        # True equals 1, so columns with either cannot be told alike by their values.
        plain = bool not in {*map(type, meant), *map(type, found)}
        if plain and ["" if value is None else value for value in meant] == found:
            continue
        for at, value, reads in zip(rows, meant, found, strict=True):
            if plain and (reads == value or (value is None and reads == "")):
                continue  # most cells read back just as they are
            if value is not KEEP and not _same(stored(value, date1904), reads, date1904):
                yield text("writer.differs.cell", cell=address(at, column), reads=reads, meant=value)


def _same(meant: Stored, found: object, date1904: bool) -> bool:
    if found in ("", None):
        return meant is None
    if meant is None or isinstance(meant, bool) or isinstance(found, bool):
        return type(meant) is type(found) and meant == found
    if isinstance(meant, str):
        return meant == found
    if isinstance(found, date):
        number = serial(found, date1904)
        return number is not None and abs(number - meant) < _TICK
    if isinstance(found, timedelta):
        return abs(found / timedelta(days=1) - meant) < _TICK
    if isinstance(found, time):
        seconds = (found.hour * 60 + found.minute) * 60 + found.second + found.microsecond / 1e6
        return abs(seconds / 86_400 - meant) < _TICK
    return isinstance(found, int | float) and float(found) == float(meant)
