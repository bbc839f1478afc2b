"""Where roles stand on a sheet: the rows that hold some, and the header above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.adopt.compared_words import Tokens, code, tokens
from pipeline.adopt.recognise.heads.head_column import bare_header
from pipeline.adopt.recognise.heads.head_rows import is_numbering
from pipeline.adopt.recognise.matrix.role_columns import role_columns
from pipeline.adopt.recognise.matrix.role_words import Said, is_acronym_of_roles, role_of
from pipeline.adopt.row_words import tells_what_to_enter
from pipeline.adopt.source.sheet import Cell, SourceSheet, is_empty, number_of, shown

MOST_ROWS_ABOVE = 8  # from the first role up to the header
ROWS_TOGETHER = 6  # in which roles stand in two columns at least
LONGEST_GAP = 12  # rows without any role, within one matrix
LONGEST_HEAD = 60
_MOSTLY = 0.75  # of the heads
LONGEST_LETTERS = 3  # A/R; more is a word
LETTERS = 4  # of two columns, at least, for each of two organisations


@dataclass(frozen=True)
class Block:
    """Where roles stand: the header above them, their columns, and the last row that holds some."""

    header: int
    columns: tuple[int, ...]
    last: int
    letters: int = 0  # the row below the header with the letter that each column is for, 0 where there is none


def _roles_in(sheet: SourceSheet, row: int) -> list[int]:
    if row > len(sheet.rows) or row in sheet.rows_of_codes:
        return []
    cells, said = sheet.rows[row - 1], sheet.roles
    return [column for column in sheet.filled[row - 1] if _means_role(cells[column - 1], said)]


def is_role(sheet: SourceSheet, row: int, column: int) -> bool:
    """Whether a cell holds a role."""
    return _means_role(sheet.at(row, column), sheet.roles)


def _means_role(cell: Cell, said: Said) -> bool:
    return isinstance(cell, str) and role_of(cell.strip(), said) is not None


def role_at(sheet: SourceSheet, row: int, column: int) -> str | None:
    """The role that a cell means, as the legends of the sheet say, None for none."""
    return role_of(shown(sheet.at(row, column)), sheet.roles)


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
        is_header = _is_header_itself(sheet, row, roles)
        header = _header_above(sheet, row, roles, start) if len(roles) >= 2 and not is_header else 0
        if header:
            return _block(sheet, header, row)
    return None


def _is_header_itself(sheet: SourceSheet, row: int, columns: Sequence[int]) -> bool:
    """Whether the only role of a row is a word of a header, as heads stand over the other columns of roles: No."""
    others = [column for column in columns if column not in _roles_in(sheet, row)]
    is_only_one = len(others) == len(columns) - 1 > 1
    return is_only_one and sum(is_head(sheet, row, column) for column in others) >= _MOSTLY * len(others)


def _header_above(sheet: SourceSheet, row: int, roles: list[int], start: int) -> int:
    """The row above that has a text over nearly all of these columns; 0 for none."""
    for above in range(row - 1, max(start, row - MOST_ROWS_ABOVE) - 1, -1):
        if is_numbering(sheet, above) or _tells_what_to_enter(sheet, above):
            continue
        own = [column for column in roles if is_head(sheet, above, column)]
        if len(own) >= max(2, 0.5 * len(roles)):  # a legend beside has none
            return above
        merged = {head for column in roles if (head := head_over(sheet, above, column))}
        over = sum(bool(head_over(sheet, above, column)) for column in roles)
        if over >= 0.5 * len(roles) and len(merged) > 1 and not _has_heads(sheet, row, roles):
            return above
    return 0


def _tells_what_to_enter(sheet: SourceSheet, row: int) -> bool:
    """Whether a row says what is to be put below it, and is no header: Enter R, A, C or I."""
    return tells_what_to_enter([shown(sheet.at(row, column)) for column in sheet.filled[row - 1]])


def _has_heads(sheet: SourceSheet, row: int, columns: Sequence[int]) -> bool:
    """Whether a row has texts of its own over these columns, whatever is merged above it."""
    return sum(is_head(sheet, row, column) for column in columns) >= max(2, 0.5 * len(columns))


def is_head(sheet: SourceSheet, row: int, column: int) -> bool:
    """Whether a cell may name whose a column is."""
    cell = sheet.at(row, column)
    return (
        isinstance(cell, str) and not is_empty(cell) and len(cell) <= LONGEST_HEAD and number_of(cell) is None
        and not (cell.startswith("#") and cell[1:2].isalpha())
        and (role_of(shown(cell), sheet.roles) is None or is_acronym_of_roles(cell))
    )  # fmt: skip


def head_over(sheet: SourceSheet, row: int, column: int) -> str:
    """Whose a column is by this row: its own text, else that of a cell merged over it, or over the letters below it."""
    if is_head(sheet, row, column):
        return shown(sheet.at(row, column))
    if not is_empty(sheet.at(row, column)):
        return ""
    area = sheet.owners.get((row, column))
    if area and area.top <= row and (area.left < column or area.bottom == row):  # merged over others, or downwards
        return shown(sheet.at(area.top, area.left)) if is_head(sheet, area.top, area.left) else ""
    if not area and _are_letters(sheet, row + 1):
        before = [one for one in sheet.filled[row - 1] if one < column]
        return shown(sheet.at(row, before[-1])) if before and before[-1] in sheet.filled[row] else ""
    return ""


def _is_called_so(sheet: SourceSheet, row: int, column: int) -> bool:
    """Whether a text beside other heads is the word of a role, not a letter: Owner, of whom letters may stand below."""
    cell = shown(sheet.at(row, column))
    return len(cell) > LETTERS and code(cell) not in dict(sheet.roles) and is_role(sheet, row, column)


def _are_letters(sheet: SourceSheet, row: int) -> bool:
    """Whether a row holds nothing but roles, the same ones again and again: the letters that columns are for."""
    filled = sheet.filled[row - 1] if row <= len(sheet.filled) else ()
    texts = [shown(sheet.at(row, column)) for column in filled]
    roles = [role_of(one, sheet.roles) for one in texts]
    again = Counter(texts)
    return len(texts) >= LETTERS and None not in roles and 1 < len(again) == len(texts) / max(again.values())


def _block(sheet: SourceSheet, header: int, first: int) -> Block:
    """From the header down to the last row with a role: up to a long gap, or another header in these columns."""
    reach = range(1, max(sheet.width, 1) + 1)
    heads = [
        column
        for column in reach
        if head_over(sheet, header, column)
        or _is_called_so(sheet, header, column)
        or _is_role_word(sheet, header, column)
        or _is_explained(sheet, header, column)
    ]
    own = _heads(sheet, header, heads)
    letters = header + 1 if _are_letters(sheet, header + 1) else 0
    seen: set[int] = set()  # columns that have held roles so far
    last, gap = first, 0
    for row in range(first, len(sheet.rows) + 1):
        roles = [column for column in _roles_in(sheet, row) if column in heads]
        if row > first and _is_header(sheet, row, roles, seen):
            if _heads(sheet, row, heads) == own:
                continue  # the header once more
            break
        seen |= set(roles)
        last, gap = (row, 0) if roles else (last, gap + 1)
        if gap > LONGEST_GAP:
            break
    again = {row for row in range(header, last + 1) if _heads(sheet, row, heads) == own}
    again |= {
        letters,
        *sheet.rows_of_codes,
        *sheet.sum_rows,
        *(row for row in range(header + 1, first + 1) if _tells_what_to_enter(sheet, row)),
    }
    again |= {*(row for row in range(header + 1, first + 2) if is_numbering(sheet, row))}
    cells = {column: _cells(sheet, column, header, last, again) for column in heads}
    found = role_columns(sheet, cells, {column: head_over(sheet, header, column) for column in heads})
    return Block(header, tuple(sorted(found)), last, letters)


def _is_header(sheet: SourceSheet, row: int, roles: Sequence[int], columns: Collection[int]) -> bool:
    """Whether a row has heads over these columns, of which some may be words for roles too: Driver, below a gap."""
    texts = [column for column in columns if is_head(sheet, row, column) and not is_role(sheet, row, column)]
    if not roles:
        are_same = len({shown(sheet.at(row, column)) for column in texts}) == 1  # any, any, any
        return len(texts) >= max(2, 0.7 * len(columns)) and not are_same
    words = [column for column in roles if _is_role_word(sheet, row, column)]
    is_apart = len(sheet.filled[row - 2]) <= 1
    return is_apart and words == [*roles] and len(texts) >= max(2, 0.5 * len(columns))


def _is_role_word(sheet: SourceSheet, row: int, column: int) -> bool:
    """Whether a cell is a word for a role, which may name a post as well: Driver, Support."""
    cell = sheet.at(row, column)
    return isinstance(cell, str) and len(cell.strip()) > LONGEST_LETTERS and is_role(sheet, row, column)


def _is_explained(sheet: SourceSheet, row: int, column: int) -> bool:
    """Whether a letter that may be a role is a head: a line explains it with the other heads of its row, S = school."""
    terms = {code(shown(sheet.at(row, one))) for one in sheet.filled[row - 1] if is_head(sheet, row, one)}
    own = code(shown(sheet.at(row, column)))
    return bool(own) and any(own in each.says and len(terms & {*each.says}) >= LETTERS for each in sheet.other_legends)


def _heads(sheet: SourceSheet, row: int, columns: list[int]) -> list[Tokens]:
    return [tokens(bare_header(shown(sheet.at(row, column)))) for column in columns]


def _cells(sheet: SourceSheet, column: int, header: int, last: int, again: set[int]) -> list[Cell]:
    cells = [sheet.at(row, column) for row in range(header + 1, last + 1) if row not in again]
    return [cell for cell in cells if not is_empty(cell)]


def end_of(sheet: SourceSheet, block: Block) -> int:
    """The end of the rows that may belong to it: those right below its last role, notes and legends with them."""
    last = block.last
    while last < len(sheet.rows) and last - block.last < 30:
        roles = [c for c in block.columns if is_head(sheet, last + 1, c) and not is_role(sheet, last + 1, c)]
        if len(roles) >= max(2, 0.7 * len(block.columns)):
            break
        last += 1
    return last
