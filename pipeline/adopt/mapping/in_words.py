"""What was recognised, as lines that people read on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.adopt.mapping.answers import target_label
from pipeline.adopt.mapping.mapping_rows import word_label
from pipeline.adopt.proposal import Asked, ColumnProposal, Fill, Proposal, TableProposal, ranges, table_questions
from pipeline.xlsx.ooxml.refs import letters
from schemas.spec import table as table_named
from schemas.wording.text import joined, text

_MOST_WORDS, _UNKNOWN, _MORE = 8, "?", "…"


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
    yield text("adopt.said.would_ask", count=len(list(proposal.questions())))


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
    headers = joined([*heads[:_MOST_WORDS], *([_MORE] if len(heads) > _MOST_WORDS else [])])
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
    more = [_MORE] if len(means) > _MOST_WORDS else []
    yield f"       {'; '.join([*means[:_MOST_WORDS], *more])}"


def rows_of(rows: Iterable[int]) -> str:
    """Numbers of rows as one text."""
    return joined(map(_range, ranges(rows)))


def _range(each: tuple[int, int]) -> str:
    return str(each[0]) if each[0] == each[1] else f"{each[0]}-{each[1]}"


def open_questions(proposal: Proposal, places: Mapping[tuple[str, ...], int]) -> Iterator[str]:
    """What is still asked, each with its row in the mapping where there is one."""
    for table in proposal.used:
        for about, what in table_questions(table):
            where = _place(about, what, places)
            if about == "rows":
                where = places.get(("MapRows", table.sheet, next(iter(table.doubtful.values()))), 0)
            row = text("adopt.said.row", row=where) if where else ""
            said = text("adopt.said.rows", rows=rows_of(table.doubtful)) if about == "rows" else _asked(about, what)
            yield text("adopt.said.question", sheet=table.sheet, what=said, row=row)
    for pair in proposal.pairs:
        if pair.ask:
            where = places.get(("MapPairs", pair.text, pair.row), 0)
            row = text("adopt.said.row", row=where) if where else ""
            yield text(
                "adopt.said.pair",
                text=pair.text,
                table=table_named(pair.table).sheet,
                id=pair.row,
                here=pair.here,
                row=row,
            )


def _asked(about: str, what: Asked) -> str:
    if isinstance(what, TableProposal):
        return what.why
    if isinstance(what, Fill):
        return what.why or text("adopt.said.fill", column=target_label(what.target))
    why = what.words.why if about == "words" and what.words else what.why
    return text("adopt.said.about_column", header=what.header or text("adopt.said.no_header"), why=why)


def _place(about: str, what: Asked, places: Mapping[tuple[str, ...], int]) -> int:
    if isinstance(what, TableProposal):
        return places.get(("MapTables", what.kind, what.sheet), 0)
    if isinstance(what, Fill):
        return places.get(("MapColumns", text("adopt.mapping.no_column"), what.section), 0)
    if about == "column" and what.is_whose_asked and what.target:
        return places.get(("MapPartners", what.header, target_label(what.target)), 0)
    if about == "column":
        return places.get(("MapColumns", what.header, what.group), 0)
    words = what.words.open_words if what.words else []
    label = target_label(what.target) if what.target else ""
    found = (places.get(("MapPartners", word, label)) or places.get(("MapWords", label, word)) for word in words)
    return next((row for row in found if row), 0)
