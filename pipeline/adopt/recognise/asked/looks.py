"""What only the look of a cell says: a row that is struck out, a number that people see as per cent."""

from __future__ import annotations

from pipeline.adopt.proposal import TableProposal, ranges
from pipeline.adopt.recognise.rows.body import reason
from pipeline.adopt.source.sheet import SourceSheet, is_empty, number_of, shown
from pipeline.reading.coerce.amount_parts import PER_CENT
from schemas.spec import table as table_named
from schemas.wording.text import text

# The texts that make a row of ours a record.
MAIN = frozenset({"Risks.description", "Risks.event", "Activities.title", "Indicators.text", "Budget.description"})


def question_looks(sheet: SourceSheet, table: TableProposal) -> None:
    """Leave rows whose main text is struck out, and ask about them; ask about amounts that are shown as per cent.

    Rows that are hidden are carried, and named.
    """
    _leave_struck(sheet, table)
    if hidden := [row for row in table.carried if row in sheet.hidden_rows]:
        numbers = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges(hidden))
        table.why = table.why or text("adopt.why.hidden_rows", rows=numbers)
    for column in table.columns if PER_CENT in sheet.units.values() else ():
        of, _, name = (column.target or "").partition(".")
        if not name or column.words or column.ask or not table_named(of).by_name[name].is_number:
            continue
        rows = [row for row in table.carried if sheet.units.get((row, column.column)) == PER_CENT]
        if rows:
            share = number_of(sheet.at(rows[0], column.column)) or 0.0
            said = {"cell": sheet.address(rows[0], column.column), "shown": f"{shown(round(100 * share, 4))} %"}
            column.ask, column.why = True, text("adopt.why.per_cent", number=shown(share), **said)


def _leave_struck(sheet: SourceSheet, table: TableProposal) -> None:
    main = [column.column for column in table.columns if column.target in MAIN]
    is_struck = False
    for row in list(table.carried) if sheet.struck else ():
        # What continues a record goes where that goes.
        is_struck = is_struck if row in table.continued else is_struck_row(sheet, row, main)
        if is_struck:
            table.carried.remove(row)
            table.left[row] = reason("struck")
            if row not in table.continued:
                table.doubtful[row] = next(filter(None, (shown(sheet.at(row, one)) for one in main)))


def is_shown_as_share(sheet: SourceSheet, rows: range, column: int) -> bool:
    """Whether people see numbers of a column as per cent: 1 is the whole then, and no step of a scale."""
    return bool(sheet.units) and any(sheet.units.get((row, column)) == PER_CENT for row in rows)


def is_struck_row(sheet: SourceSheet, row: int, main: list[int]) -> bool:
    """Whether nothing is left of the main text of a row."""
    filled = [column for column in main if not is_empty(sheet.at(row, column))]
    return bool(filled) and all(sheet.struck.get((row, column)) == "" for column in filled)
