"""Which files that no reader may see are plainly other people's: in a folder they are counted, not complained about."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.files.errors import RefusedFileError
from pipeline.files.read import ReadError, read_bytes
from schemas.spec import tables

# What is none of ours whatever stands in it.
_NO_WORKBOOK = frozenset({"NOT_EXCEL", "OLD_XLS", "XLSB"})
# What holds too much or something odd, but says what its sheets and tables are called. What is damaged, empty
# or has a password may be ours.
_SPEAKS = frozenset({"STRAY_CELL", "ZIP_BOMB", "TOO_BIG", "DTD", "SUSPICIOUS"})
_HEAD = b"PK\x03\x04"
_TELLING = re.compile(rb"xl/(?:workbook|tables/[^/]+)\.xml", re.IGNORECASE)
_NAME = re.compile(rb"<(?:\w+:)?(?:sheet\s[^<>]*?\bname|table\s[^<>]*?\bdisplayName)\s*=\s*[\"']([^\"']*)[\"']")
_MOST = 1 << 18  # bytes of such a part that are looked at
_MOST_OF_ALL = 1 << 26  # of all such parts together, each of which costs something however small it is
_EACH = 1 << 13


def is_foreign(path: Path, refused: RefusedFileError) -> bool:
    """Whether the file at `path`, refused as it was, cannot be a Concord workbook."""
    if refused.code not in _SPEAKS:
        return refused.code in _NO_WORKBOOK
    try:
        names = set(_names(read_bytes(path)))
    except (ReadError, RefusedFileError):
        return False
    ours = {name.casefold() for table in tables().values() for name in (table.name, table.sheet)}
    return bool(names) and names.isdisjoint(ours)


def _names(data: bytes) -> Iterator[str]:
    """What sheets and tables are called, without trusting what the file says of itself."""
    left = _MOST_OF_ALL
    at = data.find(_HEAD)
    while 0 <= at <= len(data) - 30 and left > 0:
        method, name, extra = struct.unpack("<8xH16xHH", data[at : at + 30])
        start = at + 30 + name + extra
        if _TELLING.fullmatch(data[at + 30 : at + 30 + name]):
            beginning = _beginning(data[start : start + _MOST], method)
            left -= len(beginning) + _EACH
            for found in _NAME.findall(beginning):
                yield found.decode("utf-8", "replace").casefold()
        at = data.find(_HEAD, at + 4)


def _beginning(packed: bytes, method: int) -> bytes:
    if not method:
        return packed
    try:
        return zlib.decompressobj(-15).decompress(packed, _MOST)
    except zlib.error:
        return b""
