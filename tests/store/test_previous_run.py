"""What was before a run: the last one over the same paths, and each workbook as it was last read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.history import History, Rows
from pipeline.store.previous_run import Before, ThisRun, before, same_workbooks

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
                "run_id": run_id, "path": path, "workbook_id": ids(path), "title": "", "sha256": "", "status": how,
                "was_opened": 1, "cell_errors": 0, "findings": {}, "actions": {}, "message": "",
            }
            for path, how in came.items()
        ]  # fmt: skip
        items = [
            {
                "run_id": run_id, "path": path, "workbook_id": ids(path), "kind": "action", "item_id": f"of {run_id}",
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


def asked(history: History, run_id: str, opened: list[str], paths: list[str] | None = None) -> Before:
    """What was before a run over the folder, or these paths, whose workbooks have the ids that `done` gives them."""
    workbooks = {path: ids(path) for path in (*opened, *(paths or ())) if path.endswith("xlsx")}
    return before(history, ThisRun(run_id=run_id, paths=paths or [FOLDER], workbooks=workbooks), opened)


def ids(path: str) -> str:
    """The id of the workbook at a path: that of its name without what was put before it."""
    return path.rpartition("/")[2].rpartition("-")[2]


def test_before_the_first_run_there_was_nothing(history: History, runs: Runs) -> None:
    was = asked(history, runs.begin([FOLDER]), [A])
    assert (was.was, was.code, was.workbooks, was.items) == (False, None, {}, {})


def test_only_a_run_over_the_same_paths_is_the_last_one(history: History, runs: Runs) -> None:
    runs.done([FOLDER], {A: "written", B: "open"}, 3)
    runs.done(["/other"], {"/other/c.xlsx": "written"}, 0)
    was = asked(history, runs.begin([FOLDER]), [])
    assert (was.was, was.code) == (True, 3)
    assert {path: row["status"] for path, row in was.workbooks.items()} == {A: "written", B: "open"}


def test_a_run_that_was_broken_off_has_no_code_and_hides_no_results(history: History, runs: Runs) -> None:
    runs.done([FOLDER], {A: "written"}, 0)
    runs.done([FOLDER], {}, None, "interrupted")
    was = asked(history, runs.begin([FOLDER]), [])
    assert (was.was, was.code, set(was.workbooks)) == (True, None, {A})


def test_a_workbook_is_as_it_was_last_read_whatever_came_after(history: History, runs: Runs) -> None:
    runs.done([FOLDER], {A: "written", B: "written"})
    runs.done(["/other"], {A: "written"})
    runs.done([FOLDER], {A: "refused"})
    was = asked(history, runs.begin([FOLDER]), [A, B])
    assert {path: [name[-1] for _, name in items] for path, items in was.items.items()} == {A: ["2"], B: ["1"]}
    assert was.days == {A: "2026-11-02", B: "2026-11-01"}


def test_runs_that_came_later_do_not_count(history: History, runs: Runs) -> None:
    runs.done([FOLDER], {A: "written"}, 0)
    now = runs.begin([FOLDER])
    runs.done([FOLDER], {A: "written"}, 3)
    was = asked(history, now, [A])
    assert (was.code, was.days) == (0, {A: "2026-11-01"})


def test_the_order_in_which_files_were_named_does_not_matter(history: History, runs: Runs) -> None:
    runs.done([A, B], {A: "written", B: "written"}, 3)
    was = asked(history, runs.begin([B, A]), [A, B], [B, A])
    assert (was.code, was.paths, set(was.items)) == (3, {A: A, B: B}, {A, B})


def test_a_named_file_that_was_renamed_is_the_same_workbook(history: History, runs: Runs) -> None:
    runs.done([A, B], {A: "written", B: "written"}, 3)
    new = "/elsewhere/new-a.xlsx"
    was = asked(history, runs.begin([B, new]), [new, B], [B, new])
    assert (was.code, was.paths, set(was.items)) == (3, {new: A, B: B}, {new, B})


def test_a_file_in_a_folder_that_was_renamed_is_the_same_workbook(history: History, runs: Runs) -> None:
    runs.done([FOLDER], {A: "written", B: "written"})
    new = f"{FOLDER}/new-a.xlsx"
    was = asked(history, runs.begin([FOLDER]), [new, B])
    assert was.paths == {new: A, B: B}
    assert {path: [name[-1] for _, name in items] for path, items in was.items.items()} == {new: ["1"], B: ["1"]}


def test_another_workbook_in_the_place_of_one_is_not_the_run_over_that_one(history: History, runs: Runs) -> None:
    runs.done([A, B], {A: "written", B: "written"})
    assert not asked(history, runs.begin([A, "/shared/c.xlsx"]), [], [A, "/shared/c.xlsx"]).was


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ({"a": "1", "b": "2"}, {"a": "2", "b": "1"}, {"a": "b", "b": "a"}),  # they changed names
        ({"a": "1", "copy": "1"}, {"a": "1"}, {"a": "a"}),
        ({"b": "1", "c": "1"}, {"a": "1"}, {"b": "a"}),
        ({"a": ""}, {"a": "1"}, {"a": "a"}),  # cannot be read now
        ({"a": "1"}, {"a": ""}, {"a": "a"}),  # or could not then
        ({"a": "3"}, {"a": "1"}, {"a": "a"}),  # somebody typed another id
        ({"a": "3", "b": "1"}, {"a": "1"}, {"b": "a"}),
    ],
)
def test_workbooks_are_known_by_their_ids_and_else_by_their_paths(
    now: dict[str, str], then: dict[str, str], expected: dict[str, str]
) -> None:
    assert same_workbooks(now, then) == expected
