"""The past of a folder, asked of the history in a few questions whatever the number of workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from pipeline.disclosure.audience import OUTSIDE, PARTIES, Edition, named
from pipeline.files.names import as_unicode
from pipeline.run.result import RunResult
from pipeline.run.state.history_writer import this_run
from pipeline.store import progress
from pipeline.store.history import History
from pipeline.store.previous_run import ThisRun, earlier_runs, finished_run, gone, ids_of, same_workbooks

RUNS = 52
# So many runs are shown of one workbook.
SHOWN = 12


def past(history: History, ended: RunResult) -> Past:
    """What the history says of the folder of a run, that run included if it was recorded. Raises SQLAlchemyError."""
    this = this_run(ended)
    finished = [run for run in earlier_runs(history, this) if run["status"] == "finished"]
    earlier = finished[: RUNS - 1][::-1]
    runs = [*earlier, *finished_run(history, ended.run_id)]
    last = earlier[-1]["run_id"] if earlier else ""
    same = same_workbooks(this.workbooks, ids_of(history, last))
    editions = _Editions(ended, same)
    rows = _latest(history, [run["run_id"] for run in runs], editions)
    whole = Past(tuple(_counted(history, runs, editions)), _by_workbook(rows, this))
    if not last:
        return whole
    then = frozenset(row["path"] for row in rows if row["run_id"] == last)
    touched = progress.opened_after(history, last, ended.run_id)
    touched |= {as_unicode(result.path.absolute()) for result in ended.results if result.was_opened}
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
    """Which edition of each workbook the audience of a run gets; one party is a stranger to some workbooks.

    `all` is that of all workbooks but its `own`, of which it gets that for the parties; None where all get the same.
    """

    def __init__(self, ended: RunResult, same: Mapping[str, str]) -> None:
        audience = named(ended.audience)
        self.all: Edition = PARTIES if audience == PARTIES else OUTSIDE
        self.own: set[str] | None = None
        if audience not in (PARTIES, OUTSIDE):
            paths = {
                as_unicode(result.path.absolute()) for result in ended.results if result.edition(audience) == PARTIES
            }
            self.own = paths | {same[path] for path in paths if path in same}

    def split(self, paths: set[str]) -> Iterator[tuple[Edition, set[str]]]:
        """The paths by what is told of them."""
        yield self.all, paths - (self.own or set())
        if self.own:
            yield PARTIES, paths & self.own


def _latest(history: History, run_ids: Sequence[str], editions: _Editions) -> list[Mapping[str, Any]]:
    """How many findings to look at each workbook had, in the last runs in which it was read."""
    rows = list(progress.latest(history, run_ids, editions.all, SHOWN))
    if editions.own is None:
        return rows
    own = progress.latest(history, run_ids, PARTIES, SHOWN, editions.own)
    return [*(row for row in rows if row["path"] not in editions.own), *own]


def _items(history: History, paths: set[str], run_id: str, editions: _Editions) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for edition, some in editions.split(paths):
        found |= progress.items_at(history, some, run_id, edition)
    return found


def _counted(
    history: History, runs: Sequence[Mapping[str, Any]], editions: _Editions
) -> list[Mapping[str, Any]]:  # fmt: skip
    """Each run with its day, the number of workbooks read, and its numbers over them."""
    names = ("workbooks", *progress.NUMBERS)
    sums = {run["run_id"]: dict.fromkeys(names, 0) for run in runs}

    def add(sign: int, edition: Edition, paths: set[str] | None = None) -> None:
        for row in progress.totals(history, list(sums), edition, paths):
            for name in names:
                sums[row["run_id"]][name] += sign * row[name]

    add(1, editions.all)
    if editions.own:
        add(-1, editions.all, editions.own)
        add(1, PARTIES, editions.own)
    return [{"day": run["day"], **sums[run["run_id"]]} for run in runs]


def _by_workbook(rows: Sequence[Mapping[str, Any]], this: ThisRun) -> dict[str, list[int]]:
    """Critical and high findings of each workbook, run by run, oldest first, wherever it lay then."""
    found: dict[str, list[int]] = {}
    at = {workbook_id: path for path, workbook_id in this.workbooks.items() if workbook_id}
    for row in sorted(rows, key=itemgetter("run_id")):
        path = row["path"] if row["path"] in this.workbooks else at.get(row["workbook_id"], row["path"])
        found.setdefault(path, []).append(row["grave"])
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
