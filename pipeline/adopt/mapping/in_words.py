"""What was recognised, as lines that people read on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.adopt.mapping.answers import target_label
from pipeline.adopt.mapping.mapping_rows import word_label
from pipeline.adopt.proposal import ColumnProposal, Proposal, TableProposal, ranges
from pipeline.adopt.questions import questions
from pipeline.xlsx.ooxml.refs import letters
from schemas.wording.text import joined, text

MOST_WORDS = 8  # of a list on one line
_UNKNOWN, _MORE = "?", "…"


def recognised(proposal: Proposal) -> Iterator[str]:
    """The tables of a file, where each column goes, and how many questions there are."""
    if proposal.refused:
        yield text("adopt.refused.file", name=proposal.file, why=proposal.refused)
        return
    yield text("adopt.said.file", file=proposal.file)
    for table in proposal.named:
        yield from [_other(table)] if table.kind == "other" else _table(table)
    for sheet, why in proposal.left_sheets:
        yield text("adopt.said.left_sheet", sheet=sheet, why=why)
    yield from unseen(proposal)
    yield text("adopt.said.would_ask", count=len(list(questions(proposal))))


def unseen(proposal: Proposal) -> Iterator[str]:
    """What cannot be seen in a file of this format."""
    if proposal.hides_looks:
        yield text("adopt.said.no_looks", file=proposal.file)


def _table(table: TableProposal) -> Iterator[str]:
    kind = text(f"adopt.kind.{table.kind}")
    rows = joined(_range(each) for each in ranges(table.carried)) or text("adopt.said.no_rows")
    yield text("adopt.said.table", id=table.id, sheet=table.sheet, kind=kind, rows=rows)
    if table.why:
        yield f"  {table.why}"
    for column in table.columns:
        becomes = target_label(column.target) if column.target else text("adopt.mapping.stays_out")
        why = column.check or column.why
        why = text("adopt.said.because", why=why) if why else ""
        mark = text("adopt.said.asked") if column.ask or (column.words and column.words.ask) else ""
        name = column.header or text("adopt.said.no_header")
        yield text("adopt.said.column", letter=letters(column.column), name=name, becomes=becomes, why=why, mark=mark)
        yield from _words(column)
    for reason in dict.fromkeys(table.left.values()):
        rows = joined(_range(each) for each in ranges(row for row, why in table.left.items() if why == reason))
        yield text("adopt.said.left_rows", rows=rows, why=reason)
    if table.orientation == "columns":
        yield text("adopt.said.on_its_side")
    if table.doubtful:
        yield text("adopt.said.doubtful", rows=rows_of(table.doubtful))


def _other(table: TableProposal) -> str:
    """A table that has no place with us: where it is, and its first headers."""
    heads = [column.header for column in table.columns if column.header]
    headers = joined([*heads[:MOST_WORDS], *([_MORE] if len(heads) > MOST_WORDS else [])])
    return text("adopt.said.other", id=table.id, sheet=table.sheet, why=table.why, headers=headers)


def _words(column: ColumnProposal) -> Iterator[str]:
    """What the words of a column mean, as far as it is known, the most frequent first."""
    words, target = column.words, column.target
    if words is None or target is None or not words.counts:
        return
    codes = {**words.proposed, **words.map}
    often = sorted(words.counts, key=lambda word: -words.counts[word])
    label = (lambda code: code) if column.names_partners else (lambda code: word_label(target, code))
    means = [f"{word} = {label(codes[word]) if codes.get(word) else _UNKNOWN}" for word in often]
    more = [_MORE] if len(means) > MOST_WORDS else []
    yield f"       {'; '.join([*means[:MOST_WORDS], *more])}"


def rows_of(rows: Iterable[int]) -> str:
    """Numbers of rows as one text."""
    return joined(map(_range, ranges(rows)))


def _range(each: tuple[int, int]) -> str:
    return str(each[0]) if each[0] == each[1] else f"{each[0]}-{each[1]}"
