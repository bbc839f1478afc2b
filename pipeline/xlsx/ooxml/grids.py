"""The cells of sheets by python-calamine, for the reader and for the look at what was written."""

from __future__ import annotations

import io
import zlib
from functools import cache
from typing import Any

from pipeline.xlsx.ooxml.plain_xml import RawSheet
from pipeline.xlsx.ooxml.usual_form import has_odd_values, in_usual_form, is_usual
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.zip_archive import Archive, Packed

Grid = list[list[object]]

# Before it gives a sheet, python-calamine goes through it as far as its first list of merged cells, which nobody asks
# for: nearly half of its time. With this one before all else it is there at once. The check sum of these bytes is 0,
# so that they leave that of what follows as it is.
_NONE_MERGED = b'<mergeCells n="hiftxbu"/>'


class Grids:
    """Gives the cells of a workbook's sheets; where it is written in an unusual way, from a copy in the usual form.

    Raises WriteError for damaged parts, and whatever python-calamine raises, its panics included.
    """

    def __init__(self, book: Book, data: bytes) -> None:
        self._book = book
        self._data = data
        self._reader: Any = None
        self._is_copy = False

    def look_at(self, sheet: RawSheet) -> None:
        """Notice whether a sheet is written as python-calamine can read it: before its `grid`.

        Beside the cells, which python-calamine unpacks itself, nobody need keep the bytes of a long sheet.
        """
        if not self._is_copy and ((self._reader is None and not is_usual(self._book)) or has_odd_values(sheet)):
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

            self._reader = CalamineWorkbook.from_filelike(io.BytesIO(_begun(self._data, self._book)))
        cells: Grid = self._reader.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        return cells


def _begun(data: bytes, book: Book) -> bytes:
    """A workbook each of whose sheets begins with `_NONE_MERGED`, which stands before its packed bytes as they are."""
    archive = Archive(data)
    sheets = {sheet.part for sheet in book.sheets}
    begun = {}
    for member in archive.members:
        if member.name in sheets and member.method == zlib.DEFLATED:
            packed = archive.packed(member.name)
            size = len(_NONE_MERGED) + packed.size
            begun[member.name] = Packed(_beginning() + packed.body, packed.crc, size)
    return archive.rebuilt(begun, set())


@cache
def _beginning() -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(_NONE_MERGED) + packer.flush(zlib.Z_SYNC_FLUSH)  # more may follow
