"""The tables Copies and Proposals: added to a workbook when they are first needed, and brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.analysis.order import natural
from pipeline.copies.proposal import Said, table_shown
from pipeline.domain.table_update import KEEP, OutRow, TableUpdate, Value
from pipeline.plan.shape import fitting
from pipeline.reading.output_tables import Present
from pipeline.results.cells import out_column
from pipeline.results.unchanged import differs
from pipeline.xlsx.writer.new_sheet import NewColumn, NewSheet, with_sheets
from pipeline.xlsx.writer.rewrite import rewrite
from schemas.spec import Column, Table, all_tables, table

COPIES, PROPOSALS = "Copies", "Proposals"
Cells = Callable[[str], Value]


@dataclass(frozen=True)
class CopyRow:
    """What is known of the copy of one party; `source` is its row where it stands already."""

    partner: str
    sent_on: date | None = None
    back_by: date | None = None
    back_on: date | None = None
    differs: tuple[str, ...] = ()
    proposals: int = 0
    source: int | None = None


def copy_rows(present: Present | None) -> list[CopyRow]:
    """The rows of Copies as they stand."""
    rows = []
    for row in present.rows if present else ():
        given = row.values
        partner = str(given.get("partner") or "")
        if partner:
            sent_on, back_by, back_on = (_day(given.get(name)) for name in ("sent_on", "back_by", "back_on"))
            rows.append(CopyRow(partner, sent_on, back_by, back_on, source=row.row))
    return rows


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def with_open(rows: Iterable[CopyRow], proposals: Sequence[Said]) -> list[CopyRow]:
    """The rows with what each party's copy says otherwise and nobody has answered yet."""
    filled = []
    for row in rows:
        open_ones = [said for said in proposals if said.partner == row.partner and said.is_open]
        kinds = [(said.stamp.kind if said.stamp else "free", said.row) for said in open_ones]
        ids = sorted({id for kind, id in kinds if kind in ("cell", "gone")}, key=natural)
        count = sum(kind in ("row", "free") for kind, _ in kinds)
        filled.append(replace(row, differs=tuple(ids), proposals=count))
    return filled


def in_order(proposals: Iterable[Said]) -> list[Said]:
    """The proposals as they stand in the table: sheet by sheet, row by row, whatever copy came first."""
    order = {name: at for at, name in enumerate(all_tables())}
    return sorted(
        proposals,
        key=lambda said: (
            order.get(said.table, len(order)),
            said.table,
            natural(said.row),
            said.column,
            said.partner,
            said.in_the_copy,
        ),
    )


def with_tables(
    data: bytes, copies: tuple[Present | None, Sequence[CopyRow]], proposals: tuple[Present | None, Sequence[Said]]
) -> bytes:
    """The workbook with both tables as given; one that is not there is added once it has a row. Raises WriteError."""
    updates, missing = [], []
    for name, (present, rows) in ((COPIES, copies), (PROPOSALS, proposals)):
        update = _update(name, present, rows)
        if present is None and rows:
            missing.append(_new_sheet(table(name)))
        if rows and (present is None or differs(update, present)):
            updates.append(update)
    return rewrite(with_sheets(data, missing), updates) if updates else data


def _update(name: str, present: Present | None, rows: Sequence[CopyRow] | Sequence[Said]) -> TableUpdate:
    columns = table(name).columns
    headers = [present.columns.get(column.name, column.header()) if present else column.header() for column in columns]
    made = []
    for row in rows:
        cells = _of_copy(row) if isinstance(row, CopyRow) else _of_proposal(row)
        made.append(OutRow(row.source, tuple(cells(column.name) for column in columns)))
    outs = tuple(out_column(column, header) for column, header in zip(columns, headers, strict=True))
    return TableUpdate(name, outs, tuple(made))


def _of_copy(row: CopyRow) -> Cells:
    def cell(name: str) -> Value:
        if name == "differs":
            return fitting(", ".join(row.differs)) or None
        if name == "proposals":
            return row.proposals or None
        value: Value = getattr(row, name)
        return value

    return cell


def _of_proposal(said: Said) -> Cells:
    given = {
        "partner": said.partner, "table": table_shown(said.table), "row_id": said.row, "column_name": said.column,
        "here": said.here, "in_the_copy": said.in_the_copy, "why": said.why,
        "stamp": said.stamp.text() if said.stamp else "",
    }  # fmt: skip

    def cell(name: str) -> Value:
        if name == "accept":
            # What people answered stays as they wrote it; only a question that is asked again is without an answer.
            return KEEP if said.source is not None and not said.is_asked_again else None
        if name == "stamp" and said.stamp is None and said.source is not None:
            return KEEP
        return fitting(given[name]) or None

    return cell


def _new_sheet(of: Table) -> NewSheet:
    return NewSheet(of.sheet, of.name, of.description, [_new_column(column) for column in of.columns])


def _new_column(column: Column) -> NewColumn:
    words = column.vocabulary
    return NewColumn(
        column.header(), "date" if column.kind == "date" else "text", column.width, column.owner == "people",
        column.hidden, words.labels if words and column.owner == "people" else (),
    )  # fmt: skip
