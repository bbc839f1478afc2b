"""Whether an update would change anything people can see: what is equal is not written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from pipeline.domain.table_update import Keep, Link, OutRow, OutRows, TableUpdate
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
    rows = OutRows.of(update.rows, len(update.columns))
    places = range(first, first + count)
    sources = zip(places, rows.sources[:count], strict=True)
    if not all(source == at if at in standing else source not in standing for at, source in sources):
        return True
    texts = [standing[at].texts if at in standing else {} for at in places]
    columns = zip(update.columns, rows.values, strict=True)
    return any(_column_differs(values, [row.get(column.header) for row in texts]) for column, values in columns)


def _stays_empty(row: OutRow, standing: dict[int, PresentRow]) -> bool:
    return row.source not in standing and all(isinstance(value, Keep) or _empty(value) for value in row.cells)


def _column_differs(wanted: Iterable[object], standing: Sequence[object]) -> bool:
    """Most cells are texts that stand there already; True equals 1, though, and is another value."""
    return any(
        not (value == stands and type(stands) is not bool) and not same_content(value, stands)
        for stands, value in zip(standing, wanted)  # noqa: B905 - rows behind these stay empty
    )


def same_content(wanted: object, stands: object) -> bool:
    """Whether a cell holds what is wanted already."""
    if isinstance(wanted, Keep):
        return True
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
