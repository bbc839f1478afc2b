"""What a copy held when it was sent: a mark of each cell, on a hidden sheet of the copy itself.

With it a join knows what a party changed from what it left alone. No value can be read from a mark that does not stand
in the copy anyway; a copy without the sheet is joined all the same, and then all that differs is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pipeline.copies.table_view import NOTHING, TableView, digest
from pipeline.reading.coerce.clean import as_text, free_text
from pipeline.reading.source.file_source import Book
from pipeline.reading.source.source import Grid
from pipeline.template.carried.shipped_texts import meanings
from pipeline.xlsx.writer.new_sheet import NewSheet

SHEET = "Sent"
_HEAD, _FORM = "Concord", "2"
_AS_WRITTEN = "1"  # the form before: its marks are of texts of ours as they are written, not of what they mean
_BEFORE = ":"  # so that no program takes the marks for a number
# Marks of one row, as people never see them.
Marks = Mapping[str, str]


@dataclass
class SentState:
    """The marks by table and id as compared; `is_known` is False for a copy that has none.

    `front` are those of the texts of the front sheet, empty where an earlier Concord made the copy.
    """

    is_known: bool = False
    tables: dict[str, dict[str, Marks]] = field(default_factory=dict)
    front: frozenset[str] = frozenset()

    def has(self, table: str, id: str) -> bool:
        """Whether the row was in the copy when it was sent."""
        return id in self.tables.get(table, {})

    def mark(self, table: str, id: str, key: str) -> str:
        """The mark of what the cell held when it was sent; "" where nobody knows."""
        return self.tables.get(table, {}).get(id, {}).get(key, NOTHING) if self.is_known else ""

    def is_touched(self, table: str, id: str, key: str, meaning: str) -> bool:
        """Whether the party gave the cell another content than it had; without marks whatever is filled counts."""
        if not self.is_known:
            return bool(meaning)
        return self.mark(table, id, key) != digest(meaning)


def state_sheet(given: Mapping[str, TableView], front: Grid) -> NewSheet:
    """The hidden sheet that holds the marks of a copy as it was read back, and of the cells of its front sheet."""
    return NewSheet(SHEET, rows=list(_rows(given, front)), is_hidden=True)


def front_mark(cell: object) -> str:
    """The mark of a cell of the front sheet."""
    return digest(free_text(as_text(cell)))


def _rows(given: Mapping[str, TableView], front: Grid) -> Iterator[tuple[str, ...]]:
    yield _HEAD, _FORM, _BEFORE + " ".join(sorted({front_mark(cell) for row in front for cell in row}))
    for name, view in given.items():
        yield name, "", *view.keys
        for id in view.rows:
            marks = " ".join(digest(view.meaning(id, key)) for key in view.keys)
            yield "", id, f"{_BEFORE}{marks}"


def sent_state(book: Book, language: str) -> SentState:
    """The marks in a copy of this language; none where the sheet is not there or is not what we made."""
    grid = next((book.grid(sheet.name) for sheet in book.sheets if sheet.name == SHEET), [])
    if not grid or [str(cell) for cell in grid[0][:1]] != [_HEAD]:
        return SentState()
    form, front = (*map(as_text, grid[0][1:3]), "", "")[:2]
    found = SentState(is_known=True, front=frozenset(front.removeprefix(_BEFORE).split()))
    keys: list[str] = []
    rows: dict[str, Marks] = {}
    ours: Mapping[str, Mapping[str, str]] = {}
    for name, id, *rest in ([str(cell) for cell in row] for row in grid[1:] if len(row) > 1):
        if name:
            keys = [key for key in rest if key]
            rows = found.tables.setdefault(name, {})
            ours = _marks_of_ours(language, name) if form == _AS_WRITTEN else {}
        elif id and rest:
            marks = zip(keys, rest[0].removeprefix(_BEFORE).split(" "), strict=False)
            rows[id] = {key: ours.get(key, {}).get(mark, mark) for key, mark in marks}
    return found


@cache
def _marks_of_ours(language: str, table: str) -> Mapping[str, Mapping[str, str]]:
    """By column, the mark of each text of ours as it is written, and of what it means."""
    return {
        column: {digest(said): digest(means) for said, means in texts.items()}
        for column, texts in meanings(language, table).items()
    }
