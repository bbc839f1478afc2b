"""An index by which the results of one workbook are found, whatever the number of runs."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the index."""
    op.create_index("workbook_result_path", "workbook_result", ["path", "run_id"])
