"""ActionPlan: the merged plan as an update of its table; people's cells are kept exactly as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.domain.table_update import KEEP, OutRows, TableUpdate, Value
from pipeline.plan.plan_row import Plan, PlanRow
from pipeline.reading.addresses import Places
from pipeline.results.cells import column, out_column
from pipeline.results.tables import layout
from schemas.spec import Column, table

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present


def update(plan: Plan, present: Present, places: Places) -> TableUpdate:
    """Every row in its place, new ones at the end; a filter that people set stays."""
    columns = layout(table("ActionPlan"), present, ())
    rows = OutRows([row.source for row in plan.rows], [_cells(plan, of, places) for _, of, _ in columns])
    out = tuple(out_column(of, header) for _, of, header in columns)
    return TableUpdate(present.table, out, rows, clear_filter=False)


def _cells(plan: Plan, of: Column, places: Places) -> list[Value]:
    """What to write into a column, row by row: what is not ours to write stays."""
    written, _ = column(of, [row.values.get(of.name) for row in plan.rows], places)
    return [cell if of.name in row.values else _standing(row, of) for row, cell in zip(plan.rows, written, strict=True)]


def _standing(row: PlanRow, of: Column) -> Value:
    if of.name == "notes" and row.notes is not None:
        return row.notes
    return None if row.source is None else KEEP
