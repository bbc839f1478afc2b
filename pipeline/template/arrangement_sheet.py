"""What is special about the sheet Arrangement: each row asks for something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.template import palette
from pipeline.template.cells import write_cell
from pipeline.template.hints import TEXT_LIMIT, TITLE_LIMIT, hint_text, hint_title, shortened
from pipeline.template.layout import FIRST_ROW, LAST_ROW, Layout
from pipeline.template.new_workbook import RowValues
from pipeline.template.rows import arrangement_fields, asks
from pipeline.template.styles import DATE_FORMAT, Styles
from pipeline.template.validations import cell_rule
from schemas.vocabulary import label_of

_LINE = {"bottom": 1, "bottom_color": palette.RULE, "left": 1, "left_color": palette.RULE}
_FORMATS = {"date": DATE_FORMAT, "whole": "0"}


def finish_arrangement(sheet: Any, styles: Styles, layout: Layout, rows: Sequence[RowValues]) -> None:
    """Give each value cell the hint, the limits and the format of its own field; grey what is fixed."""
    value = layout.place("value").index
    for number, (name, entry) in enumerate(arrangement_fields().items()):
        row = FIRST_ROW + number
        wish: dict[str, object] = {**_LINE, "text_wrap": True, "align": "left"}
        wish["num_format"] = _FORMATS.get(entry["kind"], "@")
        if entry.get("fixed"):
            wish |= {"bg_color": palette.SHADE, "font_color": palette.QUIET}
        write_cell(sheet, row, value, rows[number].get("value"), styles.get(**wish))
        rule = {
            **cell_rule(entry["kind"], entry.get("vocabulary")),
            "input_title": shortened(label_of(name), TITLE_LIMIT),
            "input_message": shortened(asks(name), TEXT_LIMIT),
        }
        sheet.data_validation(row, value, row, value, rule)
    column = layout.place("value")
    below = {"validate": "any", "input_title": hint_title(column), "input_message": hint_text(column.column)}
    sheet.data_validation(FIRST_ROW + len(arrangement_fields()), value, LAST_ROW, value, below)
