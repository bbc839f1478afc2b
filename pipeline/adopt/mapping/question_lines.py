"""The open questions of a file as lines that people read on a terminal: where, what was found, what is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.adopt.mapping.answers import target_label
from pipeline.adopt.mapping.in_words import MOST_WORDS, rows_of
from pipeline.adopt.proposal import Asked, ColumnProposal, Fill, Proposal, TableProposal
from pipeline.adopt.questions import matters, words_matter
from pipeline.xlsx.ooxml.refs import letters
from schemas.spec import table as table_named
from schemas.wording.text import joined, text

Places = Mapping[tuple[str, ...], int]  # the row of the mapping in which something is asked


def open_questions(proposal: Proposal, places: Places) -> Iterator[str]:
    """What is still asked, each with its row in the mapping where there is one."""
    for alike in matters(proposal):
        about, table, what = alike[0]
        row = _row(_place_of_rows(table, places) if about == "rows" else _place(about, what, places))
        asked = _asked(about, [(table, what) for _, table, what in alike])
        yield text("adopt.said.question", sheet=table.sheet, what=asked, row=row)
    for pair in proposal.pairs:
        if pair.ask:
            row = _row(places.get(("MapPairs", pair.text, pair.row), 0))
            sheet = table_named(pair.table).sheet
            yield text("adopt.said.pair", text=pair.text, table=sheet, id=pair.row, here=pair.here, row=row)


def _row(number: int) -> str:
    return text("adopt.said.row", row=number) if number else ""


def _asked(about: str, alike: list[tuple[TableProposal, Asked]]) -> str:
    """One matter in words, of whatever tables it is asked."""
    tables, what = [each for each, _ in alike], alike[0][1]
    if about == "rows":
        return text("adopt.said.rows", rows=rows_of(row for each in tables for row in each.doubtful))
    if isinstance(what, TableProposal):
        first = min((column.column for column in what.columns), default=1)
        kind = text(f"adopt.kind.{what.kind}")
        return text("adopt.said.about_table", cell=_cell(what, first), kind=kind, why=what.why).lstrip(" ,،")
    if isinstance(what, Fill):
        return what.why or _filled(tables, what)
    if about == "words" and what.words is not None:
        return _about_words(tables, what, what.words.why)
    same = [(each, one) for each in tables for one in each.columns if one.ask and one.why == what.why]
    columns = [_column(each, one, becomes=not one.is_whose_asked) for each, one in same]
    return text("adopt.said.about_column", columns=_some(columns), why=what.why)


def _about_words(tables: list[TableProposal], first: ColumnProposal, why: str) -> str:
    """A question about the words of columns, with those that it is about; none of a column that may name persons."""
    asked = [
        (table, column, column.words)
        for table in tables for column in table.columns
        if column.words and column.words.ask and words_matter(column) == words_matter(first)
    ]  # fmt: skip
    open_words = dict.fromkeys(word for _, one, words in asked if not one.holds_names for word in words.open_words)
    columns = _some(_column(table, column, becomes=True) for table, column, _ in asked)
    key = "adopt.said.about_words" if open_words else "adopt.said.about_column"
    return text(key, columns=columns, why=why, words=_some(open_words))


def _column(table: TableProposal, column: ColumnProposal, *, becomes: bool) -> str:
    """A column by its header's cell, its header, and what it would become, where not whose it is is asked."""
    name = column.header or text("adopt.said.no_header")
    place = target_label(column.target) if column.target else text("adopt.mapping.stays_out")
    key = "adopt.said.asked_column" if becomes else "adopt.said.whose_column"
    return text(key, cell=_cell(table, column.column), header=name, becomes=place).strip()


def _cell(table: TableProposal, column: int) -> str:
    """The cell of a header; "" in a table on its side, whose columns are rows."""
    row = table.header_rows[-1] if table.header_rows else table.first_row
    return f"{letters(column)}{row}" if table.orientation == "rows" else ""


def _filled(tables: list[TableProposal], fill: Fill) -> str:
    """A question about a required column that nothing says, with what would be put there."""
    every = (each for table in tables for each in table.fills)
    alike = [each for each in every if each.ask and each.target == fill.target and not each.why]
    copied = (text("adopt.mapping.copy_of", column=target_label(each.copy_of)) for each in alike if each.copy_of)
    values = dict.fromkeys([*copied, *(each.value for each in alike if each.value and not each.copy_of)])
    key = "adopt.said.fill" if values else "adopt.said.nothing_to_fill"
    return text(key, column=target_label(fill.target), proposed=_some(values))


def _some(words: Iterable[str]) -> str:
    """The first of many, and that there are more."""
    every = list(words)
    return joined([*every[:MOST_WORDS], *(["…"] if len(every) > MOST_WORDS else [])])


def _place_of_rows(table: TableProposal, places: Places) -> int:
    return places.get(("MapRows", table.sheet, next(iter(table.doubtful.values()))), 0)


def _place(about: str, what: Asked, places: Places) -> int:
    if isinstance(what, TableProposal):
        return places.get(("MapTables", what.kind, what.sheet), 0)
    if isinstance(what, Fill):
        return places.get(("MapColumns", text("adopt.mapping.no_column"), what.section, target_label(what.target)), 0)
    if about == "column" and what.is_whose_asked and what.target:
        return places.get(("MapPartners", what.header), 0)
    if about == "column":
        return places.get(("MapColumns", what.header, what.group), 0)
    words = what.words.open_words if what.words else []
    label = target_label(what.target) if what.target else ""
    found = (places.get(("MapPartners", word)) or places.get(("MapWords", label, word)) for word in words)
    return next((row for row in found if row), 0)
