"""Drop-downs, plain error messages and input hints.

Excel is asked to warn, never to stop: people paste, and what they pasted must not be lost. A run names
every cell that it could not understand.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.template import lists
from pipeline.template.hints import TITLE_LIMIT, hint_text, hint_title, sheet_hint, shortened
from pipeline.template.layout import LAST_ROW, Layout, Placed
from schemas.wording.text import text

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


def validate_column(sheet: Any, layout: Layout, placed: Placed) -> None:
    """Give one column its drop-down or limits and its hint.

    People's columns have both in every cell to the last formatted row; ours are read, not written, so their
    hint waits at the header. The first header says what the sheet is for. A column whose rows ask for different
    things is left to `arrangement_sheet`.
    """
    table = layout.table
    hint = {"input_title": hint_title(placed), "input_message": hint_text(placed.column, layout.scales)}
    by_people = table.is_input or placed.column.owner == "people"
    if by_people and not (table.is_input and placed.column.kind == "value"):
        rule = {**cell_rule(placed.column.kind, placed.column.words), **hint}
        sheet.data_validation(placed.first_row, placed.index, LAST_ROW, placed.index, rule)
    if placed.index == 0 and not layout.has_heading:
        hint = {"input_title": shortened(table.sheet, TITLE_LIMIT), "input_message": sheet_hint(layout)}
    elif by_people:
        return
    row = placed.header_row
    sheet.data_validation(row, placed.index, row, placed.index, {"validate": "any", **hint})


def cell_rule(kind: str, words: str | None = None) -> dict[str, object]:
    """The xlsxwriter validation for cells of a kind (`schemas.fields.Kind`), without its hint."""
    if kind == "word" and words:
        return _listed(lists.offered(words), text("template.warning.word"))
    if kind == "partner":
        return _listed(lists.PARTNER_CODES, text("template.warning.partner"))
    if kind == "words" and words:
        return {**_listed(lists.offered_together(words)), "show_error": False}
    if kind == "partners":
        return {**_listed(lists.PARTNER_CODES), "show_error": False}
    if kind == "scale":
        return _limits("integer", "between", text("template.warning.scale"), minimum=1, maximum=5)
    if kind == "whole":
        return _limits("integer", ">=", text("template.warning.whole"), value=0)
    if kind == "number":
        return _limits("decimal", ">=", text("template.warning.number"), value=0)
    if kind == "date":
        return _limits("date", "between", text("template.warning.date"), minimum=FIRST_DAY, maximum=LAST_DAY)
    return {"validate": "any"}


def _listed(name: str, says: str = "") -> dict[str, object]:
    return {"validate": "list", "source": f"={name}", **(_warning(says) if says else {})}


def _limits(kind: str, criteria: str, says: str, **limits: object) -> dict[str, object]:
    return {"validate": kind, "criteria": criteria, **limits, **_warning(says)}


def _warning(says: str) -> dict[str, object]:
    title = shortened(text("template.warning.title"), TITLE_LIMIT)
    return {"error_type": "warning", "error_title": title, "error_message": says}
