"""Messages and portfolio mean the same previous run, and the same workbooks in it, whatever was renamed or moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.notify.compared import compared
from pipeline.portfolio.from_history import past
from pipeline.portfolio.portfolio import portfolio
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.result import RunResult
from pipeline.run.state.history_writer import recorded
from pipeline.store.history import FILE, History
from tests.chance import examples
from tests.portfolio.made import DAY, FOLDER, report, unread

NAMES = ("a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx")
STEP = st.one_of(
    st.tuples(st.just("rename"), st.sampled_from("123"), st.sampled_from(NAMES)),
    st.tuples(st.just("edit"), st.sampled_from("123"), st.sampled_from(["R1", "R2", "unread"])),
    st.tuples(st.just("delete"), st.sampled_from("123"), st.just("")),
    st.tuples(st.just("folder"), st.just(""), st.just("")),
    st.tuples(st.just("named"), st.permutations("123").map("".join), st.just("")),
)


def result(number: str, name: str, state: str) -> WorkbookResult:
    if state == "unread":
        return unread(name, "open")
    return replace(report(name, {f"RSK-02/{state}": "high"}), arrangement_id=f"CA-{number}")


def ran(history: History, number: int, paths: list[Path], results: list[WorkbookResult]) -> RunResult:
    moment, run_id = datetime(2026, 11, 22, tzinfo=UTC), f"2026-11-22T{number:03}"
    with recorded(history, run_id, paths, Options(today=DAY), lambda text: pytest.fail(text)) as record:
        record.results = results
        record.end("finished", 0)
    return RunResult(
        run_id=run_id, paths=tuple(paths), started=moment, finished=moment, results=tuple(results), code=0,
        audience="outside",
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25))
@given(st.lists(STEP, min_size=4, max_size=12))
def test_messages_and_portfolio_see_the_same_previous_run(tmp_path: Path, steps: list[tuple[str, str, str]]) -> None:
    for file in tmp_path.glob(f"{FILE}*"):
        file.unlink()
    history = History.at(None, tmp_path)
    books = {"1": ("a.xlsx", "R1"), "2": ("b.xlsx", "R1"), "3": ("c.xlsx", "R1")}
    seen: list[tuple[str, frozenset[str]]] = []
    for at, (kind, which, what) in enumerate([*steps, ("folder", "", ""), ("named", "321", "")]):
        if kind == "rename" and which in books and what not in (name for name, _ in books.values()):
            books[which] = (what, books[which][1])
        elif kind == "edit" and which in books:
            books[which] = (books[which][0], what)
        elif kind == "delete" and len(books) > 1:
            books.pop(which, None)
        if kind not in ("folder", "named"):
            continue
        order = [number for number in (which or "123") if number in books]
        results = [result(number, *books[number]) for number in order]
        ended = ran(history, at, [FOLDER] if kind == "folder" else [one.path for one in results], results)
        told, shown = compared(ended, history, DAY), portfolio(ended, DAY, past(history, ended)).changes
        is_known = all(state != "unread" for _, state in books.values())
        if is_known and (kind, frozenset(order)) in seen:
            assert shown is not None
        if shown is not None:
            first = {str(path) for path, change in shown.of.items() if change.is_first}
            lost = set(shown.gone)
            assert {str(one.path) for one in told.workbooks if one.first and books_read(one.path, results)} == first
            assert lost <= {str(one.path) for one in told.workbooks if one.gone}
        else:
            assert told.came_out_otherwise
        if is_known:
            seen.append((kind, frozenset(order)))
    history.close()


def books_read(path: Path, results: list[WorkbookResult]) -> bool:
    return next(one.was_read for one in results if one.path == path)
