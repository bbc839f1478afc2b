"""The previous run, for messages and portfolios alike: over the same paths or workbooks, and which workbook is which.

A workbook is known by its arrangement id, wherever it lies and however its file is called; by its path where the
id is not known. The order in which paths were named does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select

from pipeline.files.backends import as_path
from pipeline.store.history import History, Row
from pipeline.store.tables import item_state, run, workbook_result

# A run over the same is looked for among so many of the last ones.
LOOKED_AT = 2_000
_KINDS = ("finding", "action")
# Databases bound how many values one query may name.
AT_ONCE = 500
# With these a workbook was read; `open` and `refused` may be either.
_READ = ("written", "unchanged", "checked", "beside", "strict")

# (finding or action, its id): a finding's severity or an action's state; status as people set it; due date or "".
Items = Mapping[tuple[str, str], tuple[str, str, str]]


@dataclass(frozen=True, kw_only=True)
class ThisRun:
    """The run that is compared: the `paths` it was asked for, and its `workbooks`, by path, with their arrangement ids.

    An id is "" where it is not known. Ids of runs sort by time.
    """

    run_id: str
    paths: Sequence[str]
    workbooks: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Before:
    """The last run over the same, and each workbook as it was last read, by its path of now.

    `code` is its exit code, None for one that was broken off; `was` is False where there was none.
    `workbooks` are the results of the last such run that finished, by their path then; `paths` says which of
    these was the workbook of now. `items` are what was found when a workbook was last read, whatever run
    did so, `days` on which day (ISO).
    """

    was: bool = False
    code: int | None = None
    workbooks: Mapping[str, Row] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, Items] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)

    def result(self, path: str) -> Row | None:
        """What became then of the workbook that now lies at `path`."""
        return self.workbooks.get(self.paths.get(path, ""))


def before(history: History, this: ThisRun, opened: Sequence[str]) -> Before:
    """What was before a run; `opened` are the paths of the workbooks whose items are wanted.

    Raises SQLAlchemyError, as all here, where the database does not answer.
    """
    runs = earlier_runs(history, this)
    finished = next((row["run_id"] for row in runs if row["status"] == "finished"), "")
    results = results_of(history, finished)
    last = _last_reading(history, this, opened)
    return Before(
        was=bool(runs), code=runs[0]["exit_code"] if runs else None, workbooks=results,
        paths=same_workbooks(this.workbooks, {path: row["workbook_id"] for path, row in results.items()}),
        items=_items(history, last), days={path: row["day"] for path, row in last.items()},
    )  # fmt: skip


def earlier_runs(history: History, this: ThisRun) -> list[Row]:
    """The runs that ended before this one, finished or not, over the same paths or workbooks, newest first."""
    rows = history.ask(
        select(run.c.run_id, run.c.day, run.c.paths, run.c.status, run.c.exit_code)
        .where(run.c.run_id < this.run_id, run.c.finished_at.is_not(None))
        .order_by(run.c.run_id.desc())
        .limit(LOOKED_AT)
    )
    ours = set(this.paths)
    others = [row for row in rows if _may_be_renamed(ours, set(row["paths"]), this)]
    ids = _ids_in(history, [row["run_id"] for row in others], this)
    renamed = {row["run_id"] for row in others if _is_renamed(ours, set(row["paths"]), ids[row["run_id"]], this)}
    return [row for row in rows if set(row["paths"]) == ours or row["run_id"] in renamed]


def finished_run(history: History, run_id: str) -> list[Row]:
    """The run itself, if it is recorded and finished."""
    itself = (run.c.run_id == run_id, run.c.status == "finished")
    return history.ask(select(run.c.run_id, run.c.day).where(*itself))


def results_of(history: History, run_id: str) -> dict[str, Row]:
    """What became of each workbook of a run, by its path then."""
    return {row["path"]: row for row in history.ask(select(workbook_result).where(workbook_result.c.run_id == run_id))}


def ids_of(history: History, run_id: str) -> dict[str, str]:
    """The arrangement id of each workbook of a run, by its path then."""
    wanted = select(workbook_result.c.path, workbook_result.c.workbook_id).where(workbook_result.c.run_id == run_id)
    return {row["path"]: row["workbook_id"] for row in history.ask(wanted)}


def same_workbooks(now: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """From the path of each workbook now to its path then, where it was there; both with ids by path."""
    at: dict[str, list[str]] = defaultdict(list)
    for path, workbook_id in sorted(then.items()):
        if workbook_id:
            at[workbook_id].append(path)
    found: dict[str, str] = {}
    # Copies have one id: each is the one that lay where it lies, before any of them has moved.
    for path, workbook_id in now.items():
        if path in at.get(workbook_id, ()):
            found[path] = path
            at[workbook_id].remove(path)
    for path, workbook_id in sorted(now.items()):
        if path not in found and at.get(workbook_id):
            found[path] = at[workbook_id].pop(0)
    taken = set(found.values())
    return {**{path: path for path in now if path not in found and path in then and path not in taken}, **found}


def gone(this: ThisRun, same: Mapping[str, str], then: Iterable[str]) -> list[str]:
    """Which of the paths then no workbook has any more; not those in a folder that could not be looked into."""
    known = set(same.values())
    return sorted(
        path
        for path in then
        if path not in known and not any(str(folder) in this.workbooks for folder in as_path(path).parents)
    )


def _may_be_renamed(ours: set[str], theirs: set[str], this: ThisRun) -> bool:
    """Whether the paths of another run may be those of the same workbooks, which had other names."""
    return ours != theirs and len(ours) == len(theirs) and all(this.workbooks.get(path) for path in ours - theirs)


def _is_renamed(ours: set[str], theirs: set[str], ids: Mapping[str, str], this: ThisRun) -> bool:
    then = Counter(ids.get(path, "") for path in theirs - ours)
    return then == Counter(this.workbooks[path] for path in ours - theirs)


def _ids_in(history: History, run_ids: Sequence[str], this: ThisRun) -> dict[str, dict[str, str]]:
    """The ids by path that named workbooks of this run had in other runs."""
    found: dict[str, dict[str, str]] = {run_id: {} for run_id in run_ids}
    if not run_ids:
        return found
    known = [this.workbooks[path] for path in this.paths if this.workbooks.get(path)]
    for runs in _portions(run_ids):
        for ids in _portions(sorted(set(known))):
            wanted = select(workbook_result.c.run_id, workbook_result.c.path, workbook_result.c.workbook_id)
            for row in history.ask(
                wanted.where(workbook_result.c.run_id.in_(runs), workbook_result.c.workbook_id.in_(ids))
            ):
                found.get(row["run_id"], {})[row["path"]] = row["workbook_id"]
    return found


def _last_reading(history: History, this: ThisRun, opened: Sequence[str]) -> dict[str, Row]:
    """The last earlier run in which each workbook was read and where it lay then, by its path of now."""
    ids = {this.workbooks[path]: path for path in opened if this.workbooks.get(path)}
    by_id = {
        ids[row["workbook_id"]]: row
        for some in _portions(list(ids))
        for row in history.ask(_newest(workbook_result.c.workbook_id, some, this.run_id))
        if row["workbook_id"] in ids
    }
    rest = [path for path in opened if path not in by_id]
    by_path = {
        row["path"]: row
        for some in _portions(rest)
        for row in history.ask(_newest(workbook_result.c.path, some, this.run_id))
    }
    return {**by_path, **by_id}


def _newest(column: Any, values: Sequence[str], run_id: str) -> Select[Any]:
    read = (workbook_result.c.was_opened == 1, workbook_result.c.status.in_(_READ))
    newest = (
        select(column.label("of"), func.max(workbook_result.c.run_id).label("run_id"))
        .where(column.in_(values), *read, workbook_result.c.run_id < run_id)
        .group_by(column)
        .subquery()
    )
    return (
        select(workbook_result.c.path, workbook_result.c.workbook_id, run.c.run_id, run.c.day)
        .join(newest, (column == newest.c.of) & (workbook_result.c.run_id == newest.c.run_id))
        .join(run, run.c.run_id == workbook_result.c.run_id)
        .where(*read)
    )


def _items(history: History, last: Mapping[str, Row]) -> dict[str, Items]:
    now_at = {(row["run_id"], row["path"]): path for path, row in last.items()}
    by_run: dict[str, list[str]] = defaultdict(list)
    for run_id, path in now_at:
        by_run[run_id].append(path)
    found: dict[str, dict[tuple[str, str], tuple[str, str, str]]] = {path: {} for path in last}
    for run_id, paths in by_run.items():
        for some in _portions(paths):
            for row in history.ask(
                select(item_state).where(
                    item_state.c.run_id == run_id, item_state.c.path.in_(some), item_state.c.kind.in_(_KINDS)
                )
            ):
                now = now_at.get((row["run_id"], row["path"]))
                if now is not None:  # not so where an index is damaged
                    found[now][row["kind"], row["item_id"]] = (row["status"], row["value"], row["due"])
    return dict(found)


def _portions(names: Sequence[str]) -> list[list[Any]]:
    return [list(names[at : at + AT_ONCE]) for at in range(0, len(names), AT_ONCE)]
