"""What kind of file the first bytes show: only a zip package goes on."""

from __future__ import annotations

import io

from pipeline.files.errors import MAX_FILE, RefusedFileError, too_big
from pipeline.xlsx.preflight.verdict import damaged

_END, _FURTHEST = b"PK\x05\x06", 22 + 0xFFFF  # of a package, and how far from the last byte it begins at most
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_what_is_no_package(data: bytes) -> None:
    """Raise RefusedFileError unless `data` begins like a zip package of acceptable size."""
    if not data:
        raise RefusedFileError(
            "EMPTY",
            "The file is empty (0 bytes). It may still be copying, or be kept only in the cloud: "
            "open it once in Excel, then run again.",
        )
    if len(data) > MAX_FILE:
        raise too_big(len(data))
    if data.startswith(OLE):
        raise _ole(data)
    if data.startswith(b"PK\x03\x04"):
        return
    if data.startswith(b"PK"):
        raise damaged("it begins like a workbook but holds no parts")
    if data == b"P" or _END in data[-_FURTHEST:]:
        raise damaged("its beginning is missing or broken")
    raise _no_zip(data[:4096])


def ole_streams(data: bytes) -> frozenset[str]:
    """The names of the streams of an OLE file. Raises RefusedFileError when the file is damaged."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return frozenset("/".join(entry) for entry in file.listdir())
    except Exception as problem:  # olefile raises many kinds on hostile bytes; all mean the same to people
        raise damaged("its table of contents cannot be read") from problem


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
        raise damaged("its table of contents cannot be read") from problem


def _ole(data: bytes) -> RefusedFileError:
    streams = ole_streams(data)
    if "EncryptedPackage" in streams:
        return RefusedFileError(
            "PASSWORD",
            "The workbook has a password or is protected by rights management. Open it in Excel, remove the "
            "protection (File, Info, Protect Workbook), save, and run again.",
        )
    if streams & {"Workbook", "Book"}:
        return RefusedFileError("OLD_XLS", "This is an old .xls workbook. Open it in Excel and save it as .xlsx.")
    what = "a Word document" if "WordDocument" in streams else "an old Office file, but not a workbook"
    return _not_excel(f"This is {what}, whatever its name says")


def _no_zip(beginning: bytes) -> RefusedFileError:
    text = beginning.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not beginning.strip(b"\0"):
        return damaged("it begins with nothing but zeros")
    if b"excel.sheet" in text or b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return _not_excel("This is an XML Spreadsheet of 2003, whatever its name says")
    if text.startswith(b"<"):
        return _not_excel("This is a web page or XML file, whatever its name says")
    if text.startswith(b"%pdf"):
        return _not_excel("This is a PDF, whatever its name says")
    if b"\0" not in beginning:
        return _not_excel("This is a text file (for example CSV), whatever its name says")
    return _not_excel("This is not a workbook, whatever its name says, or its beginning is damaged")


def _not_excel(what: str) -> RefusedFileError:
    return RefusedFileError("NOT_EXCEL", f"{what}. If it holds your data, open it in Excel and save it as .xlsx.")
