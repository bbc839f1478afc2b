"""An output table as it stands in a workbook, in memory: people edit it, updates are applied to it.

What is read from it goes through the reader's own coercion, so that a test sees what a run would.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.domain.arrangement import Action
from pipeline.domain.table_update import Keep, Link, TableUpdate
from pipeline.reading.content import Content, table_content
from pipeline.reading.locate.found_table import FoundTable
from pipeline.reading.locate.header_match import match
from pipeline.reading.output_tables import Present, actions, present
from pipeline.reading.problems import Problems
from schemas.spec import table

HEADER_ROW = 4


class Sheet:
    """The rows of one table, the first at HEADER_ROW + 1; a row is its cells by header, `{}` when empty."""

    def __init__(self, name: str, partners: tuple[str, ...] = ()) -> None:
        self.name = name
        self.headers = [column.header(code) for column, code in table(name).layout(partners)]
        self.rows: list[dict[str, Any]] = []

    def present(self) -> Present:
        """The table as the reader gives it."""
        return present(self.content())

    def actions(self) -> tuple[Action, ...]:
        """The rows of the action plan as the rules see them."""
        return actions(self.content())

    def content(self) -> Content:
        """The table as the reader reads it."""
        filled = [(HEADER_ROW + 1 + i, row) for i, row in enumerate(self.rows) if any(map(_filled, row.values()))]
        found = FoundTable(
            table=table(self.name), sheet=table(self.name).sheet, header_row=HEADER_ROW, left=1,
            headers=tuple(self.headers), numbers=tuple(number for number, _ in filled),
            cells=[[row.get(header, "") for header in self.headers] for _, row in filled],
        )  # fmt: skip
        codes = {header.rpartition(" · ")[2] for header in self.headers}
        return table_content(found, match(found.table, found.headers, codes), Problems())

    def apply(self, update: TableUpdate) -> None:
        """Write an update as the writer does: people's cells follow the source row."""
        for column in update.columns:
            if column.header not in self.headers:
                self.headers.append(column.header)
        written = []
        for row in update.rows:
            cells = {} if row.source is None else dict(self.rows[row.source - HEADER_ROW - 1])
            for column, value in zip(update.columns, row.cells, strict=True):
                if not isinstance(value, Keep):
                    cells[column.header] = _stored(value)
            written.append(cells)
        self.rows = written

    def add(self, **cells: object) -> dict[str, Any]:
        """A row typed by hand below the others, by column name."""
        self.rows.append({table(self.name).by_name[name].title: value for name, value in cells.items()})
        return self.rows[-1]

    def column(self, name: str) -> list[Any]:
        """The cells of one of our columns, from the top."""
        title = table(self.name).by_name[name].title
        return [row.get(title, "") for row in self.rows]

    def row(self, **cells: object) -> Mapping[str, Any]:
        """The first row with these cells."""
        titles = {table(self.name).by_name[name].title: value for name, value in cells.items()}
        return next(row for row in self.rows if all(row.get(title) == value for title, value in titles.items()))


def _filled(value: object) -> bool:
    return value not in ("", None)


def _stored(value: object) -> object:
    """A value as a reader finds it again: numbers as floats, nothing as an empty text."""
    if isinstance(value, Link):
        return value.text
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return "" if value is None else value
