"""A sheet of long tables: hundreds of thousands of cells that look alike, written in one go.

XlsxWriter keeps a record of each cell and turns each into text on its own; here a row of a table becomes text at once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from pipeline.template.cells import refuse_too_long
from pipeline.xlsx.ooxml.cells import serial
from pipeline.xlsx.ooxml.refs import letters

Row = Sequence[object]


@dataclass(frozen=True)
class LongTable:
    """The rows of a table whose first column is `left`, from 1."""

    left: int
    rows: Sequence[Row]

    @property
    def names(self) -> list[str]:
        """The letters of its columns."""
        return [letters(self.left + at) for at in range(len(self.rows[0]))] if self.rows else []


class LongSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes the rows of tables side by side, all from one row on."""

    def write_long(self, first_row: int, tables: Sequence[LongTable], body: Any, day: Any) -> None:
        """Write the rows from `first_row` (0-based) on; days look like `day`, all else like `body`.

        Raises ValueError for a text that no cell can hold.
        """
        self._forms = (f'" s="{body._get_xf_index()}"', f'" s="{day._get_xf_index()}"')
        self._texts: dict[str, str] = {}  # what stands behind the address of a cell with a text
        for table in tables:
            for row in table.rows:
                for value in row:
                    if isinstance(value, str) and value not in self._texts:
                        self._texts[value] = self._end(value)
        self._long, self._first = tables, first_row
        self._check_dimensions(first_row + max((len(table.rows) for table in tables), default=0), 0)

    def _end(self, value: object) -> str:
        """What stands in the cell of a value behind its address; "" where there is no cell."""
        body, day = self._forms
        if isinstance(value, date) and (number := serial(value, date1904=False)) is not None:
            return f"{day}><v>{number:.16g}</v></c>"
        if isinstance(value, bool):
            return f'{body} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, (int, float)):
            return f"{body}><v>{value:.16g}</v></c>" if math.isfinite(value) else ""
        written = "" if value is None else str(value)  # also a day before Excel's first one
        if not written:
            return ""
        refuse_too_long(written)
        return f'{body} t="s"><v>{self.str_table._get_shared_string_index(written)}</v></c>'

    def _write_rows(self) -> None:
        last = int(self.dim_rowmax)
        self.dim_rowmax: int = self._first - 1
        super()._write_rows()
        self.dim_rowmax = last
        known = self._texts
        tables = [(table.names, table.rows) for table in self._long]
        for at in range(max((len(rows) for _, rows in tables), default=0)):
            number = self._first + at + 1
            cells = [
                f'<c r="{name}{number}{end}'
                for names, rows in tables
                if at < len(rows)
                for name, value in zip(names, rows[at], strict=True)
                if (end := known[value] if isinstance(value, str) else self._end(value))
            ]
            self.fh.write(f'<row r="{number}">{"".join(cells)}</row>')
