"""Notes, conversations and pictures on the rows of a table follow their rows: only the cells that they name change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.note_parts import (
    BOXES,
    DRAWINGS,
    NOTES,
    box_places,
    hanging_places,
    note_places,
    shifted_anchor,
    start_of,
)
from pipeline.xlsx.ooxml.refs import Box, address, boxes
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import unescaped
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import Span, splice, with_attribute
from pipeline.xlsx.writer.placement import Kind, Moves, Stays
from schemas.wording.text import text

Edit = tuple[int, int, bytes]


def follow_anchors(book: Book, sheet: SheetXml, moves: Moves) -> Iterator[Stays]:
    """Let what is anchored to the table's cells follow; what cannot is given back.

    Raises WriteError where a note of a row that is gone would share its cell with another one.
    """
    if not moves.layout.rows_move:
        return
    package, home = book.package, moves.layout.table.sheet.part
    for kind, element in NOTES.items():
        for part in package.related(home, kind):
            xml = package.read(part)
            edits, gone = _moved_notes(xml, part, element, moves)
            package.put(part, splice(xml, edits))
            yield from _staying("note", gone, moves)
    for part in package.related(home, BOXES):
        xml = package.read(part)
        package.put(part, splice(xml, _moved_boxes(xml, moves)))
    for part in package.related(home, DRAWINGS):
        xml = package.read(part)
        edits, gone = _moved_pictures(xml, package.spans(part), moves)
        package.put(part, splice(xml, edits))
        yield from _staying("picture", gone, moves)
    yield from _bound(sheet, moves)


def _staying(kind: Kind, gone: list[tuple[int, int]], moves: Moves) -> Iterator[Stays]:
    name = moves.layout.table.sheet.name
    yield from (Stays(kind, name, address(*place)) for place in dict.fromkeys(gone))


def _moved_notes(xml: bytes, part: str, element: str, moves: Moves) -> tuple[list[Edit], list[tuple[int, int]]]:
    edits: list[Edit] = []
    gone: list[tuple[int, int]] = []
    standing, arriving = set(), {}
    for place in note_places(xml, part, element):
        target = moves.target(place.row) if moves.moves(place.row, place.column) else place.row
        if target is None:
            gone.append((place.row, place.column))
        if target is None or target == place.row:
            standing.add((place.row, place.column))
            continue
        arriving[target, place.column] = place.row, place.column
        tag = with_attribute(xml[place.start : place.end], "ref", address(target, place.column))
        edits.append((place.start, place.end, tag))
    for where in standing & arriving.keys():
        name = moves.layout.table.sheet.name
        values = {"cell": address(*where), "sheet": name, "other": address(*arriving[where])}
        raise WriteError(text("writer.before.note_in_the_way", **values), name, address(*where))
    return edits, gone


def _moved_boxes(xml: bytes, moves: Moves) -> list[Edit]:
    edits: list[Edit] = []
    for place in box_places(xml):
        target = moves.target(place.row) if moves.moves(place.row, place.column) else None
        if target is not None:
            edits.append((place.start, place.end, str(target - 1).encode()))
            edits += [(start, end, shifted_anchor(xml[start:end], target - place.row)) for start, end in place.rows]
    return edits


def _moved_pictures(xml: bytes, elements: Sequence[Span], moves: Moves) -> tuple[list[Edit], list[tuple[int, int]]]:
    edits: list[Edit] = []
    gone: list[tuple[int, int]] = []
    for place in hanging_places(xml, elements):
        if not moves.moves(place.row, place.column):
            continue
        target = moves.target(place.row)
        if target is None:
            gone.append((place.row, place.column))
            continue
        by = target - place.row
        for start, end in place.rows:
            row = xml[start:end].strip()
            if row.isdigit():
                edits.append((start, end, str(max(int(row) + by, 0)).encode()))
    return edits, gone


def _bound(sheet: SheetXml, moves: Moves) -> Iterator[Stays]:
    """What hangs at a cell in ways that the writer does not change: buttons, small charts in cells, permissions."""
    for span in sheet.spans:
        if span.name == "anchor":
            place = start_of(sheet.frame, span)
            if place and moves.moves(*place):
                yield Stays("control", sheet.name, address(*place))
        elif span.name == "sqref" and span.parent and span.parent.name == "sparkline":
            sqref = unescaped(sheet.frame[span.inner : span.close].decode())
            yield from _touched("sparkline", sqref, sheet, moves)
        elif span.name == "protectedRange":
            yield from _touched("permission", span.attributes.get("sqref", ""), sheet, moves)


def _touched(kind: Kind, sqref: str, sheet: SheetXml, moves: Moves) -> Iterator[Stays]:
    for area in boxes(sqref):
        if is_bound(area, moves):
            yield Stays(kind, sheet.name, area.ref)


def is_bound(area: Box, moves: Moves) -> bool:
    """Whether an area lies over some rows of the body, not over all, and one of them moves."""
    body = moves.body
    if not area.meets(body) or (area.top <= body.top and area.bottom >= body.bottom):
        return False
    rows = range(max(area.top, body.top), min(area.bottom, body.bottom) + 1)
    return any(moves.target(row) != row for row in rows)
