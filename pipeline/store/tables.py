"""The tables of the history. Who changes them adds a migration: CONTRIBUTING.md, The history."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

history = MetaData()
# Moments are texts in ISO form (UTC): the same on every database, and they sort.
run = Table(
    "run", history,
    Column("run_id", String(40), primary_key=True),
    Column("started_at", String(32), nullable=False, index=True),
    Column("finished_at", String(32)),  # NULL: still going on, or ended without a word
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("version", String(20), nullable=False),
    Column("day", String(10), nullable=False),
    Column("paths", JSON, nullable=False),
    Column("status", String(12), nullable=False),  # running, finished, interrupted
    Column("exit_code", Integer),
    Column("counts", JSON),  # workbooks by status
)  # fmt: skip
workbook_result = Table(
    "workbook_result", history,
    Column("run_id", String(40), ForeignKey("run.run_id"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("workbook_id", String(64), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("status", String(12), nullable=False),
    Column("was_opened", Integer, nullable=False),
    Column("cell_errors", Integer, nullable=False),
    Column("findings", JSON, nullable=False),  # by severity
    Column("actions", JSON, nullable=False),  # by state
    Column("message", Text, nullable=False),
    Index("workbook_result_path", "path", "run_id"),
)  # fmt: skip
# Findings and actions of the workbooks that a run opened.
item_state = Table(
    "item_state", history,
    Column("run_id", String(40), ForeignKey("run.run_id"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("item_id", String(200), primary_key=True),
    Column("workbook_id", String(64), nullable=False, index=True),
    Column("status", String(20), nullable=False),  # a finding's severity, an action's state
    Column("value", Text, nullable=False),  # an action's status as people set it
    Column("due", String(10), nullable=False),
    Column("payload", JSON, nullable=False),
)  # fmt: skip


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
