"""A sheet of Excel tables that are people's own to every run, such as the trace of an adoption.

Such tables are long: hundreds of thousands of cells that look alike. XlsxWriter keeps a record of each cell and turns
each into text on its own; here a row of a table becomes text when the sheet is written, and nothing is kept of it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, repeat
from operator import getitem
from typing import Any

from xlsxwriter.worksheet import Worksheet

from pipeline.template import palette
from pipeline.template.cells import refuse_too_long
from pipeline.template.fitted_sheet import add_long_table
from pipeline.template.hints import TEXT_LIMIT, TITLE_LIMIT, shortened
from pipeline.template.layout import HEADER_ROW
from pipeline.template.new_workbook import OwnSheet, OwnTable
from pipeline.template.printing import set_table_header, set_up_print
from pipeline.template.styles import DATE_FORMAT, Styles
from pipeline.xlsx.ooxml.cells import serial
from pipeline.xlsx.ooxml.refs import Box, letters

GAP = 1  # free columns between two tables
_LISTED = ' t="s"'  # of a cell whose text stands once in the workbook
_SHORT = 10  # letters: addresses and ids that are no longer stand in their cell, all else once in the workbook
_REMEMBERED = 4096  # texts and days of a column whose cell is kept: most of a trace stand in many rows
_AT_ONCE = 100  # rows that are written together
_ROW = "#"  # stands in no cell as it is made here: it is no mark of XML, and the text of a cell with one is listed


@dataclass(frozen=True)
class LongTable:
    """The rows of a table whose first column is `left`, from 1."""

    left: int
    width: int
    rows: Collection[Sequence[object]]


class _Cells(dict[object, str]):
    """The cells of the column `name` by what they hold, with `_ROW` where the number of the row stands.

    Those of texts and days are kept. Numbers are not: they may be equal and yet look otherwise, as 1 and True do.
    `body` and `day` are the styles of cells; `known` takes the texts that stand once in the workbook.
    """

    def __init__(self, name: str, body: int, day: int, known: Any) -> None:
        super().__init__()
        start = f'<c r="{name}{_ROW}" s="'
        self._body, self._day, self._known = f'{start}{body}"', f'{start}{day}"', known

    def __missing__(self, value: object) -> str:
        if isinstance(value, str):
            cell = self._text(value)
        elif type(value) is date:
            cell = self._cell(value)
        else:
            return self._cell(value)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[value] = cell
        return cell

    def _cell(self, value: object) -> str:
        """The cell of a value; "" where there is none."""
        if isinstance(value, date) and (number := serial(value, date1904=False)) is not None:
            return f"{self._day}><v>{number:.16g}</v></c>"
        if isinstance(value, bool):
            return f'{self._body} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, (int, float)):
            return f"{self._body}><v>{value:.16g}</v></c>" if math.isfinite(value) else ""
        return "" if value is None else self._text(str(value))  # also a day before Excel's first one

    def _text(self, written: str) -> str:
        if not written:
            return ""
        if len(written) <= _SHORT and written[-1].isdigit() and written.isalnum() and written.isascii():
            return f'{self._body} t="inlineStr"><is><t>{written}</t></is></c>'
        at = self._known.string_table.get(written)
        if at is None:
            refuse_too_long(written)
            at = self._known._get_shared_string_index(written)
            self._known.count -= 1  # it is counted with the row
        return f"{self._body}{_LISTED}><v>{at}</v></c>"


class LongSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes the rows of tables side by side, all from one row on."""

    def write_long(self, first_row: int, tables: Sequence[LongTable], body: Any, day: Any) -> None:
        """Take the rows from `first_row` (0-based) on; days look like `day`, all else like `body`.

        They are asked for only when the sheet is written, which raises ValueError for a text that no cell can hold.
        """
        self._styles = body._get_xf_index(), day._get_xf_index()
        self._long, self._first = tables, first_row
        self._check_dimensions(first_row + max((len(table.rows) for table in tables), default=0), 0)

    def _write_rows(self) -> None:
        last = int(self.dim_rowmax)
        self.dim_rowmax: int = self._first - 1
        super()._write_rows()
        self.dim_rowmax = last
        tables = [self._cells(table) for table in self._long]
        numbers = range(self._first + 1, last + 1)
        rows = zip(numbers, map("".join, zip(*tables, strict=False)), strict=False)
        while some := [f'<row r="{_ROW}">{row}</row>'.replace(_ROW, str(at)) for at, row in islice(rows, _AT_ONCE)]:
            written = "".join(some)
            self.str_table.count += written.count(_LISTED)
            self.fh.write(written)

    def _cells(self, table: LongTable) -> Iterator[str]:
        """The cells of each row of a table, without its number; behind the last one none, for ever."""
        columns = [_Cells(letters(table.left + at), *self._styles, self.str_table) for at in range(table.width)]
        return chain(("".join(map(getitem, columns, row)) for row in table.rows), repeat(""))


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
        long.append(LongTable(left + 1, len(table.headers), table.rows))
        left += len(table.headers) + GAP
    sheet.write_long(HEADER_ROW + 1, long, styles.get(), styles.get(num_format=DATE_FORMAT))


def _write_table(sheet: LongSheet, styles: Styles, table: OwnTable, left: int) -> None:
    right, last = left + len(table.headers) - 1, HEADER_ROW + max(1, len(table.rows))
    header = styles.get(bold=True, font_color=palette.PAPER, bg_color=palette.INPUT, text_wrap=True, valign="top")
    for at, width in enumerate(table.widths):
        sheet.set_column(left + at, left + at, width, styles.get())
    columns = [{"header": name, "header_format": header} for name in table.headers]
    options = {"name": table.name, "style": None, "columns": columns, "banded_rows": False, "title": table.caption}
    add_long_table(sheet, Box(HEADER_ROW + 1, left + 1, last + 1, right + 1), options)
    hint = {"input_title": shortened(table.name, TITLE_LIMIT), "input_message": shortened(table.caption, TEXT_LIMIT)}
    sheet.data_validation(HEADER_ROW, left, HEADER_ROW, left, {"validate": "any", **hint})
