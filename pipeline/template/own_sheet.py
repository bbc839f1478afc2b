"""A sheet of Excel tables that are people's own to every run, such as the trace of an adoption."""

from __future__ import annotations

from pipeline.template import palette
from pipeline.template.hints import TEXT_LIMIT, TITLE_LIMIT, shortened
from pipeline.template.layout import HEADER_ROW
from pipeline.template.long_sheet import LongSheet, LongTable
from pipeline.template.new_workbook import OwnSheet, OwnTable
from pipeline.template.printing import set_table_header, set_up_print
from pipeline.template.styles import DATE_FORMAT, Styles

GAP = 1  # free columns between two tables


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
