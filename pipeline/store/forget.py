"""Removing from the history what should not be kept any more. Raises SQLAlchemyError where the database is silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from pipeline.store.history import History
from pipeline.store.tables import item_state, own_result, run, told_result, workbook_result

_OF_WORKBOOKS = (item_state, told_result, own_result, workbook_result)
AT_ONCE = 500


def forget_workbooks(history: History, paths: Sequence[str]) -> int:
    """Remove all that runs found in the workbooks that lie or lay at these paths, under whatever names; how many runs.

    A run over nothing else goes as well.
    """
    by_path = select(workbook_result.c.workbook_id).where(workbook_result.c.path.in_(paths)).distinct()
    ids = [row["workbook_id"] for row in history.ask(by_path) if row["workbook_id"]]
    concerned = workbook_result.c.path.in_(paths) | workbook_result.c.workbook_id.in_(ids)
    rows = history.ask(select(workbook_result.c.run_id, workbook_result.c.path).where(concerned))
    named = {*paths, *(row["path"] for row in rows)}
    history.change(
        *(delete(table).where(table.c.path.in_(paths) | table.c.workbook_id.in_(ids)) for table in _OF_WORKBOOKS)
    )
    alone = [row["run_id"] for row in history.ask(select(run.c.run_id, run.c.paths)) if named.issuperset(row["paths"])]
    for at in range(0, len(alone), AT_ONCE):
        some = alone[at : at + AT_ONCE]
        left = select(workbook_result.c.run_id)
        history.change(delete(run).where(run.c.run_id.in_(some), run.c.run_id.not_in(left)))
    return len({row["run_id"] for row in rows})


def forget_runs(history: History, days: int, now: datetime) -> int:
    """Remove the runs that began more than so many days ago, with all that they found; how many."""
    oldest = (now.astimezone(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")
    old = select(run.c.run_id).where(run.c.started_at < oldest)
    steps = [delete(table).where(table.c.run_id.in_(old)) for table in _OF_WORKBOOKS]
    return history.change(*steps, delete(run).where(run.c.started_at < oldest))[-1]
