"""What earlier adoptions wrote into a workbook: the rows of its tables Adopted, Left and Sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.adopt.sheet_words import key_of, table_of
from pipeline.adopt.source.sheet import Cell, shown
from pipeline.adopt.workbook.sheets import ADOPTED, LEFT, SOURCES
from pipeline.reading.source.file_source import Book
from schemas.fields import PARTNER_MARK
from schemas.spec import all_tables
from schemas.spec import table as table_named

Line = dict[str, Cell]


@dataclass
class EarlierRow:
    """A row of ours that came from a file: its lines in Adopted by column header, each with its row on the sheet."""

    table: str
    id: str
    lines: dict[str, list[tuple[int, Line]]] = field(default_factory=dict)

    def value(self, header: str) -> str:
        """What adoption wrote into a column, as people see it; "" for nothing."""
        found = self.lines.get(header)
        return shown(found[0][1]["value"]) if found else ""

    def source(self, header: str) -> str:
        """What stood in the source cell of a column."""
        found = self.lines.get(header)
        return shown(found[0][1]["source_value"]) if found else ""


@dataclass(frozen=True)
class Before:
    """What was adopted, of every file: `sources` by file name, each with its row on the sheet."""

    rows: tuple[tuple[int, Line], ...]
    sources: dict[str, tuple[int, Line]]
    left_rows: tuple[tuple[int, Line], ...]

    def of(self, file: str) -> dict[tuple[str, str], EarlierRow]:
        """The rows that came from a file, by table and id."""
        found: dict[tuple[str, str], EarlierRow] = {}
        for number, line in self.rows:
            if shown(line["file"]) == file:
                key = (table_of(shown(line["table"])), shown(line["row"]))
                row = found.setdefault(key, EarlierRow(*key))
                row.lines.setdefault(header_in_force(key[0], shown(line["column"])), []).append((number, line))
        return found


def header_in_force(table: str, said: str) -> str:
    """The header of a column of ours in the language in force, where it stands in another one."""
    title, mark, partner = said.partition(PARTNER_MARK)
    column = table_named(table).column_called(title) if table in all_tables() else None
    return f"{column.title}{mark}{partner}" if column else said


def before(book: Book) -> Before | None:
    """What was adopted into a workbook; None where it is none that an adoption made."""
    names = {table.name for table in book.tables}
    if not {ADOPTED, LEFT, SOURCES} <= names:
        return None
    sources = {shown(line["file"]): (number, line) for number, line in _lines(book, SOURCES)}
    return Before(tuple(_lines(book, ADOPTED)), sources, tuple(_lines(book, LEFT)))


def _lines(book: Book, name: str) -> Iterator[tuple[int, Line]]:
    for table in book.tables:
        if table.name == name:
            grid = book.grid(table.sheet)
            for number in range(table.area.top + 1, min(table.area.bottom, len(grid)) + 1):
                cells = grid[number - 1][table.area.left - 1 : table.area.right]
                line: Line = dict(zip(map(key_of, table.columns), cells, strict=False))
                if any(shown(cell) for cell in cells):
                    yield number, line
