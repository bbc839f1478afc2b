"""Where roles stand on a sheet: the rows that hold some, and the header above them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.adopt.compared_words import Tokens, tokens
from pipeline.adopt.recognise.head import bare_header
from pipeline.adopt.recognise.head_rows import is_numbering
from pipeline.adopt.recognise.matrix.role_words import LONGEST, Said, role_of
from pipeline.adopt.source.sheet import Cell, SourceSheet, is_empty, number_of, shown

MOST_ROWS_ABOVE = 8  # from the first role up to the header
ROWS_TOGETHER = 6  # in which roles stand in two columns at least
LONGEST_GAP = 12  # rows without any role, within one matrix
LONGEST_HEAD = 60


@dataclass(frozen=True)
class Block:
    """Where roles stand: the header above them, their columns, and the last row that holds some."""

    header: int
    columns: tuple[int, ...]
    last: int


def _roles_in(sheet: SourceSheet, row: int) -> list[int]:
    if row > len(sheet.rows):
        return []
    cells, said = sheet.rows[row - 1], sheet.roles
    return [column for column in sheet.filled[row - 1] if _means_role(cells[column - 1], said)]


def is_role(sheet: SourceSheet, row: int, column: int) -> bool:
    """Whether a cell holds a role."""
    return _means_role(sheet.at(row, column), sheet.roles)


def _means_role(cell: Cell, said: Said) -> bool:
    return isinstance(cell, str) and len(cell) <= LONGEST and role_of(cell.strip(), said) is not None


def has_role(sheet: SourceSheet, row: int, columns: Iterable[int]) -> bool:
    """Whether one of these cells of a row holds a role."""
    return any(is_role(sheet, row, column) for column in columns)


def rows_with_roles(sheet: SourceSheet, block: Block) -> list[int]:
    """The rows of a block that hold a role."""
    return [row for row in range(block.header + 1, block.last + 1) if has_role(sheet, row, block.columns)]


def next_block(sheet: SourceSheet, start: int) -> Block | None:
    """The next rows that hold roles in two columns at least, with a header above."""
    for row in range(start, len(sheet.rows) + 1):
        if not _roles_in(sheet, row):
            continue
        # One alone takes part in the first task, perhaps: others do in the next ones.
        roles = sorted({column for one in range(row, row + ROWS_TOGETHER) for column in _roles_in(sheet, one)})
        header = _header_above(sheet, row, roles, start) if len(roles) >= 2 else 0
        if header:
            return _block(sheet, header, row)
    return None


def _header_above(sheet: SourceSheet, row: int, roles: list[int], start: int) -> int:
    """The row above that has a text over nearly all of these columns; 0 for none."""
    for above in range(row - 1, max(start, row - MOST_ROWS_ABOVE) - 1, -1):
        heads = [column for column in roles if is_head(sheet, above, column)]
        if is_numbering(sheet, above):
            continue
        if len(heads) >= max(2, 0.5 * len(roles)):  # a legend beside has none
            return above
    return 0


def is_head(sheet: SourceSheet, row: int, column: int) -> bool:
    """Whether a cell may name whose a column is."""
    cell = sheet.at(row, column)
    return (
        isinstance(cell, str) and not is_empty(cell) and len(cell) <= LONGEST_HEAD and number_of(cell) is None
        and not (cell.startswith("#") and cell[1:2].isalpha())
        and role_of(shown(cell), sheet.roles) is None
    )  # fmt: skip


def _block(sheet: SourceSheet, header: int, first: int) -> Block:
    """From the header down to the last row with a role: up to a long gap, or another header in these columns."""
    heads = [column for column in sheet.filled[header - 1] if is_head(sheet, header, column)]
    own = _heads(sheet, header, heads)
    seen: set[int] = set()  # columns that have held roles so far
    last, gap = first, 0
    for row in range(first, len(sheet.rows) + 1):
        roles = [column for column in _roles_in(sheet, row) if column in heads]
        texts = [column for column in seen if is_head(sheet, row, column) and not is_role(sheet, row, column)]
        seen |= set(roles)
        if row > first and not roles and len(texts) >= max(2, 0.7 * len(seen)):
            if _heads(sheet, row, heads) == own:
                continue  # the header once more
            break
        last, gap = (row, 0) if roles else (last, gap + 1)
        if gap > LONGEST_GAP:
            break
    again = {row for row in range(header, last + 1) if _heads(sheet, row, heads) == own}
    columns = [column for column in heads if _is_role_column(sheet, column, header, last, again)]
    return Block(header, tuple(columns), last)


def _heads(sheet: SourceSheet, row: int, columns: list[int]) -> list[Tokens]:
    return [tokens(bare_header(shown(sheet.at(row, column)))) for column in columns]


def _is_role_column(sheet: SourceSheet, column: int, header: int, last: int, again: set[int]) -> bool:
    cells = [sheet.at(row, column) for row in range(header + 1, last + 1) if row not in again]
    filled = [cell for cell in cells if not is_empty(cell)]
    roles = sum(isinstance(cell, str) and role_of(shown(cell), sheet.roles) is not None for cell in filled)
    # Letters that only this matrix has (D for driver) stand among those that are known.
    letters = sum(isinstance(cell, str) and len(cell.strip()) <= 2 for cell in filled)
    return bool(filled) and roles >= 0.5 * len(filled) and letters + roles >= 0.9 * len(filled)


def end_of(sheet: SourceSheet, block: Block) -> int:
    """The end of the rows that may belong to it: those right below its last role, notes and legends with them."""
    last = block.last
    while last < len(sheet.rows) and last - block.last < 30:
        roles = [c for c in block.columns if is_head(sheet, last + 1, c) and not is_role(sheet, last + 1, c)]
        if len(roles) >= max(2, 0.7 * len(block.columns)):
            break
        last += 1
    return last
