"""The tables of the first databases, which had no version: those that are there already stay as they are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables that are not there: the last ones came later than the others."""
    there = set(sa.inspect(op.get_bind()).get_table_names())
    for name, make in {"run": _run, "workbook_result": _result, "item_state": _item}.items():
        if name not in there:
            make()
    for name in ("told_result", "own_result"):
        if name not in there:
            _numbers(name)


def _run() -> None:
    op.create_table(
        "run",
        sa.Column("run_id", sa.String(40), primary_key=True),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("finished_at", sa.String(32)),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("paths", sa.JSON, nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("exit_code", sa.Integer),
        sa.Column("counts", sa.JSON),
    )
    op.create_index("ix_run_started_at", "run", ["started_at"])


def _result() -> None:
    op.create_table(
        "workbook_result",
        sa.Column("run_id", sa.String(40), sa.ForeignKey("run.run_id"), primary_key=True),
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("workbook_id", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("was_opened", sa.Integer, nullable=False),
        sa.Column("cell_errors", sa.Integer, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("actions", sa.JSON, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
    )
    op.create_index("ix_workbook_result_workbook_id", "workbook_result", ["workbook_id"])


def _item() -> None:
    op.create_table(
        "item_state",
        sa.Column("run_id", sa.String(40), sa.ForeignKey("run.run_id"), primary_key=True),
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("item_id", sa.String(200), primary_key=True),
        sa.Column("workbook_id", sa.String(64), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("due", sa.String(10), nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
    )
    op.create_index("ix_item_state_workbook_id", "item_state", ["workbook_id"])


def _numbers(name: str) -> None:
    counted = ("critical", "high", "medium", "low", "actions", "late")
    op.create_table(
        name,
        sa.Column("run_id", sa.String(40), sa.ForeignKey("run.run_id"), primary_key=True),
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("workbook_id", sa.String(64), nullable=False),
        *(sa.Column(column, sa.Integer, nullable=False) for column in counted),
        sa.Column("items", sa.JSON),
    )
    op.create_index(f"{name}_path", name, ["path", "run_id"])
