"""By what people have filtered a table in Excel: asked, taken off, and set again.

Every function takes an xlwings table; columns count from 1.
"""

from __future__ import annotations

from typing import Any

from pipeline.excel.session import native

# How a column is filtered: XlAutoFilterOperator, or 0 for one condition; and what is looked for.
Criteria = tuple[int, Any, Any]
_ONE_CONDITION, _AND, _OR, _BY_VALUES, _BY_PERIOD = 0, 1, 2, 7, 11


def filter_of(table: Any, column: int) -> tuple[bool, Criteria | None]:
    """Whether a column is filtered, and by what; None where that cannot be set again."""
    if native.on_mac():
        return _filter_on_mac(table, column)
    shown = table.api.AutoFilter.Filters(column)
    if not shown.On:
        return False, None
    try:
        return True, _criteria(shown)
    except Exception as problem:  # Excel refuses to say what colours, icons and chosen days are filtered for
        if native.is_busy(problem):
            raise
        return True, None


def _criteria(shown: Any) -> Criteria | None:
    kind = int(shown.Operator)
    if kind == _BY_VALUES:
        values = shown.Criteria1
        return kind, list(values) if isinstance(values, (list, tuple)) else values, None
    if kind in (_ONE_CONDITION, _BY_PERIOD):
        return kind, shown.Criteria1, None
    if kind in (_AND, _OR):
        return kind, shown.Criteria1, shown.Criteria2
    return None


def _filter_on_mac(table: Any, column: int) -> tuple[bool, Criteria | None]:
    found = table.autofilter.criteria[column - 1]
    if found.type == "none":
        return False, None
    if found.type == "values" and found.values:
        return True, (_BY_VALUES, list(found.values), None)
    return True, None


def set_filter(table: Any, column: int, criteria: Criteria) -> None:
    """Filter a column as `filter_of` found it."""
    kind, first, second = criteria
    if native.on_mac():
        table.autofilter.apply_values(column, first)
        return
    how = {"Field": column, "Criteria1": first}
    if kind != _ONE_CONDITION:
        how["Operator"] = kind
    if second is not None:
        how["Criteria2"] = second
    table.api.Range.AutoFilter(**how)


def show_filtered(table: Any) -> None:
    """Show all rows that the filter of a table hides; its arrows stay."""
    if native.on_mac():
        table.autofilter.clear()
    else:
        table.api.AutoFilter.ShowAllData()
