"""A copy of a workbook in the form in which Excel writes it, for a reader that knows no other.

Names, encodings and blanks may all be written in ways that mean the same. python-calamine refuses some of
them, and reads others wrongly without a word (a shared string's number between line breaks as number 0).
Such files are rare; the copy holds only what a reader of cells asks for, and is thrown away after reading.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from xml.parsers import expat

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.plain_xml import NotXmlError, RawSheet, holds, parse
from pipeline.xlsx.ooxml.relations import USUAL_WORKBOOK, Relation, part_key
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import attribute_quoted
from schemas.wording.text import text

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_USUAL = {"sharedstrings": "xl/sharedstrings.xml", "styles": "xl/styles.xml"}
# At either end of a value: a blank, a character given by its number. Parsers see through these. Each pattern begins
# with a letter or sign, not with a choice: Python passes all else many times faster.
_ODD = re.compile(rb"v>[\s&]"), re.compile(rb"</(?<=\s</)(?:[\w.-]+:)?v>")
# Tags that end before the next begins.
_WHOLE_TAGS = re.compile(rb"[^<]*+(?:<[^<>]*+>[^<]*+)*+")


def has_odd_values(sheet: RawSheet) -> bool:
    """Whether a sheet's values are written as Excel never does (it may be text that only looks so).

    Nor does it break off behind them: python-calamine does not look so far, and the copy is refused. Of a sheet that
    is not in UTF-8 python-calamine makes an empty one, without a word, or its letters others.
    """
    if not sheet.was_utf8:
        return True
    if sheet.start < 0:
        return False
    if any(map(sheet.rows_hold, _ODD)) or not _WHOLE_TAGS.fullmatch(sheet.xml, sheet.end):
        return True
    # A comment in the middle of a value cuts it in two.
    return holds(sheet.xml, b"<!") or holds(sheet.xml, b"<?")


def is_usual(book: Book) -> bool:
    """Whether the parts are named, and lead to one another, as python-calamine expects."""
    package = book.package
    if part_key(book.part) != USUAL_WORKBOOK:
        return False
    led = {found.id: found for found in package.relations(book.part)}
    for found in led.values():
        if found.part and found.key != _USUAL.get(found.kind, found.key):
            return False
    return all(id in led and _as_calamine_goes(led[id]) for id in book.listed)


def _as_calamine_goes(found: Relation) -> bool:
    path = found.target.removeprefix("/") if found.target.startswith(("/xl/", "xl/")) else f"xl/{found.target}"
    return found.part is not None and path.lower() == found.part.replace("\\", "/").lower()


def in_usual_form(book: Book) -> bytes:
    """The copy: its worksheets with their names, the shared strings and the styles. Raises WriteError."""
    package = book.package
    relations, sheets, parts = [], [], {}
    for number, sheet in enumerate(book.sheets, 1):
        name = f"worksheets/sheet{number}.xml"
        sheets.append(f'<sheet name={attribute_quoted(sheet.name)} sheetId="{number}" r:id="rId{number}"/>')
        relations.append(("worksheet", name))
        parts[f"xl/{name}"] = _written_anew(package, sheet.part)
    for kind, name in (("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")):
        for part in package.related(book.part, kind)[:1]:
            relations.append((kind, name))
            parts[f"xl/{name}"] = _written_anew(package, part)
    main = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(book.date1904)}"/>'
        f"<sheets>{''.join(sheets)}</sheets></workbook>"
    )
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Override PartName="/{USUAL_WORKBOOK}" '
        f'ContentType="{_KIND}.sheet.main+xml"/></Types>',
        "_rels/.rels": _relations([("officeDocument", USUAL_WORKBOOK)]),
        USUAL_WORKBOOK: main,
        "xl/_rels/workbook.xml.rels": _relations(relations),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def _written_anew(package: Package, part: str) -> str:
    """A part written as plainly as can be: nothing but elements and text, no blanks around values."""
    writer = _Anew()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = writer.start, writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parse(parser, package.archive.read(part))
    except NotXmlError as fault:
        raise WriteError(text("writer.file.part_damaged", part=part, fault=fault)) from fault
    return "".join(writer.out)


class _Anew:
    """Takes what a parser finds and writes it down again."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._kind = ""
        self._value: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._kind = attributes.get("t", "n")
        elif local == "v":
            self._value = []
        self.out.append(f"<{name}{''.join(f' {key}={attribute_quoted(value)}' for key, value in attributes.items())}>")

    def text(self, text: str) -> None:
        (self.out if self._value is None else self._value).append(_escaped(text))

    def end(self, name: str) -> None:
        if self._value is not None:
            value = "".join(self._value)
            # The blanks of a text that a formula gives are its own.
            self.out.append(value if self._kind == "str" else value.strip())
            self._value = None
        self.out.append(f"</{name}>")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
