"""What hangs at the cells of the workbook open in Excel: notes, conversations, pictures, links. Only on Windows.

Excel for Mac does not say: there nothing hangs anywhere, as far as these functions know.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pipeline.excel.session.native import on_mac

_NOTE, _FREE = 4, 3  # msoComment, xlFreeFloating
Cell = tuple[int, int]  # row and column


@dataclass(frozen=True, slots=True)
class Note:
    """A note: what it says, whether it is always shown, and the size of its box in points."""

    text: str
    is_shown: bool
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PeoplesLink:
    """A link as people set it: to an `address` outside, or to a `location` of the workbook; `tip` is shown over it."""

    address: str
    location: str
    tip: str


def anchored(sheet: Any) -> frozenset[Cell]:
    """The cells with a note or a conversation, or at which a picture hangs that goes with them."""
    hanging = {corner(one) for one in pictures(sheet)}
    return frozenset({*notes(sheet), *conversations(sheet), *hanging})


def notes(sheet: Any) -> dict[Cell, Note]:
    """The notes of a sheet by their cells."""
    found: dict[Cell, Note] = {}
    for one in _all(sheet, "Comments"):
        size = one.Shape.Width, one.Shape.Height
        found[int(one.Parent.Row), int(one.Parent.Column)] = Note(str(one.Text()), bool(one.Visible), *size)
    return {cell: note for cell, note in found.items() if cell not in conversations(sheet)} if found else found


def conversations(sheet: Any) -> frozenset[Cell]:
    """The cells with a conversation; an older Excel knows none."""
    return frozenset((int(one.Parent.Row), int(one.Parent.Column)) for one in _all(sheet, "CommentsThreaded"))


def _all(sheet: Any, kind: str) -> list[Any]:
    if not on_mac():
        with suppress(Exception):
            return list(getattr(sheet.api, kind))
    return []


def take_note(cell: Any) -> None:
    """Take the note off a cell."""
    cell.api.Comment.Delete()


def put_note(cell: Any, note: Note) -> None:
    """Put a note on a cell that has none."""
    made = cell.api.AddComment(note.text)
    made.Visible = note.is_shown
    made.Shape.Width, made.Shape.Height = note.width, note.height


def pictures(sheet: Any) -> list[Any]:
    """Excel's own objects for the pictures and shapes of a sheet that go with their cells."""
    if on_mac():
        return []
    return [one for one in sheet.api.Shapes if one.Type != _NOTE and one.Placement != _FREE]


def corner(picture: Any) -> Cell:
    """The cell at whose corner a picture hangs."""
    return int(picture.TopLeftCell.Row), int(picture.TopLeftCell.Column)


def links(cells: Any) -> Iterator[tuple[Cell, PeoplesLink]]:
    """The links of a range, each with the cell that it begins at."""
    for one in () if on_mac() else cells.api.Hyperlinks:
        where = int(one.Range.Row), int(one.Range.Column)
        yield where, PeoplesLink(str(one.Address or ""), str(one.SubAddress or ""), str(one.ScreenTip or ""))


def put_link(cell: Any, link: PeoplesLink) -> None:
    """Let a cell lead where a link of people's leads; its text stays."""
    cell.sheet.api.Hyperlinks.Add(cell.api, link.address, link.location, link.tip)
