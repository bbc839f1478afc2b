"""Where notes and conversations say on which cell they stand, and where pictures say at which cell they hang.

A note stands twice in a file: its text in a part of notes, its box in a part of VML, which other programs than Excel
may write in ways that are no XML; so it is searched, not parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.xlsx.ooxml.numbers import whole_number
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.refs import cell
from pipeline.xlsx.ooxml.xml_edit import Span, spans, splice

# The parts by the kind of the relation that leads there from a sheet, with the element that names a cell.
NOTES = {"comments": "comment", "threadedComment": "threadedComment"}
BOXES, DRAWINGS = "vmlDrawing", "drawing"

_DATA = re.compile(rb"""<((?:[\w.-]+:)?ClientData)\s[^<>]*ObjectType\s*=\s*["']Note["'][^<>]*>""")
_ROW = re.compile(rb"<(?:[\w.-]+:)?Row\s*>\s*(\d{1,7})\s*<")
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?Column\s*>\s*(\d{1,5})\s*<")
_ANCHOR = re.compile(rb"<(?:[\w.-]+:)?Anchor\s*>([^<>]*)<")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell (row and column from 1) that a part names, and the bytes that say so; `rows` are bytes with a row each.

    For a reference such as `D4` the bytes hold the whole tag.
    """

    row: int
    column: int
    start: int
    end: int
    rows: tuple[tuple[int, int], ...] = ()


def note_places(xml: bytes, part: str, element: str) -> Iterator[Place]:
    """The cells of the notes in a part. Raises WriteError for a damaged part."""
    for span in spans(xml, part):
        place = cell(span.attributes.get("ref", "")) if span.name == element else None
        if place:
            yield Place(*place, span.start, span.inner)


def box_places(xml: bytes) -> Iterator[Place]:
    """The cells of the boxes of notes; `rows` are where their cell's row stands, and their anchor as a whole."""
    found = list(_DATA.finditer(xml))
    ends = [*(match.start() for match in found), len(xml)][1:]
    for match, limit in zip(found, ends, strict=True):
        end = xml.find(b"</" + match[1], match.end(), limit)
        row, column = _ROW.search(xml, match.end(), max(end, 0)), _COLUMN.search(xml, match.end(), max(end, 0))
        if row and column:
            anchor = _ANCHOR.search(xml, match.end(), end)
            yield Place(
                int(row[1]) + 1, int(column[1]) + 1, *row.span(1), (anchor.span(1),) if anchor else ()
            )  # fmt: skip


def shifted_anchor(anchor: bytes, by: int) -> bytes:
    """The anchor of a box (left column, offset, top row, offset, right column, offset, bottom row, offset), moved."""
    parts = anchor.split(b",")
    if len(parts) != 8:
        return anchor
    for at in (2, 6):
        number = parts[at].strip()
        if number.isdigit():
            parts[at] = parts[at].replace(number, str(max(int(number) + by, 0)).encode())
    return b",".join(parts)


def hanging_places(xml: bytes, elements: Sequence[Span]) -> Iterator[Place]:
    """The cells at which pictures and shapes hang that go with their cells; `rows` are the bytes of their rows.

    `elements` are those of the drawing `xml`, as of `spans`.
    """
    for span in elements[0].children:
        is_hanging = span.name in ("oneCellAnchor", "twoCellAnchor") and span.attributes.get("editAs") != "absolute"
        place = start_of(xml, span) if is_hanging else None
        if place:
            ends = [child for side in ("from", "to") if (end := span.child(side)) and (child := end.child("row"))]
            yield Place(*place, span.start, span.end, tuple((child.inner, child.close) for child in ends))


def start_of(xml: bytes, anchor: Span) -> tuple[int, int] | None:
    """Row and column from 1 of the cell at which something begins; None where it does not say."""
    begin = anchor.child("from")
    row, column = (begin.child("row"), begin.child("col")) if begin else (None, None)
    if row is None or column is None:
        return None
    texts = (xml[child.inner : child.close].decode("utf-8", "replace") for child in (row, column))
    numbers = [whole_number(text, -1) for text in texts]
    return (numbers[0] + 1, numbers[1] + 1) if min(numbers) >= 0 else None


def without_places(xml: bytes, part: str, kind: str) -> bytes:
    """A part without the cells that it names: what must not change when they do. Raises WriteError."""
    if kind in NOTES:
        tags = [(place.start, place.end) for place in note_places(xml, part, NOTES[kind])]
        return splice(xml, [(start, end, _REF.sub(b"", xml[start:end], count=1)) for start, end in tags])
    places = box_places(xml) if kind == BOXES else hanging_places(xml, spans(xml, part))
    rows = (row for place in places for row in ([(place.start, place.end)] if kind == BOXES else []) + [*place.rows])
    return splice(xml, [(*row, b"") for row in rows])


_REF = re.compile(rb"""\sref\s*=\s*(?:"[^"]*"|'[^']*')""")


def noted_cells(package: Package, sheet: str) -> set[tuple[int, int]]:
    """The cells of a sheet's part on which notes and conversations stand, and at which pictures hang."""
    found = set()
    for kind, element in NOTES.items():
        for part in package.related(sheet, kind):
            found |= {(place.row, place.column) for place in note_places(package.read(part), part, element)}
    for part in package.related(sheet, DRAWINGS):
        hanging = hanging_places(package.read(part), package.spans(part))
        found |= {(place.row, place.column) for place in hanging}
    return found
