"""What a fresh workbook takes over from an old one: every cell of the input tables, and the action plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.reading.coerce.clean import as_typed
from pipeline.reading.content import Content
from pipeline.reading.source.cell_marks import ExcelError, Struck, Uncalculated
from pipeline.reading.workbook import Reading
from pipeline.template.new_workbook import ORIGIN, CarriedCell
from schemas.spec import table

if TYPE_CHECKING:
    from pipeline.template.carried.old_cells import OldCells

Rows = list[dict[str, object]]

# Beside the input tables: results in which people write, and which copies are out and what was answered of them.
WRITTEN_IN = ("ActionPlan", "Agenda", "Copies", "Proposals")
# Their rows are told apart by what stands in them, so that no formula may stand there.
WITHOUT_FORMULAS = ("Arrangement", "Partners")


def carried(reading: Reading, old: OldCells) -> tuple[dict[str, Rows], dict[str, tuple[str, ...]]]:
    """The rows by table, under column keys and, for columns that people added, under their header; and those headers.

    Cells are taken as they stand, those that could not be understood included: nothing people wrote
    is lost. Formulas are as in the old workbook. Results in which nobody writes are not carried; the next run makes
    them.
    """
    values, own = {}, {}
    for name, read in reading.contents.items():
        if is_carried(name):
            values[name] = _rows(read, old.formulas(read.found.sheet))
            own[name] = own_columns(read)
    return values, own


def is_carried(name: str) -> bool:
    """Whether a table's cells are taken over."""
    return table(name).is_input or name in WRITTEN_IN


def own_columns(read: Content) -> tuple[str, ...]:
    """The headers of the columns that people added."""
    taken = {head.position for head in read.heads.ours}
    return tuple(
        header for position, header in enumerate(read.found.headers) if position not in taken and header.strip()
    )


def names_of(read: Content) -> list[str]:
    """What each column's cells stand under, from left to right; "" for one that has no header."""
    names = dict(enumerate(read.found.headers)) | {head.position: head.key for head in read.heads.ours}
    return [name if name.strip() else "" for _, name in sorted(names.items())]


def _rows(read: Content, formulas: Mapping[tuple[int, int], str]) -> Rows:
    found, names = read.found, names_of(read)
    ours = {head.key for head in read.heads.ours if head.column.owner == "us" or head.column.is_key}
    plain = set(names) if found.table.name in WITHOUT_FORMULAS else ours
    rows: Rows = []
    for number, cells in zip(found.numbers, found.cells, strict=True):
        row: dict[str, object] = {ORIGIN: number}
        for column, (name, cell) in enumerate(zip(names, cells, strict=True), found.left):
            if name:
                formula = "" if name in plain else formulas.get((number, column), "")
                row[name] = _cell(cell, formula, found.formats.get((number, column), ""))
        rows.append(row)
    return rows


def _cell(cell: object, formula: str, number_format: str) -> object:
    """The cell with all that its value depends on; what has no value of its own is empty."""
    if isinstance(cell, Struck):
        value = cell.value if cell.is_whole else cell.left.plain
        return CarriedCell(value, is_struck=cell.is_whole)
    if isinstance(cell, (Uncalculated, ExcelError)):
        value = str(cell) if isinstance(cell, ExcelError) and formula else None
        return CarriedCell(value, formula, number_format)
    is_plain = cell is None or isinstance(cell, (str, int, float)) or hasattr(cell, "year")
    value = cell if is_plain else as_typed(cell)
    return CarriedCell(value, formula, number_format) if formula or number_format else value
