"""Letters that nobody explains, and that are not those of RACI: what they most likely mean, to be asked about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from pipeline.adopt.compared_words import plain, word_file
from pipeline.adopt.legend import Item, Legend
from pipeline.adopt.proposal import NOTHING, ROLE, TableProposal
from pipeline.adopt.recognise.matrix.role_block import role_at
from pipeline.adopt.recognise.matrix.role_words import LEADS
from pipeline.adopt.source.sheet import SourceSheet
from schemas.wording.text import text

_MOST_ROWS = 300  # of a sheet in which such a matrix is looked for
_WORDS = {LEADS: "lead", "P": "participates", "S": "support", NOTHING: "informed"}
_ONE_LEADS = 0.8  # of the rows, at most one
_FEWEST = 3  # of a letter: fewer are chance
_BOTH = re.compile(r"[RA]\s?[/,&+]?\s?[RA]", re.IGNORECASE)  # A/R is of RACI


def with_usual_letters(sheet: SourceSheet) -> SourceSheet | None:
    """The sheet as if a legend said what its letters mean; None where one does, or the letters are others."""
    if len(sheet.rows) > _MOST_ROWS or sheet.roles:
        return None
    texts = [cell for row in sheet.rows for cell in row if isinstance(cell, str) and 0 < len(cell.strip()) <= 3]
    counts = Counter(plain(cell) for cell in texts if len(cell.strip()) == 1 and cell.strip().isalpha())
    if any(len(cell.strip()) > 1 and _BOTH.fullmatch(cell.strip()) for cell in texts):
        return None
    for letters in word_file("role_heads")["letters"]:
        if _are_these(counts, letters):
            items = tuple(Item(letter, (_WORDS[role],)) for letter, role in letters.items())
            return replace(sheet, legends=(*sheet.legends, Legend("", items, frozenset())))
    return None


def _are_these(counts: Mapping[str, int], letters: Mapping[str, str]) -> bool:
    """Whether a sheet has these letters and no others, and the one that leads not more often than another."""
    leading = next(letter for letter, role in letters.items() if role == LEADS)
    is_enough = all(counts.get(letter, 0) >= _FEWEST for letter in letters)
    return is_enough and {*counts} <= {*letters} and counts[leading] <= max(counts.values()) - (len(letters) == 2)


def ask_letters(sheet: SourceSheet, table: TableProposal) -> bool:
    """Ask what each letter means where one leads in nearly every row, now one and then another; whether it is so."""
    roles = [column for column in table.columns if column.target == ROLE and column.words]
    rows = [[each.column for each in roles if role_at(sheet, row, each.column) == LEADS] for row in table.carried]
    leaders = {row[0] for row in rows if len(row) == 1}
    several = sum(len(row) > 1 for row in rows)
    is_plain = len(sheet.roles) > 2 and bool(leaders)  # of two letters, one could be anything
    if (
        not (is_plain or len(leaders) > 1)
        or several > (1 - _ONE_LEADS) * len(rows)
        or 2 * sum(map(len, rows)) < len(rows)
    ):
        return False
    if "r" not in dict(sheet.roles):  # without R nothing says that these letters are roles at all
        table.ask, table.why = True, text("adopt.why.table_unsure")
    for column in roles:
        if column.words:
            column.words.ask = column.words.asks_all = True
            column.words.why = text("adopt.why.unknown_roles")
    return True
