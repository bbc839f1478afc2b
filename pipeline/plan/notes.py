"""What people typed into our columns goes to their notes before we write there again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.analysis.words import day
from pipeline.plan.shape import CELL_LIMIT, units
from schemas.wording import phrase


def appended(notes: str, header: str, text: str, today: date) -> str | None:
    """`notes` with one more line that keeps `text` and says where it stood; None when a cell cannot hold that.

    A line that is in the notes already is not added again.
    """
    line = phrase("plan_kept", header=header, date=day(today), text=text)
    if line in notes:
        return notes
    longer = f"{notes}\n{line}" if notes else line
    return longer if units(longer) <= CELL_LIMIT else None


def keep(notes: str, edits: Sequence[tuple[str, str, str]], today: date) -> tuple[str, tuple[str, ...]]:
    """`notes` with every edit that fits, and the names of the columns whose text did not.

    An edit is (column name, header, text).
    """
    full = []
    for name, header, text in edits:
        longer = appended(notes, header, text, today)
        if longer is None:
            full.append(name)
        else:
            notes = longer
    return notes, tuple(full)
