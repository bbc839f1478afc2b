"""Whether two workbooks hold the same, part by part, however they were packed."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile


def same_content(first: bytes, second: bytes) -> bool:
    """Whether both files hold the same parts with the same bytes; False for what is no workbook.

    Compression differs between builds of zlib, so the files themselves cannot be compared.
    """
    try:
        return _parts(first) == _parts(second)
    except BadZipFile:
        return False


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
