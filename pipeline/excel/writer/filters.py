"""A filter that people have set on a table stays theirs, and yet new results reach the rows that it hides.

Excel does not write a block of cells into filtered rows: every row that is seen gets the block's first line, and those
that are hidden get nothing. So what is filtered is remembered, all rows are shown while results are written, and the
filter is set again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from pipeline.excel.session import native
from pipeline.excel.session.table_filter import Criteria, filter_of, set_filter, show_filtered
from pipeline.excel.writer.placement import Place
from pipeline.xlsx.ooxml.errors import WriteError
from schemas.wording.text import text

Filters = dict[int, Criteria]  # by column of the table, from 1 on


def kept_filters(place: Place) -> Filters:
    """What the filter of a table shows, where people's filter is to stay; empty where nothing is filtered.

    Raises WriteError where Excel does not say by what it filters (colours, the ten highest, chosen days).
    """
    if place.layout.update.clear_filter or not place.table.show_autofilter:
        return {}
    found: Filters = {}
    for column, name in enumerate(native.column_names(place.table), 1):
        is_on, criteria = filter_of(place.table, column)
        if is_on and criteria is None:
            raise WriteError(text("excel.filter_unknown", column=name, sheet=place.sheet.name), place.sheet.name)
        if criteria is not None:
            found[column] = criteria
    return found


def set_aside(places: Sequence[tuple[Place, Filters]]) -> None:
    """Show the rows that the filters of tables hide."""
    for place, filters in places:
        if filters:
            show_filtered(place.table)


def set_again(places: Sequence[tuple[Place, Filters]]) -> list[str]:
    """Filter again as it was; a sentence for each sheet where Excel did not let that happen."""
    lost = []
    for place, filters in places:
        for column, criteria in filters.items():
            try:
                set_filter(place.table, column, criteria)
            except Exception:  # each platform has its own
                with suppress(Exception):
                    show_filtered(place.table)
                lost.append(text("excel.filter_lost", sheet=place.sheet.name))
                break
    return lost
