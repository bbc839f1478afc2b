"""The tables of the history. Who changes them adds a migration: CONTRIBUTING.md, The history."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, MetaData, Table

from pipeline.store import checked_types as of

history = MetaData()
# Moments are texts in ISO form (UTC): the same on every database, and they sort.
run = Table(
    "run", history,
    Column("run_id", of.text(40), primary_key=True),
    Column("started_at", of.moment(), nullable=False, index=True),
    Column("finished_at", of.text(32, nullable=True)),  # NULL: still going on, or ended without a word
    Column("host", of.text(), nullable=False),
    Column("pid", of.number(), nullable=False),
    Column("version", of.text(20), nullable=False),
    Column("day", of.day(), nullable=False),
    Column("paths", of.texts(), nullable=False),
    Column("status", of.text(12), nullable=False),  # running, finished, interrupted
    Column("exit_code", of.number(nullable=True)),
    Column("counts", of.counts(nullable=True)),  # workbooks by status
)  # fmt: skip
workbook_result = Table(
    "workbook_result", history,
    Column("run_id", of.text(40), ForeignKey("run.run_id"), primary_key=True),
    Column("path", of.text(), primary_key=True),
    Column("workbook_id", of.text(64), nullable=False, index=True),
    Column("title", of.text(), nullable=False),
    Column("sha256", of.text(64), nullable=False),
    Column("status", of.text(12), nullable=False),
    Column("was_opened", of.number(), nullable=False),
    Column("cell_errors", of.number(), nullable=False),
    Column("findings", of.counts(), nullable=False),  # by severity
    Column("actions", of.counts(), nullable=False),  # by state
    Column("message", of.text(), nullable=False),
    Index("workbook_result_path", "path", "run_id"),
)  # fmt: skip
# Findings and actions of the workbooks that a run opened, and in one row the views on its risks.
item_state = Table(
    "item_state", history,
    Column("run_id", of.text(40), ForeignKey("run.run_id"), primary_key=True),
    Column("path", of.text(), primary_key=True),
    Column("kind", of.text(10), primary_key=True),
    Column("item_id", of.text(200), primary_key=True),
    Column("workbook_id", of.text(64), nullable=False, index=True),
    Column("status", of.text(20), nullable=False),  # a finding's severity, an action's state, "" of the views
    Column("value", of.text(), nullable=False),  # an action's status as people set it
    Column("due", of.text(10), nullable=False),
    Column("payload", of.data(), nullable=False),
)  # fmt: skip


def _numbers(name: str) -> Table:
    return Table(
        name, history,
        Column("run_id", of.text(40), ForeignKey("run.run_id"), primary_key=True),
        Column("path", of.text(), primary_key=True),
        Column("workbook_id", of.text(64), nullable=False),
        Column("critical", of.number(), nullable=False),
        Column("high", of.number(), nullable=False),
        Column("medium", of.number(), nullable=False),
        Column("low", of.number(), nullable=False),
        Column("actions", of.number(), nullable=False),
        Column("late", of.number(), nullable=False),
        # The ids of findings and actions, for what changed; NULL where the workbook was not opened in this run.
        Column("items", of.told_items()),
        Index(f"{name}_path", "path", "run_id"),
    )  # fmt: skip


# What others may be told, and the same over all rows.
told_result = _numbers("told_result")
own_result = _numbers("own_result")
