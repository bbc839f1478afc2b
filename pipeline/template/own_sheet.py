"""A sheet of Excel tables that are people's own to every run, such as the trace of an adoption."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.template import palette
from pipeline.template.cells import write_cell
from pipeline.template.new_workbook import OwnSheet, OwnTable
from pipeline.template.styles import DATE_FORMAT, Styles

TITLE_ROW, ABOUT_ROW, NAME_ROW, HEADER_ROW = 0, 1, 3, 4
GAP = 1  # free columns between two tables


def write_own_sheet(sheet: Any, styles: Styles, own: OwnSheet) -> None:
    """Write the sheet with its tables."""
    sheet.write_string(TITLE_ROW, 0, own.name, styles.get(font_size=18, bold=True, font_color=palette.INPUT))
    sheet.write_string(ABOUT_ROW, 0, own.about, styles.get(font_color=palette.QUIET))
    sheet.hide_gridlines(2)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    left = 0
    for table in own.tables:
        _write_table(sheet, styles, table, left)
        left += len(table.headers) + GAP


LONG = 16_000  # a text that is shorter fits into a cell whatever its letters


def _write_table(sheet: Any, styles: Styles, table: OwnTable, left: int) -> None:
    right, last = left + len(table.headers) - 1, HEADER_ROW + max(1, len(table.rows))
    header = styles.get(bold=True, font_color=palette.PAPER, bg_color=palette.INPUT, text_wrap=True, valign="top")
    body, day = styles.get(), styles.get(num_format=DATE_FORMAT)
    sheet.write_string(NAME_ROW, left, table.caption, styles.get(bold=True))
    for at, width in enumerate(table.widths):
        sheet.set_column(left + at, left + at, width, body)
    columns = [{"header": name, "header_format": header} for name in table.headers]
    options = {"name": table.name, "style": None, "columns": columns, "banded_rows": False, "title": table.caption}
    sheet.add_table(HEADER_ROW, left, last, right, options)
    for number, row in enumerate(table.rows, HEADER_ROW + 1):
        for column, value in enumerate(row, left):
            if type(value) is str and 0 < len(value) < LONG:
                sheet.write_string(number, column, value, body)
            elif value not in (None, ""):
                write_cell(sheet, number, column, value, day if isinstance(value, date) else body)
