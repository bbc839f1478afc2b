"""A sheet of Excel tables that are people's own to every run, such as the trace of an adoption.

Such tables are long: hundreds of thousands of cells that look alike. XlsxWriter keeps a record of each cell and turns
each into text on its own; here a row of a table becomes text at once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from pipeline.template import palette
from pipeline.template.cells import refuse_too_long
from pipeline.template.hints import TEXT_LIMIT, TITLE_LIMIT, shortened
from pipeline.template.layout import HEADER_ROW
from pipeline.template.new_workbook import OwnSheet, OwnTable
from pipeline.template.printing import set_table_header, set_up_print
from pipeline.template.styles import DATE_FORMAT, Styles
from pipeline.xlsx.ooxml.cells import serial
from pipeline.xlsx.ooxml.refs import letters

GAP = 1  # free columns between two tables
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


def write_own_sheet(sheet: LongSheet, styles: Styles, own: OwnSheet, title: str) -> None:
    """Write the sheet with its tables; the first header of each says in a hint what the table holds."""
    set_up_print(sheet, title)
    set_table_header(sheet, own.about, title)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    left, long = 0, []
    for table in own.tables:
        _write_table(sheet, styles, table, left)
        long.append(LongTable(left + 1, table.rows))
        left += len(table.headers) + GAP
    sheet.write_long(HEADER_ROW + 1, long, styles.get(), styles.get(num_format=DATE_FORMAT))


def _write_table(sheet: LongSheet, styles: Styles, table: OwnTable, left: int) -> None:
    right, last = left + len(table.headers) - 1, HEADER_ROW + max(1, len(table.rows))
    header = styles.get(bold=True, font_color=palette.PAPER, bg_color=palette.INPUT, text_wrap=True, valign="top")
    for at, width in enumerate(table.widths):
        sheet.set_column(left + at, left + at, width, styles.get())
    columns = [{"header": name, "header_format": header} for name in table.headers]
    options = {"name": table.name, "style": None, "columns": columns, "banded_rows": False, "title": table.caption}
    sheet.add_table(HEADER_ROW, left, last, right, options)
    hint = {"input_title": shortened(table.name, TITLE_LIMIT), "input_message": shortened(table.caption, TEXT_LIMIT)}
    sheet.data_validation(HEADER_ROW, left, HEADER_ROW, left, {"validate": "any", **hint})
