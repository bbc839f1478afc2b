"""Workbooks with notes, conversations, pictures, links and drop-downs on rows of Gaps, and where these stand."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.xlsx.writer.books import SHEET, edited, part, replaced, workbook
from tests.xlsx.writer.sink import picture

SHEET1 = "xl/worksheets/sheet1.xml"
NOTES, BOXES = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
TALK, PICTURES = "xl/threadedComments/threadedComment1.xml", "xl/drawings/drawing1.xml"
KINDS = ("note", "talk", "picture", "link", "choice", "colour")
# What is anchored: for each kind the cells, and what names the thing.
Anchored = Mapping[str, Mapping[str, str]]


def anchored(rows: Sequence[Sequence[Any]], things: Anchored) -> bytes:
    """A workbook whose table Gaps has these rows, with `things` on its cells."""

    def add(book: Any, sheet: Any) -> None:
        for ref, said in things.get("note", {}).items():
            sheet.write_comment(ref, said)
        for ref, name in things.get("picture", {}).items():
            image = {"image_data": io.BytesIO(picture()), "description": name, "x_offset": 3, "object_position": 2}
            sheet.insert_image(ref, "dot.png", image)
        for ref, said in things.get("choice", {}).items():
            sheet.data_validation(ref, {"validate": "list", "source": [said]})
        for ref, said in things.get("colour", {}).items():
            of = {"type": "cell", "criteria": "==", "value": f'"{said}"', "format": book.add_format({"bold": True})}
            sheet.conditional_format(ref, of)

    data = workbook(rows, more=add)
    links = "".join(f'<hyperlink ref="{ref}" location="{said}"/>' for ref, said in things.get("link", {}).items())
    if links:
        data = edited(data, SHEET1, "<pageMargins", f"<hyperlinks>{links}</hyperlinks><pageMargins")
    return with_talk(data, things["talk"]) if things.get("talk") else data


def with_talk(data: bytes, things: Mapping[str, str]) -> bytes:
    """The workbook with conversations, as Excel keeps them beside the notes."""
    office = "http://schemas.microsoft.com/office"
    said = "".join(
        f'<threadedComment ref="{ref}" dT="2026-01-02T03:04:05.00" personId="{{0}}" id="{{{at}}}"><text>{text}</text>'
        f'</threadedComment><threadedComment ref="{ref}" personId="{{0}}" id="{{{at}A}}" parentId="{{{at}}}">'
        f"<text>{text}, too</text></threadedComment>"
        for at, (ref, text) in enumerate(things.items())
    )
    xml = f'<ThreadedComments xmlns="{office}/spreadsheetml/2018/threadedcomments">{said}</ThreadedComments>'
    data = replaced(data, {TALK: xml.encode()})
    kind = "application/vnd.ms-excel.threadedcomments+xml"
    declared = f'<Override PartName="/{TALK}" ContentType="{kind}"/></Types>'
    data = edited(data, r"[Content_Types].xml", "</Types>", declared)
    relation = f'<Relationship Id="rId77" Type="{office}/2017/10/relationships/threadedComment" '
    relation += 'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    return edited(data, "xl/worksheets/_rels/sheet1.xml.rels", "</Relationships>", relation)


def standing(data: bytes, kinds: Iterable[str] = KINDS) -> dict[str, dict[str, str]]:
    """Where everything stands: for each kind what names the thing, by cell."""
    readers = {
        "note": lambda: _found(part(data, NOTES), r'<comment ref="(\w+)".*?<t[^>]*>([^<]*)</t>'),
        "box": lambda: boxes(part(data, BOXES)),
        "talk": lambda: _found(part(data, TALK), r'<threadedComment ref="(\w+)"[^>]*><text>([^<,]*)</text>'),
        "picture": lambda: pictures(part(data, PICTURES)),
        "link": lambda: _found(part(data), r'<hyperlink ref="(\w+)" location="([^"]*)"/>'),
        "choice": lambda: _cells(part(data), r'<dataValidation [^>]*sqref="([^"]*)"><formula1>"([^"]*)"'),
        "colour": lambda: _cells(
            part(data), r'<conditionalFormatting sqref="([^"]*)"><cfRule[^>]*><formula>"([^"]*)"'
        ),
    }  # fmt: skip
    return {kind: readers[kind]() for kind in kinds}


def _found(xml: str, pattern: str) -> dict[str, str]:
    return dict(re.findall(pattern, xml, re.DOTALL))


def _cells(xml: str, pattern: str) -> dict[str, str]:
    return {ref: said for sqref, said in re.findall(pattern, xml) for ref in sqref.split()}


def boxes(xml: str) -> dict[str, str]:
    """The boxes of notes: the rows of their anchors' tops, by cell."""
    found = re.findall(r"<x:Anchor>\s*([^<]*)</x:Anchor>.*?<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)<", xml, re.DOTALL)
    return {f"{chr(65 + int(column))}{int(row) + 1}": anchor.split(",")[2].strip() for anchor, row, column in found}


def pictures(xml: str) -> dict[str, str]:
    """The pictures by the cell of their upper left corner."""
    pattern = r'<xdr:from><xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>.*?descr="([^"]*)"'
    return {f"{chr(65 + int(c))}{int(r) + 1}": name for c, r, name in re.findall(pattern, xml, re.DOTALL)}


__all__ = ["BOXES", "NOTES", "PICTURES", "SHEET", "SHEET1", "TALK", "anchored", "boxes", "pictures", "standing"]
