"""The sheets that people asked for, as they filled them in: a compact table each, and only where it has rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.analysis.words import day
from pipeline.domain.arrangement import Arrangement, Row
from pipeline.report.words import label
from schemas.fields import PARTNER_MARK
from schemas.spec import Column, Table, optional_tables
from schemas.wording.numbers_and_days import measured, number_text
from schemas.wording.text import joined, text


@dataclass(frozen=True, slots=True)
class FurtherRow:
    """A row: its id, its number in the sheet, and the text of each cell that is shown."""

    id: str
    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FurtherSheet:
    """One sheet: its table, how it is called, the headers of the columns that hold something, and its rows."""

    name: str
    title: str
    headers: tuple[str, ...]
    rows: tuple[FurtherRow, ...]


def further_sheets(given: Arrangement) -> tuple[FurtherSheet, ...]:
    """Every such sheet with rows, in the order of the sheets."""
    return tuple(_sheet(of, given.others[of.name]) for of in optional_tables() if given.others.get(of.name))


def _sheet(of: Table, rows: tuple[Row, ...]) -> FurtherSheet:
    """Without the columns that are empty in every row; the id stands by itself."""
    columns = [column for column in of.columns if not column.is_key and not column.hidden]
    read = [(row, [_shown(row, column) for column in columns]) for row in rows]
    filled = [at for at in range(len(columns)) if any(cells[at] for _, cells in read)]
    return FurtherSheet(
        of.name, of.sheet, tuple(columns[at].title for at in filled),
        tuple(FurtherRow(row.id, row.row, tuple(cells[at] for at in filled)) for row, cells in read),
    )  # fmt: skip


def _shown(row: Row, column: Column) -> str:
    """A cell in words; of a column for each partner every answer, with whose it is."""
    value = getattr(row, column.name)
    if isinstance(value, Mapping):
        return joined(_of_each(row, column, value))
    return text("phrases.not_given") if column.name in row.unknown else _said(value, column)


def _of_each(row: Row, column: Column, answers: Mapping[str, object]) -> Iterator[str]:
    for code, answer in answers.items():
        yield text("phrases.headed", heading=code, items=_said(answer, column))
    for key in sorted(row.unknown):
        name, _, code = key.partition(PARTNER_MARK)
        if name == column.name and code:
            yield text("phrases.headed", heading=code, items=text("phrases.not_given"))


def _said(value: object, column: Column) -> str:
    if isinstance(value, tuple):
        return joined(_said(one, column) for one in value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (int, float)):
        return number_text(value) if float(value).is_integer() else measured(value)
    return label(str(value), column.words) if column.words and value else str(value or "")
