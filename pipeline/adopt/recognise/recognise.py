"""What a file holds for us: its sheets searched for tables, each table weighed as every kind it may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import PurePath

from pipeline.adopt.proposal import ColumnProposal, Proposal, TableProposal
from pipeline.adopt.recognise.answers.answer_heads import are_marks
from pipeline.adopt.recognise.answers.tick_heads import with_answers
from pipeline.adopt.recognise.asked.colours import ask_colours
from pipeline.adopt.recognise.asked.currency import settle_currency
from pipeline.adopt.recognise.asked.looks import question_looks
from pipeline.adopt.recognise.asked.summaries import ask_summaries
from pipeline.adopt.recognise.budgets import KIND as BUDGET
from pipeline.adopt.recognise.budgets import budget
from pipeline.adopt.recognise.by_values.heads import heads_by_shape
from pipeline.adopt.recognise.by_values.other_tables import other_table
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.heads.find_heads import heads
from pipeline.adopt.recognise.heads.head import Head
from pipeline.adopt.recognise.heads.head_rows import begins_section
from pipeline.adopt.recognise.indicators import indicators
from pipeline.adopt.recognise.legends.find_legends import with_legends
from pipeline.adopt.recognise.matrices import matrices
from pipeline.adopt.recognise.matrix.named.named_roles import named_roles
from pipeline.adopt.recognise.matrix.role_matrices import KIND as MATRIX
from pipeline.adopt.recognise.matrix.services_by_place import services_by_place
from pipeline.adopt.recognise.matrix.which_table import is_surer, is_to_be_asked
from pipeline.adopt.recognise.presence import presence
from pipeline.adopt.recognise.registers import register
from pipeline.adopt.recognise.rows.body import reason
from pipeline.adopt.recognise.rows.sum_rows import with_sum_rows
from pipeline.adopt.recognise.rows.usual import stands_again
from pipeline.adopt.recognise.sideways_lists import lists_on_their_side
from pipeline.adopt.source.only import keep_words
from pipeline.adopt.source.sheet import SourceBook, SourceSheet, is_empty, number_of, shown
from schemas.wording.text import text

_FEWEST_NUMBERS = 2  # columns
_MOST_TITLES = 3  # rows above a header, with it
_FEWEST_AGAIN = 3  # columns of which most repeat themselves


def recognise(book: SourceBook, codes: Mapping[str, str] | None = None, viewer: str = "") -> Proposal:
    """The proposal for a file; `codes` are the partners that are known, by their names and codes as compared.

    `viewer` is the code of the one whose view the file is, "" while nobody has said it.
    """
    proposal = Proposal(book.name, book.sha256, hides_looks=book.hides_looks)
    budgets: list[tuple[TableProposal, SourceSheet]] = []
    found: list[TableProposal] = []
    for sheet in with_sum_rows(with_legends(book.sheets)):
        tables = list(_tables(sheet, PurePath(book.name).stem, dict(codes or {}), viewer))
        for column in [each for table in tables for each in table.columns if each.column in sheet.hidden]:
            column.why = column.why or text("adopt.why.hidden_column")
        for table in tables:
            question_looks(sheet, table)
        for table in tables if sheet.is_hidden else ():
            table.why = table.why or text("adopt.why.hidden")
        proposal.tables += tables
        budgets += [(table, sheet) for table in tables if table.kind == BUDGET]
        other = None if tables else other_table(sheet)
        proposal.others += [other] if other else []
        found += [*tables, *([other] if other else [])]
        if not tables and not other and any(sheet.filled):
            proposal.left_sheets.append((sheet.name, text("adopt.no_table")))
    settle_currency(budgets)
    ask_summaries(budgets)
    for number, table in enumerate(found, 1):
        table.id = f"T{number}"
        if table.turned:
            table.turned.id = table.id
    return proposal


def _tables(sheet: SourceSheet, file: str, codes: dict[str, str], viewer: str) -> list[TableProposal]:
    """The tables of a sheet from the top down; of two that share cells the one that is surer."""
    matrix, lists = matrices(sheet, file, codes, viewer), list(_lists(sheet, file, codes, viewer))
    for below in matrix:
        for above in lists:
            _end_above(sheet, above, below)
    found = [*matrix, *lists]
    found = _with_named_roles(sheet, found, list(named_roles(sheet, file, codes, viewer)))
    found = [table for table in found if not any(_is_within(table, other) for other in found)]
    chosen: list[TableProposal] = []
    for table in sorted(found, key=lambda table: -table.confidence):
        if not any(_overlap(table, other) for other in chosen):
            chosen.append(table)
    chosen.sort(key=lambda table: (table.header_rows, table.columns[0].column))
    for table in chosen:
        _name_columns_within(sheet, table)
    chosen = chosen or list(services_by_place(sheet, file, codes, viewer))
    _name_the_rest(sheet, chosen)
    return chosen


def _with_named_roles(
    sheet: SourceSheet, found: list[TableProposal], named: list[TableProposal]
) -> list[TableProposal]:  # fmt: skip
    """The tables with those whose headers are roles, where nothing surer was found in the same cells."""
    stays = [one for one in named if not any(_overlap(one, other) and is_surer(sheet, other, one) for other in found)]
    for one in stays:
        if any(_overlap(one, other) and is_to_be_asked(sheet, other, one) for other in found):
            one.ask, one.why = True, text("adopt.why.table_unsure")
    return [*(other for other in found if not any(_overlap(one, other) for one in stays)), *stays]


def _end_above(sheet: SourceSheet, above: TableProposal, below: TableProposal) -> None:
    """End a list at the header of a matrix below a gap, where its coded columns hold mostly roles from there on."""
    first = below.header_rows[0]
    rows = [row for row in above.carried if row >= first]
    if below.ask or not rows or above.header_rows[-1] >= first or sheet.filled[first - 2]:
        return
    lists = [(each.column, each.words) for each in above.columns if each.words]
    coded = [(words, shown(sheet.at(row, column))) for column, words in lists for row in rows]
    known = sum(words.said(cell) in words.map for words, cell in coded if cell)
    if 2 * known >= sum(bool(cell) for _, cell in coded):
        return
    above.carried = [row for row in above.carried if row < first]
    above.left = {row: why for row, why in above.left.items() if row < first}
    above.doubtful = {row: said for row, said in above.doubtful.items() if row < first}
    keep_words(above, sheet)


def _name_the_rest(sheet: SourceSheet, tables: list[TableProposal]) -> None:
    """Leave every filled row below a header by name that is part of no table."""
    inside = {row for table in tables for row in (*table.header_rows, *table.carried, *table.left)}
    for at, table in enumerate(tables, 1):
        end = tables[at].header_rows[0] if at < len(tables) else len(sheet.rows) + 1
        for row in range(table.header_rows[-1] + 1, end):
            if sheet.filled[row - 1] and row not in inside:
                table.left[row] = reason("after")


def _name_columns_within(sheet: SourceSheet, table: TableProposal) -> None:
    """Name every column between those of a table that has no header, and a value in a few of its rows."""
    known = {column.column for column in table.columns}
    free = {*range(min(known), max(known))} - known
    if not free or table.turned:
        return
    for number in sorted(free & {column for row in table.carried for column in sheet.filled[row - 1]}):
        cells = (shown(sheet.at(row, number)) for row in table.carried)
        samples = tuple(islice(dict.fromkeys(filter(None, cells)), 3))
        table.columns.append(ColumnProposal(number, "", why=text("adopt.why.no_header"), samples=samples))
    table.columns.sort(key=lambda column: column.column)


def _is_within(table: TableProposal, other: TableProposal) -> bool:
    """Whether what looks like the header of a table is a record of another one: a certain one, or a matrix of marks."""
    may_hold = not other.ask or (table.ask and other.kind == MATRIX != table.kind)
    return may_hold and table.header_rows[-1] in other.carried and _overlap(table, other)


def _overlap(one: TableProposal, other: TableProposal) -> bool:
    """Whether two tables have rows and columns in common."""
    rows, others = (_rows(table) for table in (one, other))
    if rows[0] > others[1] or others[0] > rows[1]:
        return False
    columns = {column.column for column in one.columns} & {column.column for column in other.columns}
    return bool(columns)


def _rows(table: TableProposal) -> tuple[int, int]:
    return table.header_rows[0], max([*table.carried, *table.header_rows])


def _lists(sheet: SourceSheet, file: str, codes: dict[str, str], viewer: str) -> Iterator[TableProposal]:
    """Tables with a header that names what each column is, from the top down; each ends where the next one stands."""
    is_found = False
    for table in _below(sheet, file, [with_answers(sheet, head) for head in heads(sheet)], codes, viewer):
        is_found = True
        yield table
    if not is_found:
        for table in lists_on_their_side(sheet, lambda over, found: _below(over, file, found, codes, viewer)):
            is_found = True
            yield table
    # None of its headers is that of a table of ours: told by the form of its rows, and asked about.
    for table in () if is_found else _below(sheet, file, heads_by_shape(sheet), codes, viewer):
        table.ask, table.why = True, text("adopt.why.table_unsure")
        yield table


def _below(
    sheet: SourceSheet, file: str, found: list[Head], codes: dict[str, str], viewer: str
) -> Iterator[TableProposal]:  # fmt: skip
    """The tables below these headers."""
    ends: list[tuple[int, Head]] = []
    for at, head in enumerate(found):
        if any(head.rows[0] <= end and _same_columns(head, other) for end, other in ends):
            continue
        table = _best(Candidate(sheet, file, head, end_of(sheet, found, at)), codes, viewer)
        if table:
            keep_words(table, sheet)
            ask_colours(sheet, table)
            ends.append((max([*table.carried, *table.header_rows]), head))
            yield table


def _same_columns(head: Head, other: Head) -> bool:
    return other.left <= head.right and head.left <= other.right


def end_of(sheet: SourceSheet, found: list[Head], at: int) -> int:
    """The last row before the next header that is as clear and stands in the same columns."""
    head = found[at]
    for other in found[at + 1 :]:
        if _says_the_same(head, other) or begins_section(sheet, other.last_row, _texts_of(head)):
            continue  # the header once more: one list, with one scale
        if other.rows[0] > head.last_row and _are_records(sheet, head, other):
            continue
        if other.best < head.best and not (_stands_apart(sheet, other) or _names_numbers(sheet, head, other)):
            continue  # a record of which several words are those of headers
        if _stands_apart(sheet, other) and _names_marks(sheet, head, other):
            return other.rows[0] - 1
        if other.rows[0] > head.last_row and _same_columns(head, other) and other.best >= max(2.9, 0.6 * head.best):
            return other.rows[0] - 1
    return len(sheet.rows)


def _texts_of(head: Head) -> dict[int, str]:
    return {each.column: each.header for each in head.columns}


def _are_records(sheet: SourceSheet, head: Head, other: Head) -> bool:
    """Whether most texts of what looks like a header stand in other rows of their columns too: Likely, Open."""
    # A header that is merged down to its last row leaves that empty, as all that stands around it is.
    there = [each.column for each in other.columns if not is_empty(sheet.at(other.last_row, each.column))]
    again = sum(stands_again(sheet, other.last_row, column, head.last_row + 1) for column in there)
    return len(there) > _FEWEST_AGAIN and again > len(there) / 2


def _stands_apart(sheet: SourceSheet, head: Head) -> bool:
    """Whether an empty row stands above a header, or above its title: a heading alone stands among records too."""
    row = head.rows[0] - 1
    while row > head.rows[0] - _MOST_TITLES and row > 0 and len(sheet.filled[row - 1]) == 1:
        row -= 1
    return row < 1 or not sheet.filled[row - 1]


def _names_numbers(sheet: SourceSheet, head: Head, other: Head) -> bool:
    """Whether texts of what looks like a header stand where the records above have numbers."""
    rows = range(head.last_row + 1, other.rows[0])

    def has_numbers(column: int) -> bool:
        cells = [cell for row in rows if not is_empty(cell := sheet.at(row, column))]
        return 2 * sum(number_of(cell) is not None for cell in cells) > len(cells)

    return sum(has_numbers(each.column) for each in other.columns) >= _FEWEST_NUMBERS


def _names_marks(sheet: SourceSheet, head: Head, other: Head) -> bool:
    """Whether another header below answers that are ticked stands where the records above have nothing but marks."""
    own = {each.column: each.header for each in head.columns}
    below = [each.column for each in other.columns if each.column in own]
    ticked = [at for at in below if are_marks(_texts_between(sheet, at, head, other))]
    return other.rows[0] > head.last_row and any(_texts_between(sheet, at, head, other) for at in ticked)


def _texts_between(sheet: SourceSheet, column: int, head: Head, other: Head) -> list[str]:
    """What stands in a column below a header and above another one, without that header once more."""
    rows = range(head.last_row + 1, other.rows[0])
    own = {each.header for each in head.columns}
    return [said for row in rows if (said := shown(sheet.at(row, column))) and said not in own]


def _says_the_same(head: Head, other: Head) -> bool:
    """Whether two headers have the same texts in the same columns."""
    texts = {(each.column, each.words) for each in head.columns}
    again = sum((each.column, each.words) in texts for each in other.columns)
    return again >= 0.7 * len(texts)


def _best(candidate: Candidate, codes: dict[str, str], viewer: str) -> TableProposal | None:
    """The kind of table that a candidate most likely is."""
    tables = [table for table in _kinds(candidate, codes, viewer) if table]
    return max(tables, key=lambda table: table.confidence, default=None)


def _kinds(candidate: Candidate, codes: dict[str, str], viewer: str) -> Iterator[TableProposal | None]:
    yield register(candidate, codes)
    yield indicators(candidate)
    yield budget(candidate, codes)
    yield presence(candidate, codes, viewer)
