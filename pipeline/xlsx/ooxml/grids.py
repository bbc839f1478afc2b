"""The cells of sheets by python-calamine, for the reader and for the look at what was written."""

from __future__ import annotations

import io
from typing import Any

from pipeline.xlsx.ooxml.usual_form import has_odd_values, in_usual_form, is_usual
from pipeline.xlsx.ooxml.workbook import Book

Grid = list[list[object]]


class Grids:
    """Gives the cells of a workbook's sheets; where it is written in an unusual way, from a copy in the usual form.

    Raises WriteError for damaged parts, and whatever python-calamine raises, its panics included.
    """

    def __init__(self, book: Book, data: bytes) -> None:
        self._book = book
        self._data = data
        self._reader: Any = None
        self._is_copy = False

    def look_at(self, xml: bytes) -> None:
        """Notice whether the sheet that `xml` describes is written as python-calamine can read it: before its `grid`.

        Beside the cells, which python-calamine unpacks itself, nobody need keep the bytes of a long sheet.
        """
        if not self._is_copy and ((self._reader is None and not is_usual(self._book)) or has_odd_values(xml)):
            self._take_copy()

    def grid(self, sheet: str) -> Grid:
        """The cells of `sheet` from A1 on: row 1 is grid[0], "" is an empty cell."""
        try:
            return self._read(sheet)
        except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
            raise
        except BaseException:  # python-calamine's panics are no Exception
            if self._is_copy:
                raise
            self._take_copy()
            return self._read(sheet)

    def let_go(self) -> None:
        """Keep no reader, which has all texts of the workbook for itself."""
        self._reader = None

    def _take_copy(self) -> None:
        self._data, self._reader, self._is_copy = in_usual_form(self._book), None, True

    def _read(self, sheet: str) -> Grid:
        if self._reader is None:
            from python_calamine import CalamineWorkbook

            self._reader = CalamineWorkbook.from_filelike(io.BytesIO(self._data))
        cells: Grid = self._reader.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        return cells
