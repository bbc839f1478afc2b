"""ActionPlan: the merged plan as an update of its table; people's cells are kept exactly as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.domain.table_update import KEEP, OutRow, TableUpdate, Value
from pipeline.plan.plan_row import Plan, PlanRow
from pipeline.reading.addresses import Places
from pipeline.results.cells import cell, out_column
from pipeline.results.tables import layout
from schemas.spec import Column, table

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present


def update(plan: Plan, present: Present, places: Places) -> TableUpdate:
    """Every row in its place, new ones at the end; a filter that people set stays."""
    columns = layout(table("ActionPlan"), present, ())
    rows = tuple(OutRow(row.source, tuple(_cell(row, column, places) for _, column, _ in columns)) for row in plan.rows)
    out = tuple(out_column(column, header) for _, column, header in columns)
    return TableUpdate(present.table, out, rows, clear_filter=False)


def _cell(row: PlanRow, column: Column, places: Places) -> Value:
    if column.name in row.values:
        return cell(column, row.values[column.name], places)
    if column.name == "notes" and row.notes is not None:
        return row.notes
    return None if row.source is None else KEEP
