"""Registers and indicator sheets that lie on their side: what each line says goes down, the risks stand across."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.adopt.proposal import ColumnProposal, TableProposal
from pipeline.adopt.recognise.heads.find_heads import heads
from pipeline.adopt.recognise.heads.head import Head
from pipeline.adopt.recognise.matrix.sideways import turned
from pipeline.adopt.recognise.rows.body import reason
from pipeline.adopt.source.sheet import SourceSheet, number_of, shown
from schemas.wording.text import text

_MOST_ROWS, _MOST_COLUMNS = 200, 60  # more are no form of a few risks beside each other
_HIGHEST_STEP = 25
_KNOWN = 0.4  # of the fields of a form
_LAST_HEADER, _FEWEST_FIELDS, _FEWEST = 4, 4, 2
_MAIN = ("Risks.description", "Risks.event", "Indicators.text")

Find = Callable[[SourceSheet, list[Head]], Iterator[TableProposal]]


def lists_on_their_side(sheet: SourceSheet, find: Find) -> Iterator[TableProposal]:
    """The tables of a sheet whose headers stand in one of its first columns; `find` tells them on the turned sheet."""
    if len(sheet.rows) > _MOST_ROWS or sheet.width > _MOST_COLUMNS:
        return
    if _holds_amounts(sheet):
        return
    over = turned(sheet, 1, len(sheet.rows))
    headed = [
        one
        for one in heads(over)
        if one.last_row <= _LAST_HEADER and len(one.columns) >= _FEWEST_FIELDS and one.best >= _KNOWN * len(one.columns)
    ]
    for table in find(over, headed[:1]):
        if table.kind in ("risk_register", "indicators") and not table.ask and len(table.carried) >= _FEWEST:
            yield _upright(sheet, replace(table, orientation="columns"))


def _holds_amounts(sheet: SourceSheet) -> bool:
    """Whether most cells are numbers that are no steps of a scale: sums of several years, and no risks."""
    numbers = [number_of(sheet.at(row, column)) for row, filled in enumerate(sheet.filled, 1) for column in filled[1:]]
    amounts = sum(number is not None and abs(number) > _HIGHEST_STEP for number in numbers)
    return 2 * amounts > len(numbers)


def _upright(sheet: SourceSheet, table: TableProposal) -> TableProposal:
    """What people see of it: the columns and rows of the sheet as they stand."""
    main = next(column for target in _MAIN for column in table.columns if column.target == target)
    at, fields = table.header_rows[-1], {column.column: column for column in table.columns}
    rows = [row for row in range(min(fields), max(fields) + 1) if sheet.filled[row - 1]]
    carried = [row for row in rows[1:] if row in fields and fields[row].target]
    columns = list(_columns(sheet, table, main, [fields[row] for row in carried], at))
    left = {row: _why_left(fields, row) for row in rows[1:] if row not in carried}
    return replace(
        table, columns=columns, header_rows=(rows[0],), first_row=rows[0] + 1, turned=table, carried=carried,
        left=left, continued=set(), sections={}, headings={}, doubtful={},
    )  # fmt: skip


def _why_left(fields: Mapping[int, ColumnProposal], row: int) -> str:
    return (row in fields and fields[row].why) or reason("heading")


def _columns(
    sheet: SourceSheet, table: TableProposal, main: ColumnProposal, fields: Sequence[ColumnProposal], at: int
) -> Iterator[ColumnProposal]:  # fmt: skip
    shows = [field.column for field in fields if not field.holds_names][:3]
    for number in sorted({at, *table.carried, *table.left}):
        is_record = number in table.carried
        why = "" if is_record else text("adopt.headers.header") if number == at else table.left[number]
        target = main.target if is_record else None
        made = ColumnProposal(
            number, shown(sheet.at(main.column, number)), "", target, confidence=table.confidence, why=why
        )
        made.samples = tuple(shown(sheet.at(row, number)) for row in shows) if is_record else ()
        yield made
