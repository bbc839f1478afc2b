"""Whether an update would change anything people can see: what is equal is not written."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.domain.table_update import Keep, Link, OutRow, TableUpdate
from pipeline.plan.shape import plain_text

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present, PresentRow


def differs(update: TableUpdate, present: Present) -> bool:
    """Whether what stands in the table differs from the update: in a header, a row's place, or a value.

    Texts are compared as they read, numbers and days by value, links by their text; an empty text is
    an empty cell. A row typed below the table has yet to become part of it.
    """
    if present.below or any(column.header not in present.headers for column in update.columns):
        return True
    filled = [row for row in present.rows if any(plain_text(value) for value in row.texts.values())]
    standing = {row.row: row for row in filled}
    first = present.header_row + 1
    last = max(standing, default=present.header_row)
    count = len(update.rows)
    while count and _stays_empty(update.rows[count - 1], standing):
        count -= 1
    if last - present.header_row != count:
        return True
    rows = islice(update.rows, count)
    return any(_row_differs(row, first + index, standing, update) for index, row in enumerate(rows))


def _stays_empty(row: OutRow, standing: dict[int, PresentRow]) -> bool:
    return row.source not in standing and all(isinstance(value, Keep) or _empty(value) for value in row.cells)


def _row_differs(row: OutRow, place: int, standing: dict[int, PresentRow], update: TableUpdate) -> bool:
    if place not in standing:
        return not _stays_empty(row, standing)
    if row.source != place:
        return True
    texts = standing[place].texts
    pairs = ((wanted, texts.get(column.header)) for column, wanted in zip(update.columns, row.cells, strict=True))
    # Most cells are texts that stand there already; True equals 1, though, and is another value.
    return any(
        not (wanted == stands and type(stands) is not bool) and not same_content(wanted, stands)
        for wanted, stands in pairs
    )


def same_content(wanted: object, stands: object) -> bool:
    """Whether a cell holds what is wanted already."""
    if isinstance(wanted, Keep):
        return True
    if isinstance(wanted, Link):
        wanted = wanted.text
    if isinstance(wanted, str) and isinstance(stands, str):
        return wanted == stands or plain_text(wanted) == plain_text(stands)
    if _empty(wanted) or _empty(stands):
        return _empty(wanted) and _empty(stands)
    if isinstance(wanted, date):
        return isinstance(stands, date) and _day(wanted) == _day(stands)
    if isinstance(wanted, (int, float)):
        numbers = isinstance(stands, (int, float)) and not isinstance(stands, bool)
        return numbers and abs(wanted - stands) <= 1e-9 * max(1.0, abs(wanted))  # type: ignore[operator]
    return False


def _empty(value: object) -> bool:
    return value is None or plain_text(value.text if isinstance(value, Link) else value) == ""


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
