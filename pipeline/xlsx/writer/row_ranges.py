"""Ranges of validations and formats that lie over some rows of a table follow these rows.

A range over all rows is the column's own and only grows (`sqref_ranges`). Where Excel has cut such a range in two,
because a cell in between has something of its own, new rows belong to the part that most rows belong to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.writer.formula_shift import without_texts
from pipeline.xlsx.writer.moves import Moves

MOST_CELLS = 200_000  # looked at in one sheet, and
MOST_PARTS = 1_000  # ranges that one list is cut into: beyond, they stay where they are

_RELATIVE_ROW = re.compile(r"(?<![\w$.])\$?[A-Za-z]{1,3}[1-9]\d*(?![\w(.])")
Rows = tuple[int, int]  # first and last


@dataclass
class Budget:
    """How many cells may still be looked at: a hostile list of ranges takes no more than its length."""

    left: int = MOST_CELLS

    def take(self, count: int) -> bool:
        """Whether so many more may be."""
        if count > self.left:
            return False
        self.left -= count
        return True


def depends_on_row(formula: str) -> bool:
    """Whether a formula of a format or validation means another cell when its range moves."""
    return bool(_RELATIVE_ROW.search(without_texts(formula)))


def is_partial(area: Box, moves: Moves) -> bool:
    """Whether an area lies over some rows of the table, before or after, in its own columns, but not over all."""
    body = moves.body
    return (
        body.left <= area.left and area.right <= body.right
        and area.top <= moves.last and area.bottom >= body.top
        and not (area.top <= body.top and area.bottom >= body.bottom)
    )  # fmt: skip


def followed(areas: Iterable[Box], moves: Moves, budget: Budget) -> list[Box] | None:
    """Partial areas where their rows are afterwards; None where they are too many for that.

    Where every row is where it was, they come back as they are.
    """
    given = list(areas)
    by_columns: dict[Rows, list[Rows]] = defaultdict(list)
    for area in given:
        by_columns[area.left, area.right].append((area.top, area.bottom))
    new: list[Box] = []
    is_same = True
    for (left, right), rows in by_columns.items():
        before = _merged(rows)
        after = _after(before, moves, budget)
        if after is None:
            return None
        is_same = is_same and after == before
        new += [Box(top, left, bottom, right) for top, bottom in after]
    if is_same:
        return given
    return new if len(new) <= MOST_PARTS else None


def _after(rows: list[Rows], moves: Moves, budget: Budget) -> list[Rows] | None:
    body, last = moves.body, moves.last
    inside = [(max(top, body.top), min(bottom, last)) for top, bottom in rows if top <= last and bottom >= body.top]
    if not budget.take(sum(bottom - top + 1 for top, bottom in inside)):
        return None
    covered = [row for top, bottom in inside for row in range(top, bottom + 1)]
    below = any(top <= body.bottom + 1 <= bottom for top, bottom in rows)
    within = sum(row <= body.bottom for row in covered)
    found = {target for row in covered if (target := moves.target(row)) is not None}
    if below or 2 * within > body.bottom - body.top + 1:
        if not budget.take(last - body.top + 1):
            return None
        found.update(moves.fresh)
        found.update(range(moves.layout.body.bottom + 1, last + 1) if below else ())
    outside = [(top, min(bottom, body.top - 1)) for top, bottom in rows if top < body.top]
    outside += [(max(top, last + 1), bottom) for top, bottom in rows if bottom > last]
    return _merged([*runs(sorted(found)), *outside])


def runs(rows: Iterable[int]) -> Iterator[Rows]:
    """Rows in order as ranges of neighbours."""
    first = previous = 0
    for row in rows:
        if first and row == previous + 1:
            previous = row
            continue
        if first:
            yield first, previous
        first = previous = row
    if first:
        yield first, previous


def _merged(rows: Iterable[Rows]) -> list[Rows]:
    """Ranges that touch or overlap as one."""
    out: list[Rows] = []
    for top, bottom in sorted(rows):
        if out and top <= out[-1][1] + 1:
            out[-1] = out[-1][0], max(out[-1][1], bottom)
        else:
            out.append((top, bottom))
    return out
