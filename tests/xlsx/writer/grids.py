"""Random places for a table, with people's own things around it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from hypothesis import strategies as st

from pipeline.xlsx.ooxml.refs import Box, letters
from tests.xlsx.writer.books import part

OURS = ("one", "two", "when")


@dataclass(frozen=True)
class Ground:
    """A sheet with the table Gaps whose header stands in row `top` and begins in column `left`."""

    top: int
    left: int
    headers: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def column(self, header: str) -> int:
        """The sheet column of a header."""
        return self.left + self.headers.index(header)

    def ref(self, bottom: int) -> str:
        """The table's range if it ends in row `bottom`."""
        return Box(self.top, self.left, bottom, self.left + len(self.headers) - 1).ref

    def theirs(self) -> list[str]:
        """What people wrote beside our columns, row by row."""
        at = self.headers.index("theirs") if "theirs" in self.headers else None
        return ["" if at is None else row[at] or "" for row in self.rows]

    def workbook(self) -> bytes:
        """The workbook: the table, and cells above, left, right and far below."""
        data = io.BytesIO()
        book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet("Gaps")
        columns = [{"header": header} for header in self.headers]
        bottom, right = self.top + len(self.rows), self.left + len(self.headers) - 1
        sheet.add_table(self.top - 1, self.left - 1, bottom - 1, right - 1, {"name": "Gaps", "columns": columns})
        for at, row in enumerate(self.rows):
            sheet.write_row(self.top + at, self.left - 1, row)
        sheet.write(self.top + 1, right + 1, "beside")
        sheet.write_formula(self.top, right + 1, "=1+1", book.add_format({"bold": True}), 2)
        sheet.write(self.top + 60, self.left - 1, "far below")
        if self.top > 1:
            sheet.write(0, self.left - 1, "above")
        if self.left > 1:
            sheet.write(self.top, 0, "left")
        book.close()
        return data.getvalue()

    def outside(self, data: bytes) -> list[str]:
        """The XML of every cell that is not the table's."""
        right = self.left + len(self.headers) - 1
        ours = {letters(column) for column in range(self.left, right + 1)}
        cells = re.findall(r'<c r="([A-Z]+)(\d+)"((?:[^>]*/>|.*?</c>))', part(data), re.DOTALL)
        return [
            f"{column}{row}{rest}" for column, row, rest in cells
            if column not in ours or not self.top < int(row) < self.top + 40
        ]  # fmt: skip


WORD = st.sampled_from(["note", "Ünal", "2", "=no", "x y", ""])


@st.composite
def ground(draw: st.DrawFn) -> Ground:
    """Any order of our columns, people's column somewhere among them or not at all."""
    headers = draw(st.permutations([*OURS, *draw(st.sampled_from([(), ("theirs",), ("theirs", "more")]))]))
    count = draw(st.integers(1, 4))
    rows = tuple(tuple(draw(WORD) or None for _ in headers) for _ in range(count))
    return Ground(draw(st.integers(1, 6)), draw(st.sampled_from([1, 2, 25, 26, 27, 703])), tuple(headers), rows)
