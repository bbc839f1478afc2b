"""Notes, pictures and links that people put on the rows of a table follow their rows in the open workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.excel.session import anchored as session
from pipeline.excel.session import native
from pipeline.excel.session.anchored import Cell, Note, PeoplesLink
from pipeline.excel.writer.placement import Place
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.refs import address
from pipeline.xlsx.writer.hyperlinks import leading
from pipeline.xlsx.writer.placement import Moves, Stays
from schemas.wording.text import text


@dataclass(frozen=True)
class Hanging:
    """What hangs at the cells of a table before its rows move, and where the rows go.

    `pictures` are Excel's own objects, each with its cell and how far below the cell's top it begins, in points.
    `links` are those of people.
    """

    moves: Moves
    notes: Mapping[Cell, Note]
    pictures: Sequence[tuple[Any, Cell, float]]
    links: Mapping[Cell, PeoplesLink]
    stays: Sequence[Stays] = ()


def hanging(place: Place) -> Hanging:
    """Look at the table before anything is written. Raises WriteError where two notes would meet on a cell."""
    moves = Moves.of(place.layout)
    links = dict(_peoples_links(place))
    if not place.layout.rows_move:
        return Hanging(moves, {}, (), links)
    notes = {cell: note for cell, note in session.notes(place.sheet).items() if moves.moves(*cell)}
    _check_apart(place, moves, session.notes(place.sheet))
    found = [(one, session.corner(one)) for one in session.pictures(place.sheet)]
    pictures = [
        (one, cell, float(one.Top) - float(place.sheet.range(cell).top)) for one, cell in found if moves.moves(*cell)
    ]
    name = place.layout.table.sheet.name
    talks = sorted(cell for cell in session.conversations(place.sheet) if moves.moves(*cell))
    stays = [Stays("conversation", name, address(*cell)) for cell in talks]
    stays += [Stays("note", name, address(*cell)) for cell in notes if moves.target(cell[0]) is None]
    stays += [Stays("picture", name, address(*cell)) for _, cell, _ in pictures if moves.target(cell[0]) is None]
    return Hanging(moves, notes, pictures, links, stays)


def _check_apart(place: Place, moves: Moves, notes: Mapping[Cell, Note]) -> None:
    """No note that stays where its row is gone stands where another one goes."""
    arriving = {
        (target, column): (row, column)
        for row, column in notes
        if moves.moves(row, column) and (target := moves.target(row)) is not None
    }
    for row, column in notes:
        if moves.moves(row, column) and moves.target(row) is None and (row, column) in arriving:
            cell, other = address(row, column), address(*arriving[row, column])
            name = place.layout.table.sheet.name
            words = text("writer.before.note_in_the_way", cell=cell, sheet=name, other=other)
            raise WriteError(words, name, cell)


def _peoples_links(place: Place) -> Iterator[tuple[Cell, PeoplesLink]]:
    """The links of the table that we did not write: out of the workbook, or in columns in which ours do not stand."""
    ours = leading(place.layout)
    for cell, link in session.links(place.cells(place.layout.table.body)):
        if link.address or cell[1] not in ours:
            yield cell, link


def follow(place: Place, stood: Hanging) -> None:
    """Let everything follow, when the rows stand where they belong."""
    moves, sheet = stood.moves, place.sheet
    going = {cell: note for cell, note in stood.notes.items() if moves.target(cell[0]) is not None}
    for cell in going:
        session.take_note(sheet.range(cell))
    for (row, column), note in going.items():
        session.put_note(sheet.range((moves.target(row), column)), note)
    for picture, (row, column), below in stood.pictures:
        target = moves.target(row)
        if target is not None:
            picture.Top = float(sheet.range((target, column)).top) + below


def put_links_back(place: Place, stood: Hanging) -> None:
    """The links of people on the rows to which theirs have gone; called when all links of ours are taken off."""
    if place.layout.rows_move:
        for column in place.layout.theirs:
            area = place.layout.touched._replace(top=place.layout.body.top, left=column, right=column)
            native.clear_links(place.cells(area))
    for (row, column), link in stood.links.items():
        target = stood.moves.target(row)
        if target is not None and (place.layout.rows_move or column in place.layout.ours):
            session.put_link(place.sheet.range((target, column)), link)
