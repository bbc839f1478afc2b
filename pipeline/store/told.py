"""Each workbook in numbers, run by run, in two tables: what others may be told, and what all rows say."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from pipeline.store.tables import history


def _numbers(name: str) -> Table:
    return Table(
        name, history,
        Column("run_id", String(40), ForeignKey("run.run_id"), primary_key=True),
        Column("path", Text, primary_key=True),
        Column("workbook_id", String(64), nullable=False),
        Column("critical", Integer, nullable=False),
        Column("high", Integer, nullable=False),
        Column("medium", Integer, nullable=False),
        Column("low", Integer, nullable=False),
        Column("actions", Integer, nullable=False),
        Column("late", Integer, nullable=False),
        # The ids of findings and actions, for what changed; NULL where the workbook was not opened in this run.
        Column("items", JSON(none_as_null=True)),
        Index(f"{name}_path", "path", "run_id"),
    )  # fmt: skip


# What others may be told, and the same over all rows.
told_result = _numbers("told_result")
own_result = _numbers("own_result")
