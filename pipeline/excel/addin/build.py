"""The ribbon add-in `concord.xlam`: one for every workbook, so that templates need no macros."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.excel.addin.vba_project import project, ribbon

NAME = "concord.xlam"
_WORKBOOK = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_UI = "customUI/customUI.xml"
_RELATION = (
    b'<Relationship Id="rIdConcord" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility" '
    b'Target="customUI/customUI.xml"/></Relationships>'
)
_UNDATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # same sources, same bytes


def build() -> bytes:
    """The bytes of the add-in; the same sources give the same bytes. Raises VbaBuildError."""
    stream = BytesIO()
    with ZipFile(BytesIO(_workbook())) as source, ZipFile(stream, "w", ZIP_DEFLATED) as out:
        for name in source.namelist():
            out.writestr(_member(name), _part(name, source.read(name)))
        out.writestr(_member(_UI), ribbon())
    return stream.getvalue()


def _workbook() -> bytes:
    """A workbook with the project and its two sheets, which nobody sees."""
    import xlsxwriter

    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": "Concord", "author": "Concord", "created": _UNDATED})
        for name in ("Sheet1", "Sheet2"):
            book.add_worksheet(name)
        book.add_vba_project(BytesIO(project("Ribbon")), is_stream=True)
    return stream.getvalue()


def _part(name: str, data: bytes) -> bytes:
    if name == "[Content_Types].xml":
        return data.replace(_WORKBOOK, _ADDIN)
    if name == "xl/workbook.xml":
        return data.replace(b"<workbookView ", b'<workbookView visibility="hidden" ')  # or Excel opens an empty window
    return data.replace(b"</Relationships>", _RELATION) if name == "_rels/.rels" else data


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    member.compress_type = ZIP_DEFLATED
    return member
