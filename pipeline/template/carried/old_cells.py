"""An old workbook as a file: the formulas of its cells, and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.writer.shared_formulas import formulas


class OldCells:
    """What a reader of values does not show of the workbook `data`, which has been read before."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        self.book = Book(self.package)
        self.formulas = cache(self._formulas)

    def _formulas(self, sheet: str) -> Mapping[tuple[int, int], str]:
        """The formulas of a sheet by row and column, without `=`; none of a sheet that cannot be taken apart."""
        part = next((one.part for one in self.book.sheets if one.name == sheet), None)
        xml = self.package.read(part) if part else b""
        if part is None or (b"<f" not in xml and b":f" not in xml):
            return {}
        try:
            return formulas(SheetXml(xml, part, sheet))
        except WriteError:
            return {}
