"""A small .xlsb workbook, written record by record ([MS-XLSB], 2.1): one sheet of texts and numbers."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

_BOOK, _BOOK_END, _SHEETS, _SHEETS_END, _SHEET_OF_BOOK = 131, 132, 143, 144, 156
_SHEET, _SHEET_END, _SIZE, _DATA, _DATA_END, _ROW, _NUMBER, _TEXT = 129, 130, 148, 145, 146, 0, 5, 6
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.worksheet"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    "</Types>"
)


def binary_workbook(path: Path, lines: Sequence[Sequence[object]], sheet: str = "Risks") -> Path:
    """The file at `path` with these lines from A1 on; empty texts are no cells."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relation("officeDocument", "xl/workbook.bin"))
        package.writestr("xl/_rels/workbook.bin.rels", _relation("worksheet", "worksheets/sheet1.bin"))
        about = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(sheet)
        parts = ((_BOOK, b""), (_SHEETS, b""), (_SHEET_OF_BOOK, about), (_SHEETS_END, b""), (_BOOK_END, b""))
        package.writestr("xl/workbook.bin", _records(parts))
        package.writestr("xl/worksheets/sheet1.bin", _records(_cells(lines)))
    return path


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


def _cells(lines: Sequence[Sequence[object]]) -> Iterator[tuple[int, bytes]]:
    yield _SHEET, b""
    yield _SIZE, struct.pack("<IIII", 0, len(lines) - 1, 0, max(map(len, lines)) - 1)
    yield _DATA, b""
    for row, line in enumerate(lines):
        yield _ROW, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0)
        for column, cell in enumerate(line):
            place = struct.pack("<II", column, 0)
            if isinstance(cell, (int, float)):
                yield _NUMBER, place + struct.pack("<d", cell)
            elif cell:
                yield _TEXT, place + _wide(str(cell))
    yield _DATA_END, b""
    yield _SHEET_END, b""


def _records(parts: Iterable[tuple[int, bytes]]) -> bytes:
    return b"".join(_kind(kind) + _length(len(content)) + content for kind, content in parts)


def _kind(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])


def _length(number: int) -> bytes:
    written = b""
    while number > 0x7F:
        written, number = written + bytes([number & 0x7F | 0x80]), number >> 7
    return written + bytes([number])


def _wide(text: str) -> bytes:
    letters = text.encode("utf-16-le")
    return struct.pack("<I", len(letters) // 2) + letters
