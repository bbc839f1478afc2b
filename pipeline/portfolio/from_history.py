"""The past of a folder, asked of the history in a few questions whatever the number of workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.disclosure.audience import OUTSIDE, PARTIES, Edition, named
from pipeline.portfolio.partnership import key
from pipeline.run.result import RunResult
from pipeline.store import progress
from pipeline.store.history import History

NUMBERS = ("critical", "high", "medium", "low", "actions", "late")


def past(history: History, ended: RunResult) -> Past:
    """What the history says of the folder of a run, that run included if it was recorded. Raises SQLAlchemyError."""
    paths = [key(path.absolute()) for path in ended.paths]
    editions = _Editions(ended)
    runs = progress.runs_over(history, paths, until=ended.run_id)
    rows = _numbers(history, [run["run_id"] for run in runs], editions)
    earlier = [run for run in runs if run["run_id"] != ended.run_id]
    return Past(tuple(_counted(runs, rows)), _by_workbook(runs, rows), **_last(history, ended, earlier, rows, editions))


def _last(
    history: History, ended: RunResult, earlier: list[Mapping[str, Any]], rows: list[Mapping[str, Any]],
    editions: _Editions,
) -> dict[str, Any]:  # fmt: skip
    if not earlier:
        return {}
    last = earlier[-1]["run_id"]
    then = {row["path"]: row["workbook_id"] for row in rows if row["run_id"] == last}
    touched = progress.opened_after(history, last, ended.run_id)
    touched |= {key(report.path.absolute()) for report in ended.reports if report.was_opened}
    ids = {key(report.arrangement_id)[:64] for report in ended.reports if report.was_opened}
    moved = {path for path, id in then.items() if id in ids}
    before = _items(history, touched | moved, last, editions)
    return {"last": last, "day": earlier[-1]["day"], "before": before, "then": then}


class _Editions:
    """Which edition of each workbook the audience of a run gets; one party is a stranger to some workbooks."""

    def __init__(self, ended: RunResult) -> None:
        audience = named(ended.audience)
        self.all: tuple[Edition, ...] = (PARTIES, OUTSIDE)
        self._of: dict[str, Edition] = {}
        if audience in self.all:
            self.all = (PARTIES,) if audience == PARTIES else (OUTSIDE,)
        else:
            self._of = {key(report.path.absolute()): report.edition(audience) for report in ended.reports}

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


def _by_workbook(runs: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Critical and high findings of each workbook, run by run, oldest first."""
    found: dict[str, list[int]] = {}
    order = {run["run_id"]: place for place, run in enumerate(runs)}
    for row in sorted(rows, key=lambda row: order[row["run_id"]]):
        found.setdefault(row["path"], []).append(row["critical"] + row["high"])
    return found


@dataclass(frozen=True)
class Past:
    """`runs` over the folder, oldest first, each with its numbers over all workbooks; `of` one workbook, by path.

    `last` is the run before this one, "" where there is none, `day` its day. `before` holds the findings
    and actions that stood after it, by path, of the workbooks that may have changed since; `then` are
    the ids of the workbooks that were read in it, by path.
    """

    runs: tuple[Mapping[str, Any], ...] = ()
    of: Mapping[str, Sequence[int]] = field(default_factory=dict)
    last: str = ""
    day: str = ""
    before: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    then: Mapping[str, str] = field(default_factory=dict)


NO_PAST = Past()
