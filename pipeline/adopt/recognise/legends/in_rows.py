"""Legends of rows, one below the other: a code and what it means in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.adopt.compared_words import code, plain
from pipeline.adopt.legend import Item, Legend
from pipeline.adopt.recognise.legends.in_texts import LONGEST_MEANING, LONGEST_TERM
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown

FEWEST, FEWEST_ROWS, MOST = 2, 3, 12
ROWS_SEARCHED = 500
_COLUMNS_SEARCHED = 60
LONGEST_TITLE = 40
_DISTINCT = 0.8
_LONGEST_CODE = 3  # of two scales beside each other
_NARROWEST, _WIDEST = 2, 4  # cells of a row of a legend
VOCABULARIES = ("role", "rating", "risk_status", "treatment")


def in_rows(sheet: SourceSheet) -> Iterator[Legend]:
    """Legends of a code and what it means in each row, with nothing at their left."""
    last = min(len(sheet.rows), ROWS_SEARCHED)
    for column in range(1, min(sheet.width, _COLUMNS_SEARCHED)):
        rows: list[int] = []
        for row in range(1, last + 2):
            width = _width(sheet, row, column) if row <= last else 0
            if width:
                rows.append(row)
                continue
            yield from list(_of_last_rows(sheet, column, rows)) or _of_rows(sheet, column, rows)
            rows = []


def _width(sheet: SourceSheet, row: int, column: int) -> int:
    """How many cells stand beside each other from a code on; 0 where it is none."""
    if not is_empty(sheet.at(row, column - 1)) if column > 1 else False:
        return 0
    width = 0
    while not is_empty(sheet.at(row, column + width)):
        width += 1
    return width if _NARROWEST <= width <= _WIDEST and len(shown(sheet.at(row, column))) <= LONGEST_TERM else 0


def _of_rows(sheet: SourceSheet, column: int, rows: Sequence[int]) -> Iterator[Legend]:
    """The legend of rows one below the other; their first may be a header, and is left out where it is one."""
    if _are_two(sheet, column, rows):
        for at in (column, column + 2):
            items = [Item(shown(sheet.at(row, at)), (shown(sheet.at(row, at + 1)),)) for row in rows]
            above = sheet.at(rows[0] - 1, at) if rows[0] > 1 else ""
            if differ(items):
                cells = frozenset((row, one) for row in rows for one in (at, at + 1))
                yield Legend(shown(above), tuple(items), cells, is_rows=True)
        return
    for first in (0, 1):
        part = rows[first:]
        if not FEWEST <= len(part) <= MOST:
            continue
        items = [Item(shown(sheet.at(row, column)), _says(sheet, row, column)) for row in part]
        places = {(row, column + beside) for row in rows for beside in range(_width(sheet, row, column))}
        if differ(items):
            head = shown(sheet.at(rows[0], column)) if first else ""
            above = sheet.at(rows[0] - 1, column) if rows[0] > 1 else ""
            title = head or (shown(above) if isinstance(above, str) and len(above) <= LONGEST_TITLE else "")
            legend = Legend(title.rstrip(":"), tuple(items), frozenset(places), is_rows=True)
            if legend.says_roles or (len(part) >= FEWEST_ROWS and is_known(legend)):
                yield legend
                return


def _of_last_rows(sheet: SourceSheet, column: int, rows: Sequence[int]) -> Iterator[Legend]:
    """The legend of roles that stands right below a table in its first two columns: R | Responsible."""
    at = len(rows)
    while (
        at and _is_code_and_meaning(sheet, rows[at - 1], column) and _width(sheet, rows[at - 1], column) == _NARROWEST
    ):
        at -= 1
    last = rows[at:] if at else ()
    items = [Item(shown(sheet.at(row, column)), (shown(sheet.at(row, column + 1)),)) for row in last]
    legend = Legend("", tuple(items), frozenset((row, column + one) for row in last for one in (0, 1)), is_rows=True)
    if FEWEST <= len(items) <= MOST and legend.says_roles and differ(items):
        yield legend


def _is_code_and_meaning(sheet: SourceSheet, row: int, column: int) -> bool:
    term, meaning = (shown(sheet.at(row, one)) for one in (column, column + 1))
    return len(term) <= _LONGEST_CODE < len(meaning)


def _are_two(sheet: SourceSheet, column: int, rows: Sequence[int]) -> bool:
    """Whether two scales stand beside each other: a code and its meaning, a code and its meaning."""
    if not FEWEST_ROWS <= len(rows) <= MOST or any(_width(sheet, row, column) != _WIDEST for row in rows):
        return False
    return all(_is_code_and_meaning(sheet, row, at) for row in rows for at in (column, column + 2))


def _says(sheet: SourceSheet, row: int, column: int) -> tuple[str, ...]:
    """What stands beside a code: its meaning, and a number further on, but no other text."""
    beside = range(column + 1, column + _width(sheet, row, column))
    texts = [shown(sheet.at(row, one))[:LONGEST_MEANING] for one in beside]
    return (texts[0], *(one for one in texts[1:] if one.isdigit()))


def is_known(legend: Legend) -> bool:
    """Whether half of what it says is understood."""
    if legend.has_five_steps:
        return True
    known = max(len(legend.steps), *(len(legend.codes(vocabulary)) for vocabulary in VOCABULARIES))
    return 2 * known >= len(legend.items)


def differ(items: Iterable[Item]) -> bool:
    """Whether each term is another, and means something else, as those of a table's own first columns rarely do."""
    terms, says = [code(item.term) for item in items], [plain(item.says[0]) for item in items]
    return len(set(terms)) == len(terms) and len(set(says)) >= _DISTINCT * len(says)
