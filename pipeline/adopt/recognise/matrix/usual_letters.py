"""Letters that nobody explains, and that are not those of RACI: what they most likely mean, to be asked about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.adopt.compared_words import plain, word_file
from pipeline.adopt.legend import Item, Legend
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.proposal import NOTHING, ROLE, ColumnProposal, TableProposal
from pipeline.adopt.recognise.matrix.heads.head_kinds import is_somebody, is_task_head
from pipeline.adopt.recognise.matrix.role_block import role_at
from pipeline.adopt.recognise.matrix.role_words import LEADS
from pipeline.adopt.source.sheet import SourceSheet
from schemas.wording.text import text

_WORDS = {LEADS: "lead", "P": "participates", "S": "support", NOTHING: "informed"}
_ONE_LEADS = 0.8  # of the rows, at most one
_FEWEST = 3  # of a letter: fewer are chance
_MOST_LETTERS = 6
_BOTH = re.compile(r"[RA]\s?[/,&+]?\s?[RA]", re.IGNORECASE)  # A/R is of RACI


def with_usual_letters(sheet: SourceSheet) -> SourceSheet | None:
    """The sheet as if a legend said what its letters mean; None where one does, or the letters are others."""
    if sheet.roles:
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


def with_open_letters(sheet: SourceSheet) -> SourceSheet | None:
    """The sheet as if a legend said that one of its letters leads: it stands once in nearly each row, here and there.

    The others then take part. None where no letter stands so, or the letters are those of answers and of degrees.
    """
    if sheet.roles:
        return None
    rows = [{at: plain(cell) for at, cell in enumerate(row) if _is_letter(cell)} for row in sheet.rows]
    rows = [row for row in rows if len(row) > 1]
    counts = Counter(letter for row in rows for letter in row.values())
    if len(rows) < _FEWEST or not 1 < len(counts) <= _MOST_LETTERS or {*counts} <= word_set("letters_of_degrees"):
        return None
    leading = next((letter for letter in counts if _may_lead(letter, rows)), "")
    items = (Item(letter, (_WORDS[LEADS if letter == leading else "P"],)) for letter in counts)
    legend = Legend("", tuple(items), frozenset())
    return replace(sheet, legends=(*sheet.legends, legend)) if leading else None


def ask_open_letters(table: TableProposal) -> bool:
    """Ask about everything where tasks stand beside, and letters below organisations, posts or several heads."""
    roles = [column for column in table.columns if column.target == ROLE and column.words]
    title = table.column_for("Activities.title")
    theirs = sum(is_somebody(column.header) for column in roles)
    letters = {word for column in roles if column.words for word in column.words.counts}
    is_clear = theirs > 0 and len(roles) >= _FEWEST and len(letters) >= _FEWEST
    if title is None or not is_task_head(title.header) or not (is_clear or theirs > len(roles) / 2):
        return False
    table.ask, table.why = True, text("adopt.why.table_unsure")
    _ask(roles)
    return True


def _ask(roles: Sequence[ColumnProposal]) -> None:
    for column in roles:
        if column.words:
            column.words.ask = column.words.asks_all = True
            column.words.why = text("adopt.why.unknown_roles")


def _is_letter(cell: object) -> bool:
    return isinstance(cell, str) and len(cell.strip()) == 1 and cell.strip().isalpha()


def _may_lead(letter: str, rows: Sequence[Mapping[int, str]]) -> bool:
    places = [[at for at, other in row.items() if other == letter] for row in rows]
    alone = [each[0] for each in places if len(each) == 1]
    return len(alone) >= _ONE_LEADS * len(rows) and len({*alone}) > 1


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
    _ask(roles)
    return True
