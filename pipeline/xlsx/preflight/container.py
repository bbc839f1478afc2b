"""What kind of file the first bytes show: only a zip package goes on."""

from __future__ import annotations

import io

from pipeline.files.errors import MAX_FILE, RefusedFileError, too_big
from pipeline.xlsx.preflight.verdict import damaged, refused

_END, _FURTHEST = b"PK\x05\x06", 22 + 0xFFFF  # of a package, and how far from the last byte it begins at most
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_what_is_no_package(data: bytes) -> None:
    """Raise RefusedFileError unless `data` begins like a zip package of acceptable size."""
    if not data:
        raise refused("EMPTY", "empty")
    if len(data) > MAX_FILE:
        raise too_big(len(data))
    if data.startswith(OLE):
        raise _ole(data)
    if data.startswith(b"PK\x03\x04"):
        return
    if data.startswith(b"PK"):
        raise damaged("holds_no_parts")
    if data == b"P" or _END in data[-_FURTHEST:]:
        raise damaged("no_beginning")
    raise _no_zip(data[:4096])


def ole_streams(data: bytes) -> frozenset[str]:
    """The names of the streams of an OLE file. Raises RefusedFileError when the file is damaged."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return frozenset("/".join(entry) for entry in file.listdir())
    except Exception as problem:  # olefile raises many kinds on hostile bytes; all mean the same to people
        raise damaged("no_contents") from problem


def ole_stream(data: bytes, name: str) -> bytes:
    """The content of one stream of an OLE file, empty where there is none.

    Raises RefusedFileError when it is damaged.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            content: bytes = file.openstream(name).read() if file.exists(name) else b""
            return content
    except Exception as problem:  # as above
        raise damaged("no_contents") from problem


def _ole(data: bytes) -> RefusedFileError:
    streams = ole_streams(data)
    if "EncryptedPackage" in streams:
        return refused("PASSWORD", "password")
    if streams & {"Workbook", "Book"}:
        return refused("OLD_XLS", "old_xls")
    return _not_excel("word" if "WordDocument" in streams else "old_office")


def _no_zip(beginning: bytes) -> RefusedFileError:
    text = beginning.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not beginning.strip(b"\0"):
        return damaged("zeros")
    if b"excel.sheet" in text or b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return _not_excel("xml_2003")
    if text.startswith(b"<"):
        return _not_excel("web_page")
    if text.startswith(b"%pdf"):
        return _not_excel("pdf")
    if b"\0" not in beginning:
        return _not_excel("plain")
    return _not_excel("unknown")


def _not_excel(what: str) -> RefusedFileError:
    return refused("NOT_EXCEL", f"other_file.{what}")
