"""The tables of the history."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, String, Table, Text

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
