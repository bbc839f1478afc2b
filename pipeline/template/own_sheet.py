"""A sheet of Excel tables that are people's own to every run, such as the trace of an adoption."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.template import palette
from pipeline.template.cells import write_cell
from pipeline.template.hints import TEXT_LIMIT, TITLE_LIMIT, shortened
from pipeline.template.layout import HEADER_ROW
from pipeline.template.new_workbook import OwnSheet, OwnTable
from pipeline.template.printing import set_table_header, set_up_print
from pipeline.template.styles import DATE_FORMAT, Styles

GAP = 1  # free columns between two tables


def write_own_sheet(sheet: Any, styles: Styles, own: OwnSheet, title: str) -> None:
    """Write the sheet with its tables; the first header of each says in a hint what the table holds."""
    set_up_print(sheet, title)
    set_table_header(sheet, own.about, title)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
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
    for at, width in enumerate(table.widths):
        sheet.set_column(left + at, left + at, width, body)
    columns = [{"header": name, "header_format": header} for name in table.headers]
    options = {"name": table.name, "style": None, "columns": columns, "banded_rows": False, "title": table.caption}
    sheet.add_table(HEADER_ROW, left, last, right, options)
    hint = {"input_title": shortened(table.name, TITLE_LIMIT), "input_message": shortened(table.caption, TEXT_LIMIT)}
    sheet.data_validation(HEADER_ROW, left, HEADER_ROW, left, {"validate": "any", **hint})
    for number, row in enumerate(table.rows, HEADER_ROW + 1):
        for column, value in enumerate(row, left):
            if type(value) is str and 0 < len(value) < LONG:
                sheet.write_string(number, column, value, body)
            elif value not in (None, ""):
                write_cell(sheet, number, column, value, day if isinstance(value, date) else body)
