"""What was before a run: the last one over the same paths, and each workbook as it was last read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.history import History, Rows
from pipeline.store.previous_run import before

FOLDER, A, B = "/shared", "/shared/a.xlsx", "/shared/b.xlsx"


@pytest.fixture
def history(url: str, tmp_path: Path) -> Iterator[History]:
    history = History.at(url, tmp_path)
    yield history
    history.close()


class Runs:
    """Runs made one after another, each a minute after the last; their ids end in their number."""

    def __init__(self, history: History, name: str) -> None:
        self._history, self._name, self._count = history, name[-20:], 0

    def begin(self, paths: list[str]) -> str:
        self._count += 1
        run_id = f"{self._name}-{self._count}"
        self._history.begin({
            "run_id": run_id, "started_at": f"2026-11-22T10:{self._count:02}:00.000+00:00", "host": "here", "pid": 1,
            "version": "1", "day": f"2026-11-{self._count:02}", "status": "running", "paths": paths,
        })  # fmt: skip
        return run_id

    def done(self, paths: list[str], came: dict[str, str], code: int | None = 0, status: str = "finished") -> None:
        run_id = self.begin(paths)
        results = [
            {
                "run_id": run_id, "path": path, "workbook_id": "CA", "title": "", "sha256": "", "status": how,
                "was_opened": 1, "cell_errors": 0, "findings": {}, "actions": {}, "message": "",
            }
            for path, how in came.items()
        ]  # fmt: skip
        items = [
            {
                "run_id": run_id, "path": path, "workbook_id": "CA", "kind": "action", "item_id": f"of {run_id}",
                "status": "new", "value": "", "due": "", "payload": {},
            }
            for path, how in came.items()
            if how == "written"
        ]  # fmt: skip
        changes: dict[str, Any] = {"finished_at": "2026", "status": status, "exit_code": code, "counts": {}}
        self._history.finish(run_id, changes, [Rows(results, items)])


@pytest.fixture
def runs(history: History, request: pytest.FixtureRequest) -> Runs:
    return Runs(history, request.node.originalname)


def test_before_the_first_run_there_was_nothing(history: History, runs: Runs) -> None:
    was = before(history, runs.begin([FOLDER]), [FOLDER], [A])
    assert (was.was, was.code, was.workbooks, was.items) == (False, None, {}, {})


def test_only_a_run_over_the_same_paths_is_the_last_one(history: History, runs: Runs) -> None:
    runs.done([FOLDER], {A: "written", B: "open"}, 3)
    runs.done(["/other"], {"/other/c.xlsx": "written"}, 0)
    was = before(history, runs.begin([FOLDER]), [FOLDER], [])
    assert (was.was, was.code) == (True, 3)
    assert {path: row["status"] for path, row in was.workbooks.items()} == {A: "written", B: "open"}


def test_a_run_that_was_broken_off_has_no_code_and_hides_no_results(history: History, runs: Runs) -> None:
    runs.done([FOLDER], {A: "written"}, 0)
    runs.done([FOLDER], {}, None, "interrupted")
    was = before(history, runs.begin([FOLDER]), [FOLDER], [])
    assert (was.was, was.code, set(was.workbooks)) == (True, None, {A})


def test_a_workbook_is_as_it_was_last_read_whatever_came_after(history: History, runs: Runs) -> None:
    runs.done([FOLDER], {A: "written", B: "written"})
    runs.done(["/other"], {A: "written"})
    runs.done([FOLDER], {A: "refused"})
    was = before(history, runs.begin([FOLDER]), [FOLDER], [A, B])
    assert {path: [name[-1] for _, name in items] for path, items in was.items.items()} == {A: ["2"], B: ["1"]}
    assert was.days == {A: "2026-11-02", B: "2026-11-01"}


def test_runs_that_came_later_do_not_count(history: History, runs: Runs) -> None:
    runs.done([FOLDER], {A: "written"}, 0)
    now = runs.begin([FOLDER])
    runs.done([FOLDER], {A: "written"}, 3)
    was = before(history, now, [FOLDER], [A])
    assert (was.code, was.days) == (0, {A: "2026-11-01"})
