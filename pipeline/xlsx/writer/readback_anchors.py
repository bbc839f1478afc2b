"""Whether notes and pictures stand in the finished workbook on the rows that they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.xlsx.ooxml.note_parts import BOXES, DRAWINGS, NOTES, Place, box_places, hanging_places, note_places
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.refs import address
from pipeline.xlsx.ooxml.xml_edit import spans
from pipeline.xlsx.writer.placement import Layout, Moves
from schemas.wording.text import text


def anchor_parts(package: Package, written: Iterable[Layout]) -> Iterator[tuple[str, str]]:
    """The parts with what is anchored to the cells of these tables' sheets, each with the kind of its relation."""
    for sheet in sorted({layout.table.sheet.part for layout in written}):
        for kind in (*NOTES, BOXES, DRAWINGS):
            yield from ((part, kind) for part in package.related(sheet, kind))


def anchor_differences(before: Package, after: Package, written: Sequence[Layout]) -> Iterator[str]:
    """Each part in which something does not stand on the row to which the row went that it stood on."""
    moves = [Moves.of(layout) for layout in written if layout.rows_move]
    for part, kind in anchor_parts(before, [one.layout for one in moves]):
        here = [one for one in moves if part in before.related(one.layout.table.sheet.part, kind)]
        stood = list(_places(before.original(part), part, kind))
        stands = _places(after.read(part), part, kind) if part in before.changed else stood
        meant = [_meant(place, here) for place in stood]
        found = [(place.row, place.column) for place in stands]
        if meant != found:
            odd = next(iter((Counter(found) - Counter(meant)) or Counter(meant) - Counter(found) or Counter(found)))
            yield text("writer.differs.anchor", part=part, cell=address(*odd))


def _places(xml: bytes, part: str, kind: str) -> Iterator[Place]:
    if kind in NOTES:
        return note_places(xml, part, NOTES[kind])
    return box_places(xml) if kind == BOXES else hanging_places(xml, spans(xml, part))


def _meant(place: Place, moves: Iterable[Moves]) -> tuple[int, int]:
    for one in moves:
        if one.moves(place.row, place.column):
            return one.target(place.row) or place.row, place.column
    return place.row, place.column
