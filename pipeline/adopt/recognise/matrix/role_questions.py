"""What is asked about the roles in a matrix: who leads where several do, and what a mere mark means."""

from __future__ import annotations

from pipeline.adopt.compared_words import plain
from pipeline.adopt.proposal import ROLE, ColumnProposal, TableProposal
from pipeline.adopt.recognise.matrix.role_words import LEADS, MARKS, role_of
from pipeline.adopt.source.sheet import SourceSheet, shown
from schemas.wording.text import joined, text


def ask_where_several_lead(sheet: SourceSheet, table: TableProposal) -> None:
    """A task leads one: where several answer for it (A), it is asked what the letter means there."""
    roles = [column for column in table.columns if column.target == ROLE and column.words]
    leading = {
        row: cells
        for row in table.carried
        if len(cells := [(c, one) for c in roles if role_of(one := shown(sheet.at(row, c.column))) == LEADS]) > 1
    }
    why = text("adopt.why.several_lead", rows=joined(map(str, leading)))
    for column, word in [pair for cells in leading.values() for pair in cells]:
        words = column.words
        if words and word in words.map and word not in words.doubtful:
            words.doubtful.append(word)
            words.ask, words.why = True, words.why or why


def ask_marks(made: ColumnProposal) -> None:
    """A mere mark says that somebody takes part, not how: that is asked."""
    words = made.words
    marks = [word for word in words.map if plain(word) in MARKS] if words else []
    if words and marks and not words.ask:
        words.ask = words.asks_all = True
        words.why = text("adopt.why.marks")
