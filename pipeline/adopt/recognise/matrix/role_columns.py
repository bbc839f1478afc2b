"""Which columns below a header hold roles: by their cells, by those of the others, and by whose they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from string import ascii_uppercase

from pipeline.adopt.compared_words import code
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import is_party, is_service
from pipeline.adopt.recognise.matrix.role_words import LONGEST, is_limit, role_of
from pipeline.adopt.recognise.organisations import is_organisation, is_post
from pipeline.adopt.source.sheet import Cell, SourceSheet, shown

_MOSTLY = 0.75  # of the cells, from which on the others are asked about
_RUNNING = 3  # letters
_NUMBERED = re.compile(r"[A-Z]{1,3}[.-]?\d+(?:\.\d+)*")


def role_columns(sheet: SourceSheet, cells: Mapping[int, Sequence[Cell]], names: Mapping[int, str]) -> list[int]:
    """The columns that hold roles, of those with these filled `cells`; `names`: whose each is, as its header says."""
    counts = Counter(shown(cell) for filled in cells.values() for cell in filled if isinstance(cell, str))
    found = [column for column in cells if _holds_roles(sheet, cells[column], counts)]
    numbers = {column for column in cells if column <= min(found, default=0) and _counts_rows(cells[column])}
    cells = {column: filled for column, filled in cells.items() if column not in numbers}
    found = [column for column in found if column in cells]
    known = {shown(cell) for column in found for cell in cells[column]} | {*dict(sheet.roles), *sheet.unsaid_roles}
    # Letters that only this matrix has (D for decides) may fill a column.
    found += [column for column in cells if column not in found and _holds_known(cells[column], known)]
    found += [column for column in cells if _has_one_letter(column, names[column], cells[column], found)]
    found += [column for column in cells if _is_of_somebody(sheet, column, names[column], cells[column], found)]
    return found


def _has_one_letter(column: int, name: str, filled: Sequence[Cell], found: Collection[int]) -> bool:
    """Whether a column beside those of roles belongs to a post or an organisation that has one letter throughout: D."""
    is_beside = column not in found and bool({column - 1, column + 1} & {*found})
    letters = {shown(cell) for cell in filled}
    is_letter = len(letters) == 1 and all(len(one) == 1 and one.isalpha() and one.isupper() for one in letters)
    return is_beside and is_letter and len(filled) > 1 and (is_organisation(name) or is_post(name))


def _is_of_somebody(
    sheet: SourceSheet, column: int, name: str, filled: Sequence[Cell], found: Collection[int]
) -> bool:  # fmt: skip
    """Whether a column right behind those of roles belongs to a post, an organisation or a service that has a role.

    What else stands in its cells, short words of the house, is asked about.
    """
    is_behind = column not in found and column - 1 in found
    if not is_behind or not (is_organisation(name) or is_post(name) or is_service(name) or is_party(name)):
        return False
    texts = [shown(cell) for cell in filled if isinstance(cell, str)]
    are_short = len(texts) == len(filled) and all(len(one) <= LONGEST for one in texts)
    return are_short and any(role_of(one, sheet.roles) is not None for one in texts)


def _holds_roles(sheet: SourceSheet, filled: Sequence[Cell], counts: Mapping[str, int]) -> bool:
    """Whether half of the cells are roles, and the others letters, or short words that stand there again (`counts`).

    Where most are roles, the others may be any short words.
    """
    filled = [cell for cell in filled if not is_limit(shown(cell))]
    texts = [shown(cell) for cell in filled if isinstance(cell, str)]
    roles = sum(role_of(one, sheet.roles) is not None for one in texts)
    others = sum(role_of(one, sheet.roles) is None and _may_be_role(one, counts) for one in texts)
    are_mostly = roles >= _MOSTLY * len(filled) and all(len(one) <= LONGEST for one in texts)
    are_nearly_all = others + roles >= min(0.9 * len(filled), len(filled) - 1)
    return bool(filled) and roles >= 0.5 * len(filled) and (are_nearly_all or are_mostly)


def _counts_rows(filled: Sequence[Cell]) -> bool:
    """Whether cells are letters one after the other, which number the rows: A, B, C; or with numbers: A, A1, A2."""
    letters = [cell.strip(" .)").upper() for cell in filled if isinstance(cell, str)]
    are_running = letters == [*ascii_uppercase[: len(filled)]]
    numbered = sum(bool(_NUMBERED.fullmatch(one)) for one in letters)
    are_numbered = 2 * numbered > len(filled) and len({*letters}) == len(filled)
    return len(letters) >= _RUNNING and (are_running or are_numbered)


def _may_be_role(cell: str, counts: Mapping[str, int]) -> bool:
    """Whether a text that is no role we know may be one of this matrix."""
    return len(cell) <= 2 or (counts[cell] > 1 and len(cell) <= LONGEST and len(cell.split()) <= 3)


def _holds_known(filled: Sequence[Cell], known: Collection[str]) -> bool:
    """Whether all cells are letters, or what stands in columns of roles too: two at least, or explained by a legend."""
    texts = [cell.strip() for cell in filled if isinstance(cell, str) and len(cell) <= LONGEST]
    again = [one for one in texts if one in known or code(one) in known]
    are_short = all(len(one) <= 2 for one in texts if one not in again)
    return len(texts) == len(filled) > 0 and len(again) >= 2 and are_short
