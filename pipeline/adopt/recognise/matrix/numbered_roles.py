"""Matrices in which numbers stand for roles: 1 leads, 2 supports, as a legend says, or as somebody has to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.adopt.legend import Item, Legend
from pipeline.adopt.proposal import ROLE, TableProposal
from pipeline.adopt.recognise.organisations import is_organisation, is_post
from pipeline.adopt.source.sheet import Cell, SourceSheet, shown
from schemas.wording.text import text

# What the numbers most likely mean where nobody says it.
_USUAL = Legend("", (Item("1", ("lead",)), Item("2", ("support",)), Item("3", ("informed",))), frozenset())
_RUNNING = 3  # numbers one after the other: those of the rows
_MOST = 0.6  # of the headers
_ONE_LEADS = 0.8  # of the rows


def with_numbers_as_roles(sheet: SourceSheet) -> SourceSheet:
    """The sheet with the numbers that its legend explains as roles as texts; the sheet itself where there is none."""
    codes = {code for code in (*dict(sheet.roles), *sheet.unsaid_roles) if code.isdigit()}
    return _as_texts(sheet, codes) if codes else sheet


def with_usual_numbers(sheet: SourceSheet) -> SourceSheet | None:
    """The sheet as if a legend said what 1, 2 and 3 mean; None where no columns hold nothing but these."""
    if sheet.roles:
        return None
    codes = set(_USUAL.says)
    found = _as_texts(replace(sheet, legends=(*sheet.legends, _USUAL)), codes)
    return found if found.rows is not sheet.rows else None


def may_be_roles(sheet: SourceSheet, table: TableProposal) -> bool:
    """Whether numbers without a legend may be roles: below organisations or posts, each of which leads at times."""
    roles = [column for column in table.columns if column.target == ROLE]
    heads = [is_organisation(column.header) or is_post(column.header) for column in roles]
    title = table.column_for("Activities.title")
    cells = [[shown(sheet.at(row, column.column)) for column in roles] for row in table.carried]
    leading = sum(row.count("1") == 1 for row in cells)
    several = {cell for row in cells for cell in row if cell}
    leaders = {row.index("1") for row in cells if "1" in row}
    is_task = title is not None and not title.ask and bool(title.header)
    return (
        is_task and sum(heads) >= _MOST * len(heads) and several <= set(_USUAL.says) and len(several) > 1
        and len(leaders) > 1 and leading >= _ONE_LEADS * len(cells)
    )  # fmt: skip


def ask_numbers(table: TableProposal) -> None:
    """Ask whether it is such a table, and what each number means."""
    table.ask, table.why = True, text("adopt.why.table_unsure")
    for column in table.columns:
        if column.target == ROLE and column.words:
            column.words.ask = column.words.asks_all = True
            column.words.why = text("adopt.why.unknown_roles")


def _as_texts(sheet: SourceSheet, codes: set[str]) -> SourceSheet:
    """The sheet with numbers that are `codes` as texts, in columns that hold no other numbers and do not count rows."""
    legends = {cell for legend in sheet.legends for cell in legend.cells}
    numbers: dict[int, list[tuple[int, str]]] = {}
    for row, filled in enumerate(sheet.filled, 1):
        for column in filled:
            if (row, column) not in legends and _is_number(sheet.rows[row - 1][column - 1]):
                numbers.setdefault(column, []).append((row, shown(sheet.rows[row - 1][column - 1])))
    changed = {
        (row, column): code
        for column, cells in numbers.items()
        if _are_codes([code for _, code in cells], codes)
        for row, code in cells
    }
    if not changed:
        return sheet
    rows = [
        [changed.get((at, number), cell) for number, cell in enumerate(row, 1)] for at, row in enumerate(sheet.rows, 1)
    ]
    return replace(sheet, rows=rows)


def _are_codes(found: Sequence[str], codes: Iterable[str]) -> bool:
    is_running = len(found) >= _RUNNING and [*found] == [str(number) for number in range(1, len(found) + 1)]
    return {*found} <= {*codes} and not is_running


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)
