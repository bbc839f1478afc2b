"""XlsxWriter's workbook in memory, its parts kept as bytes: a text in a StringIO takes four bytes a letter."""

from __future__ import annotations

from io import StringIO

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager


class _Part(StringIO):
    """What is written to it, as UTF-8; a StringIO only so that XlsxWriter writes to it."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()

    def write(self, written: str) -> int:
        self._bytes += written.encode()
        return len(written)

    def getvalue(self) -> bytearray:  # type: ignore[override]
        """The bytes, once: a part goes into the package and is not needed after that."""
        given, self._bytes = self._bytes, bytearray()
        return given


class _LeanPackager(Packager):  # type: ignore[misc]
    def _filename(self, xml_filename: str) -> _Part:
        part = _Part()
        is_binary = True  # goes into the package as it is
        self.filenames.append((part, xml_filename, is_binary))
        return part


class LeanWorkbook(Workbook):  # type: ignore[misc]
    """A workbook in memory whose sheets may be long."""

    def _get_packager(self) -> _LeanPackager:
        return _LeanPackager()
