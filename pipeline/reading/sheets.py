"""The workbook as a file: its sheets' cells, read once and only when asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from python_calamine import CalamineWorkbook

from pipeline.reading.raw import Marks, marks_of
from pipeline.reading.refusals import Unreadable
from pipeline.reading.source import Grid
from pipeline.reading.tables import SheetPart, TableObject, table_objects, workbook_parts


@contextmanager
def _readable() -> Iterator[None]:
    """Turn whatever a reader stumbles over into one sentence; calamine's own panics are no Exception."""
    try:
        yield
    except Unreadable:
        raise
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as problem:
        raise Unreadable(
            f"This workbook cannot be read ({type(problem).__name__}: {problem}). "
            "Open it in Excel; if Excel can repair it, save it and try again."
        ) from problem


class Book:
    """An .xlsx or .xlsm package. Raises Unreadable when a part that is needed cannot be read."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._grids: dict[str, Grid] = {}
        self._marks: dict[str, Marks] = {}
        with _readable():
            self._package = zipfile.ZipFile(io.BytesIO(data))
            self.sheets, self.from_1904 = workbook_parts(self._package)
            self.tables: tuple[TableObject, ...] = table_objects(self._package, self.sheets)

    @cached_property
    def _calamine(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_filelike(io.BytesIO(self._data))

    def grid(self, sheet: str) -> Grid:
        """The cells of `sheet` from A1 on: row 1 is grid[0], "" is an empty cell."""
        if sheet not in self._grids:
            with _readable():
                cells: Grid = self._calamine.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[assignment]
            self._grids[sheet] = cells
        return self._grids[sheet]

    def marks(self, sheet: str) -> Marks:
        """What the cells do not show: error values, formulas never calculated, hidden rows, merged cells."""
        if sheet not in self._marks:
            part = next(item.part for item in self.sheets if item.name == sheet)
            with _readable():
                self._marks[sheet] = marks_of(self._package.read(part))
        return self._marks[sheet]

    def texts(self) -> Iterator[bytes]:
        """The bytes in which the workbook's texts stand: shared strings, then sheet by sheet."""
        shared = [name for name in self._package.namelist() if name.lower().endswith("sharedstrings.xml")]
        for name in (*shared, *(sheet.part for sheet in self.sheets)):
            with _readable():
                yield self._package.read(name)

    def part(self, sheet: str) -> SheetPart:
        """The part of a sheet by its name."""
        return next(item for item in self.sheets if item.name == sheet)
