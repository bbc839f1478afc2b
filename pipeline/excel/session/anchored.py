"""What hangs at the cells of the workbook open in Excel: notes, conversations, pictures. Excel for Mac is not asked."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pipeline.excel.session.native import on_mac

_NOTE, _FREE = 4, 3  # msoComment, xlFreeFloating


def anchored(sheet: Any) -> frozenset[tuple[int, int]]:
    """The cells with a note or a conversation, or at which a picture hangs that goes with them (Windows only)."""
    if on_mac():
        return frozenset()
    found = set()
    for kind in ("Comments", "CommentsThreaded"):  # the second is not there in an older Excel
        with suppress(Exception):
            found |= {(int(note.Parent.Row), int(note.Parent.Column)) for note in getattr(sheet.api, kind)}
    return frozenset(found | {(int(one.TopLeftCell.Row), int(one.TopLeftCell.Column)) for one in pictures(sheet)})


def pictures(sheet: Any) -> list[Any]:
    """Excel's own objects for the pictures and shapes of a sheet that go with their cells (Windows only)."""
    if on_mac():
        return []
    return [one for one in sheet.api.Shapes if one.Type != _NOTE and one.Placement != _FREE]
