"""What is to be asked of a person before anything of a file is carried: one matter is one question."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.adopt.proposal import ROLE, Asked, ColumnProposal, Fill, Pair, Proposal, TableProposal, WordList


def questions(proposal: Proposal) -> Iterator[tuple[str, Asked | Pair]]:
    """The questions of a file, each with what it is about: `table`, `rows`, `column`, `words`, `fill` or `pairs`."""
    for alike in matters(proposal):
        about, _, what = alike[0]
        yield about, what
    if waiting := next((pair for pair in proposal.pairs if pair.ask), None):
        yield "pairs", waiting


def matters(proposal: Proposal) -> list[list[tuple[str, TableProposal, Asked]]]:
    """What is asked of the tables of a file, together what is one matter.

    So is what several tables with the same headers ask, such as a list whose header stands there again.
    """
    found: dict[tuple[str, ...], list[tuple[str, TableProposal, Asked]]] = {}
    for table in proposal.used:
        for about, what in table_questions(table):
            found.setdefault(_key(table, about, what), []).append((about, table, what))
    return list(found.values())


def table_questions(table: TableProposal) -> Iterator[tuple[str, Asked]]:
    """The questions of a table; columns asked for the same reason, and the words of one list, are one."""
    if table.ask:
        yield "table", table
    if table.doubtful:
        yield "rows", table
    reasons, lists, filled = set[str](), set[tuple[str, ...]](), set[str]()
    for column in table.columns:
        if column.ask and column.why not in reasons:
            reasons.add(column.why)
            yield "column", column
    for column in table.columns:
        if column.words and column.words.ask and words_matter(column) not in lists:
            lists.add(words_matter(column))
            yield "words", column
    for fill in table.fills:
        if fill.ask and fill.target not in filled:
            filled.add(fill.target)
            yield "fill", fill


def _key(table: TableProposal, about: str, what: Asked) -> tuple[str, ...]:
    """What tells questions apart."""
    if isinstance(what, Fill):
        return about, table.kind, what.target
    if isinstance(what, ColumnProposal):
        return about, table.kind, *(words_matter(what) if about == "words" else (what.why,))
    return about, table.kind, table.sheet


def words_matter(column: ColumnProposal) -> tuple[str, ...]:
    """What is asked of the words of a column: a scale is one matter wherever it stands."""
    words = column.words or WordList()
    return (
        (words.why,)
        if words.asks_all or (column.partner and column.target == ROLE)
        else (column.target or "", words.why)
    )
