"""What is special about the sheet Arrangement: each row asks for something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.template import palette
from pipeline.template.cells import write_cell
from pipeline.template.hints import TEXT_LIMIT, TITLE_LIMIT, hint_text, hint_title, shortened
from pipeline.template.layout import FIRST_ROW, LAST_ROW, Layout
from pipeline.template.new_workbook import CarriedCell, RowValues
from pipeline.template.styles import DATE_FORMAT, Styles
from pipeline.template.validations import cell_rule
from schemas.arrangement_fields import Field, arrangement_fields, asks, field_named, field_title

_LINE = {"bottom": 1, "bottom_color": palette.RULE, "left": 1, "left_color": palette.RULE}
_FORMATS = {"date": DATE_FORMAT, "whole": "0"}


def finish_arrangement(sheet: Any, styles: Styles, layout: Layout, rows: Sequence[RowValues]) -> None:
    """Give each value cell the hint, the limits and the format of its own field; grey what is fixed."""
    value = layout.place("value").index
    number = -1
    for number, (name, entry) in enumerate(_fields_of(rows)):
        row = FIRST_ROW + number
        wish: dict[str, object] = {**_LINE, "text_wrap": True, "align": "left"}
        wish["num_format"] = _FORMATS.get(entry.kind, "@")
        if entry.fixed:
            wish |= {"bg_color": palette.SHADE, "font_color": palette.QUIET}
        given = rows[number].get("value")
        if isinstance(given, CarriedCell) and given.is_struck:
            wish["font_strikeout"] = True
        write_cell(sheet, row, value, given, styles.get(**wish))
        rule = {
            **cell_rule(entry.kind, entry.vocabulary or None),
            "input_title": shortened(field_title(name), TITLE_LIMIT),
            "input_message": shortened(asks(name), TEXT_LIMIT),
        }
        sheet.data_validation(row, value, row, value, rule)
    column = layout.place("value")
    below = {"validate": "any", "input_title": hint_title(column), "input_message": hint_text(column.column)}
    sheet.data_validation(FIRST_ROW + number + 1, value, LAST_ROW, value, below)


def _fields_of(rows: Sequence[RowValues]) -> list[tuple[str, Field]]:
    """The fields that stand in the rows, each with what is known of it, in order; rows of people's own come after."""
    stand = {field_named(str(row.get("field") or "")) for row in rows}
    return [(name, entry) for name, entry in arrangement_fields().items() if name in stand]
