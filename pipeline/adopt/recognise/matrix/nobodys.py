"""Rows of a matrix with nothing but a text: headings, or tasks in which nobody has a role yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod

from pipeline.adopt.recognise.matrix.phases import named_phase
from pipeline.adopt.recognise.matrix.role_block import has_role
from pipeline.adopt.recognise.rows.body import Body, reason
from pipeline.adopt.source.sheet import SourceSheet, is_empty

_EXPECTED, _POSSIBLE = 0.6, 0.2  # of the rows found: how many nobody would have by chance


def take_nobodys_tasks(
    sheet: SourceSheet, body: Body, title: int, roles: Sequence[int], has: Callable[[int], bool] | None = None
) -> set[int]:  # fmt: skip
    """Carry the tasks that nobody has among what looks like headings; gives the rows of which it is not certain.

    Where cells of roles are often empty, a row without any is nothing special; where headings name phases, one that
    names none is doubtful. `has` tells whether somebody takes part in a row, where other cells say it than roles.
    """
    takes_part = has or (lambda row: has_role(sheet, row, roles))
    last = max((row for row in body.carried if takes_part(row)), default=0)
    found = [row for row in body.headings if row < last and not is_empty(sheet.at(row, title)) and not takes_part(row)]
    below = last + 1
    is_below = body.left.get(below) == reason("note") and not is_empty(sheet.at(below, title))
    phased = [row for row in found if named_phase(body.headings[row])]
    rows = [row for row in body.carried if takes_part(row)]
    if not rows or not (found or is_below):
        return set()
    if phased:
        return set(found) - set(phased)
    empty = prod(sum(is_empty(sheet.at(row, column)) for row in rows) / len(rows) for column in roles)
    expected = empty * (len(rows) + len(found))
    doubtful = {below} if is_below and expected >= _POSSIBLE else set()
    if expected >= _EXPECTED * len(found):
        for row in found:
            body.take(row)
        return doubtful
    return doubtful | (set(found) if expected >= _POSSIBLE * len(found) else set())
