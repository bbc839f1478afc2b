"""What the runs before a given one left behind, for a comparison with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from pipeline.store.history import History, Row
from pipeline.store.tables import item_state, run, workbook_result

# A run over the same paths is looked for among so many of the last ones.
LOOKED_AT = 500
# Databases bound how many values one query may name.
AT_ONCE = 500
# With these a workbook was read; `open` and `refused` may be either.
_READ = ("written", "unchanged", "checked", "beside", "strict")

# (finding or action, its id): a finding's severity or an action's state; status as people set it; due date or "".
Items = Mapping[tuple[str, str], tuple[str, str, str]]


@dataclass(frozen=True, kw_only=True)
class Before:
    """The last run over the same paths, and each workbook as it was last read.

    `code` is its exit code, None for one that was broken off; `was` is False where there was none.
    `workbooks` are the results of the last such run that finished, by path; `items` what was found when
    the workbook was last read, `days` on which day (ISO).
    """

    was: bool = False
    code: int | None = None
    workbooks: Mapping[str, Row] = field(default_factory=dict)
    items: Mapping[str, Items] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)


def before(history: History, run_id: str, paths: Sequence[str], opened: Sequence[str]) -> Before:
    """What was before the run `run_id` over `paths`; `opened` are the workbooks whose items are wanted.

    Raises SQLAlchemyError where the database does not answer.
    """
    runs = [row for row in _ended(history, run_id) if row["paths"] == list(paths)]
    finished = next((row["run_id"] for row in runs if row["status"] == "finished"), "")
    results = history.ask(select(workbook_result).where(workbook_result.c.run_id == finished))
    last = _last_reading(history, run_id, opened)
    return Before(
        was=bool(runs), code=runs[0]["exit_code"] if runs else None, workbooks={row["path"]: row for row in results},
        items=_items(history, last), days={path: row["day"] for path, row in last.items()},
    )  # fmt: skip


def _ended(history: History, run_id: str) -> list[Row]:
    began = select(run.c.started_at).where(run.c.run_id == run_id).scalar_subquery()
    return history.ask(
        select(run.c.run_id, run.c.paths, run.c.status, run.c.exit_code)
        .where(run.c.started_at < began, run.c.finished_at.is_not(None))
        .order_by(run.c.started_at.desc(), run.c.run_id)
        .limit(LOOKED_AT)
    )


def _last_reading(history: History, run_id: str, opened: Sequence[str]) -> dict[str, Row]:
    """The last earlier run in which each workbook was read, by its path."""
    began = select(run.c.started_at).where(run.c.run_id == run_id).scalar_subquery()
    found = {}
    for some in _portions(opened):
        newest = (
            select(workbook_result.c.path, func.max(run.c.started_at).label("at"))
            .join(run)
            .where(
                workbook_result.c.path.in_(some), workbook_result.c.was_opened == 1,
                workbook_result.c.status.in_(_READ), run.c.started_at < began,
            )
            .group_by(workbook_result.c.path)
            .subquery()
        )  # fmt: skip
        wanted = (
            select(newest.c.path, run.c.run_id, run.c.day)
            .join(workbook_result, workbook_result.c.path == newest.c.path)
            .join(run, (run.c.run_id == workbook_result.c.run_id) & (run.c.started_at == newest.c.at))
        )
        found.update({row["path"]: row for row in history.ask(wanted)})
    return found


def _items(history: History, last: Mapping[str, Row]) -> dict[str, Items]:
    by_run: dict[str, list[str]] = defaultdict(list)
    for path, row in last.items():
        by_run[row["run_id"]].append(path)
    found: dict[str, dict[tuple[str, str], tuple[str, str, str]]] = {path: {} for path in last}
    for run_id, paths in by_run.items():
        for some in _portions(paths):
            for row in history.ask(
                select(item_state).where(item_state.c.run_id == run_id, item_state.c.path.in_(some))
            ):
                if row["path"] in found:  # not so where an index is damaged
                    found[row["path"]][row["kind"], row["item_id"]] = (row["status"], row["value"], row["due"])
    return dict(found)


def _portions(names: Sequence[str]) -> list[list[Any]]:
    return [list(names[at : at + AT_ONCE]) for at in range(0, len(names), AT_ONCE)]
