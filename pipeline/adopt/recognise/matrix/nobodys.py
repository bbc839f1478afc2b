"""Rows of a matrix with nothing but a text: headings, or tasks in which nobody has a role yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import prod
from string import ascii_uppercase

from pipeline.adopt.recognise.matrix.phases import named_phase
from pipeline.adopt.recognise.matrix.role_block import has_role
from pipeline.adopt.recognise.rows.body import Body, reason
from pipeline.adopt.row_words import sums_up
from pipeline.adopt.source.sheet import SourceSheet, is_empty, number_of, shown

_ID = re.compile(r"(?:[^\W\d]+\s+)?(\d+(?:\.\d+)*|[^\W\d])\.?")  # 1, 1.2, A, Axis 1
_LABEL = re.compile(r"\s*\(?([^\W\d_]|[IVX]+|\d+)\s?(?:[).:\-–—]|\.-)\s?(?=\w)", re.IGNORECASE)  # A - Wells, 1) Pipes
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_SEVERAL, _A_FEW, _NEARLY_EACH = 6, 4, 0.8  # tasks, those who have them, of the tasks
_EXPECTED, _POSSIBLE = 0.6, 0.2  # of the rows found: how many nobody would have by chance


def take_nobodys_tasks(
    sheet: SourceSheet, body: Body, title: int, roles: Sequence[int], has: Callable[[int], bool] | None = None
) -> set[int]:  # fmt: skip
    """Carry the tasks that nobody has among what looks like headings; gives the rows of which it is not certain.

    Where cells of roles are often empty, a row without any is nothing special; where headings name phases, one that
    names none is doubtful. `has` tells whether somebody takes part in a row, where other cells say it than roles.
    """
    takes_part = has or (lambda row: has_role(sheet, row, roles))
    _take_tasks_called_total(sheet, body, title, takes_part)
    last = max((row for row in body.carried if takes_part(row)), default=0)
    last_headers = {row - 1 for row, why in body.left.items() if why == reason("header_again")}
    found = [row for row in body.headings if row < last and not is_empty(sheet.at(row, title)) and not takes_part(row)]
    found = [row for row in found if row not in last_headers and row > min(body.carried, default=0)]
    below = last + 1
    is_below = body.left.get(below) == reason("note") and not is_empty(sheet.at(below, title))
    phased = [row for row in found if named_phase(body.headings[row])]
    rows = [row for row in body.carried if takes_part(row)]
    if not rows or not (found or is_below):
        return set()
    if phased:
        return set(found) - set(phased)
    if _have_one_each(sheet, rows, roles) or _are_numbered(body, rows):
        return set()
    empty = prod(sum(is_empty(sheet.at(row, column)) for row in rows) / len(rows) for column in roles)
    expected = empty * (len(rows) + len(found))
    doubtful = {below} if is_below and expected >= _POSSIBLE else set()
    if expected >= _EXPECTED * len(found):
        for row in found:
            body.take(row)
        return doubtful
    return doubtful | (set(found) if expected >= _POSSIBLE * len(found) else set())


def _take_tasks_called_total(sheet: SourceSheet, body: Body, title: int, has: Callable[[int], bool]) -> None:
    """Carry what somebody does though it is called a total, and sums up no numbers: Total evacuation."""
    for row in [row for row, why in body.left.items() if why == reason("total") and row not in sheet.sum_rows]:
        behind = [sheet.at(row, column) for column in sheet.filled[row - 1] if column > title]
        name = shown(sheet.at(row, title))
        if has(row) and name and not sums_up(name) and all(number_of(cell) is None for cell in behind):
            body.take(row)


def _are_numbered(body: Body, rows: Sequence[int]) -> bool:
    """Whether the headings, and no records, have running letters or numbers: A - Wells, B - Pipes."""
    found = [_LABEL.match(body.headings[row]) for row in sorted(body.headings) if row <= max(rows)]
    labels = [one[1].upper() for one in found if one]
    runs = ([*ascii_uppercase], [str(number) for number in range(1, len(ascii_uppercase))], [*_ROMAN])
    return 1 < len(labels) == len(found) and any(labels == run[: len(labels)] for run in runs)


def _have_one_each(sheet: SourceSheet, rows: Sequence[int], roles: Sequence[int]) -> bool:
    """Whether nearly each task has exactly one of a few, so that none by chance has nobody: landlord or tenant."""
    alone = sum(sum(not is_empty(sheet.at(row, column)) for column in roles) == 1 for row in rows)
    return len(rows) >= _SEVERAL and 1 < len(roles) <= _A_FEW and alone >= _NEARLY_EACH * len(rows)


def leave_parents(
    sheet: SourceSheet, body: Body, title: int, ids: Sequence[int], has: Callable[[int], bool]
) -> None:  # fmt: skip
    """Leave the rows that nobody takes part in and whose id begins those below, with their sums: they are headings."""
    for row, below in pairwise([*body.carried]):
        texts = [column for column in sheet.filled[row - 1] if number_of(sheet.at(row, column)) is None]
        if has(row) or not set(texts) <= {title, *ids}:
            continue
        if any(_is_parent(shown(sheet.at(row, column)), shown(sheet.at(below, column))) for column in ids):
            body.leave(row, "heading", shown(sheet.at(row, title)))


def _is_parent(one: str, other: str) -> bool:
    """Whether an id is the beginning of another one: 1 or Axis 1, and 1.2."""
    found = _ID.fullmatch(one.strip())
    return one != other and found is not None and bool(re.match(rf"{re.escape(found[1])}[.-]?\d", other.strip()))
