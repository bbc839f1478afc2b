"""The past of a folder, asked of the history in a few questions whatever the number of workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.disclosure.audience import OUTSIDE, PARTIES, Edition, named
from pipeline.portfolio.partnership import key
from pipeline.run.result import RunResult
from pipeline.run.state.history_writer import this_run
from pipeline.store import progress
from pipeline.store.history import History
from pipeline.store.previous_run import ThisRun, earlier_runs, finished_run, gone, ids_of, same_workbooks

RUNS = 52
NUMBERS = ("critical", "high", "medium", "low", "actions", "late")


def past(history: History, ended: RunResult) -> Past:
    """What the history says of the folder of a run, that run included if it was recorded. Raises SQLAlchemyError."""
    this = this_run(ended)
    finished = [run for run in earlier_runs(history, this) if run["status"] == "finished"]
    earlier = finished[: RUNS - 1][::-1]
    runs = [*earlier, *finished_run(history, ended.run_id)]
    last = earlier[-1]["run_id"] if earlier else ""
    same = same_workbooks(this.workbooks, ids_of(history, last))
    editions = _Editions(ended, same)
    rows = _numbers(history, [run["run_id"] for run in runs], editions)
    whole = Past(tuple(_counted(runs, rows)), _by_workbook(runs, rows, this))
    if not last:
        return whole
    then = frozenset(row["path"] for row in rows if row["run_id"] == last)
    touched = progress.opened_after(history, last, ended.run_id)
    touched |= {key(result.path.absolute()) for result in ended.results if result.was_opened}
    touched |= {was for now_at, was in same.items() if now_at in touched or was not in then}
    return replace(
        whole,
        last=last,
        day=earlier[-1]["day"],
        before=_items(history, touched, last, editions),
        then=then,
        same=same,
        gone=tuple(gone(this, same, then)),
    )


class _Editions:
    """Which edition of each workbook the audience of a run gets; one party is a stranger to some workbooks."""

    def __init__(self, ended: RunResult, same: Mapping[str, str]) -> None:
        audience = named(ended.audience)
        self.all: tuple[Edition, ...] = (PARTIES, OUTSIDE)
        self._of: dict[str, Edition] = {}
        if audience in self.all:
            self.all = (PARTIES,) if audience == PARTIES else (OUTSIDE,)
        else:
            for result in ended.results:
                path = key(result.path.absolute())
                self._of[same.get(path, path)] = self._of[path] = result.edition(audience)

    def of(self, path: str) -> Edition:
        """That of one workbook; that for others where nobody knows who its parties are."""
        return self._of.get(path, self.all[-1])


def _numbers(history: History, run_ids: Sequence[str], editions: _Editions) -> list[Mapping[str, Any]]:
    """The numbers of every workbook in these runs."""
    return [
        row
        for edition in editions.all
        for row in progress.numbers(history, run_ids, edition)
        if editions.of(row["path"]) == edition
    ]


def _items(history: History, paths: set[str], run_id: str, editions: _Editions) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for edition in editions.all:
        found |= progress.items_at(history, {path for path in paths if editions.of(path) == edition}, run_id, edition)
    return found


def _counted(runs: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Each run with its day, the number of workbooks read, and its numbers over them."""
    sums: dict[str, Counter[str]] = {run["run_id"]: Counter() for run in runs}
    for row in rows:
        sums[row["run_id"]].update({"workbooks": 1, **{name: row[name] for name in NUMBERS}})
    return [
        {"day": run["day"], **{name: sums[run["run_id"]][name] for name in ("workbooks", *NUMBERS)}} for run in runs
    ]


def _by_workbook(
    runs: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], this: ThisRun
) -> dict[str, list[int]]:  # fmt: skip
    """Critical and high findings of each workbook, run by run, oldest first, wherever it lay then."""
    found: dict[str, list[int]] = {}
    at = {workbook_id: path for path, workbook_id in this.workbooks.items() if workbook_id}
    order = {run["run_id"]: place for place, run in enumerate(runs)}
    for row in sorted(rows, key=lambda row: order[row["run_id"]]):
        path = row["path"] if row["path"] in this.workbooks else at.get(row["workbook_id"], row["path"])
        found.setdefault(path, []).append(row["critical"] + row["high"])
    return found


@dataclass(frozen=True)
class Past:
    """`runs` over the folder, oldest first, each with its numbers over all workbooks; `of` one workbook, by path.

    `last` is the run before this one, "" where there is none, `day` its day. `before` holds the findings
    and actions that stood after it, by path, of the workbooks that may have changed since; `then` are
    the paths of those that were read in it, and `same` leads from the path of a workbook now to its path then;
    `gone` are those of the former that are not there any more.
    """

    runs: tuple[Mapping[str, Any], ...] = ()
    of: Mapping[str, Sequence[int]] = field(default_factory=dict)
    last: str = ""
    day: str = ""
    before: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    then: frozenset[str] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


NO_PAST = Past()
