"""What is asked about the roles in a matrix: who leads where several do, and what a mere mark means."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.adopt.compared_words import code
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import ROLE, ColumnProposal, TableProposal, WordList
from pipeline.adopt.recognise.matrix.role_block import role_at
from pipeline.adopt.recognise.matrix.role_words import LEADS, Said, is_mark
from pipeline.adopt.source.sheet import SourceSheet, shown
from schemas.wording.text import joined, text

_FEWEST_KINDS = 3  # of work
_BETWEEN = re.compile(r"\s*[/,&+]\s*")


def ask_where_several_lead(sheet: SourceSheet, table: TableProposal) -> None:
    """A task leads one: where several answer for it (A), it is asked what the letter means there."""
    roles = [column for column in table.columns if column.target == ROLE and column.words]
    leading = {row: cells for row in table.carried if len(cells := _leading(sheet, row, roles)) > 1}
    why = text("adopt.why.several_lead", rows=joined(map(str, leading)))
    for column, word in [pair for cells in leading.values() for pair in cells]:
        words = column.words
        if words and word in words.map and word not in words.doubtful:
            words.doubtful.append(word)
            words.ask, words.why = True, words.why or why


def _leading(sheet: SourceSheet, row: int, roles: Sequence[ColumnProposal]) -> list[tuple[ColumnProposal, str]]:
    """The columns with a lead in a row, each with its cell."""
    places = (each for each in roles if role_at(sheet, row, each.column) == LEADS)
    return [(each, shown(sheet.at(row, each.column))) for each in places]


def take_letters(sheet: SourceSheet, table: TableProposal, row: int) -> None:
    """Below each organisation stands a column for each letter: a mark there means the letter in this row."""
    for column in table.columns:
        role = role_at(sheet, row, column.column) if column.target == ROLE else None
        if role and column.words:
            counts = column.words.counts
            column.words = WordList(dict.fromkeys(counts, role), counts=counts, is_ticked=True)


def ask_unsaid(made: ColumnProposal, sheet: SourceSheet) -> None:
    """A letter of which a legend says nothing that is known may mean another thing than it usually does."""
    words, said = made.words, dict(sheet.own_roles)
    if all(word_codes("role").get(letter) == role for letter, role in said.items()):
        said = {}  # what it says is usual, and so are the letters that it leaves out
    doubtful = [word for word in words.map if _is_unsaid(word, said, sheet.unsaid_roles)] if words else []
    if words and doubtful:
        words.doubtful += doubtful
        words.ask, words.why = True, words.why or text("adopt.why.unknown_roles")


def ask_beside_open_letters(columns: Sequence[ColumnProposal], sheet: SourceSheet) -> None:
    """Ask about every letter of a matrix without a legend in which one stands that is none of RACI.

    And where the letters are those of kinds of work, planning, supply and fixing: who of these leads, nobody says.
    """
    roles = [column for column in columns if column.target == ROLE and column.words]
    every = [word for column in roles if column.words for word in (*column.words.map, *column.words.unmapped)]
    own = dict(sheet.own_roles)
    are_works = len(own) >= _FEWEST_KINDS and {*own.values()} == {"P"}
    if not are_works and (own or not any(map(_holds_open_letter, every))):
        return
    for words in (column.words for column in roles if column.words):
        words.doubtful += [
            word for word in words.map if (are_works or len(word.strip()) == 1) and word not in words.doubtful
        ]
        if words.doubtful:
            words.ask, words.why = True, words.why or text("adopt.why.unknown_roles")


def _is_unsaid(word: str, said: Collection[str], unsaid: Collection[str]) -> bool:
    """Whether a letter, or one of two, is left out by the legend of its sheet, or explained in words nobody knows."""
    letters = [code(part) for part in _BETWEEN.split(word)]
    is_left_out = bool(said) and all(one.isalpha() and len(one) == 1 for one in letters) and not {*letters} <= {*said}
    return code(word) in unsaid or is_left_out


def _holds_open_letter(word: str) -> bool:
    """Whether a letter stands there that is none of RACI, and means one thing or another: P is primary or participates.

    The letters beside it are then of its kind, and not surely those of RACI: in RAPID the A agrees.
    """
    return any(code(part) in word_set("open_letters") for part in _BETWEEN.split(word))


def ask_marks(made: ColumnProposal, said: Said = ()) -> None:
    """A mere mark says that somebody takes part, not how: that is asked."""
    words = made.words
    marks = [word for word in words.map if is_mark(word) and code(word) not in dict(said)] if words else []
    if words and marks and not words.ask:
        words.ask = words.asks_all = True
        words.why = text("adopt.why.marks")
