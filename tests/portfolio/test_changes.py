"""What changed since the last run, and lines over time: from the history, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.portfolio.changes import Change
from pipeline.portfolio.from_history import SHOWN, past
from pipeline.portfolio.portfolio import Portfolio, portfolio
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import WorkbookResult, pack
from pipeline.run.result import RunResult
from pipeline.run.state.history_writer import recorded
from pipeline.store.history import History
from tests.portfolio.made import DAY, FOLDER, report, unread


@pytest.fixture
def history(url: str, tmp_path: Path) -> Iterator[History]:
    opened = History.at(url, tmp_path)
    yield opened
    opened.close()


def ran(history: History, hour: int, *results: WorkbookResult, paths: tuple[Path, ...] = (FOLDER,)) -> RunResult:
    """A run that is over and recorded; its id sorts by the hour."""
    moment, run_id = datetime(2026, 11, 22, hour, tzinfo=UTC), f"2026-11-22T{hour:02}:00:00-{id(history):x}"[:40]
    with recorded(history, run_id, paths, Options(today=DAY), lambda text: pytest.fail(text)) as record:
        record.results = list(results)
        record.end("finished", 0)
    return RunResult(run_id=run_id, paths=paths, started=moment, finished=moment, results=results, code=0)


def seen(history: History, ended: RunResult) -> Portfolio:
    return portfolio(ended, DAY, past(history, ended))


def only(whole: Portfolio) -> Change:
    (one,) = whole.read
    change = whole.change(one)
    assert change is not None
    return change


FIRST = report("a.xlsx", {"RSK-02/R1": "high", "ACT-03/1": "high"}, actions=["M-1"])
THEN = report(
    "a.xlsx", {"RSK-02/R1": "high", "IND-01/I1": "medium", "ACT-01/2": "high"}, late=["M-1"], back=["ACT-01/2"]
)


def test_the_first_run_has_nothing_to_compare_with(history: History) -> None:
    assert seen(history, ran(history, 1, FIRST)).changes is None


def test_new_closed_back_and_overdue_are_told_apart(history: History) -> None:
    ran(history, 1, FIRST)
    change = only(seen(history, ran(history, 2, THEN)))
    assert change == Change(new=("IND-01/I1",), closed=("ACT-03/1",), back=("ACT-01/2",), late=("M-1",))


def test_a_workbook_that_nobody_changed_has_no_change(history: History) -> None:
    ran(history, 1, FIRST)
    assert not only(seen(history, ran(history, 2, replace(FIRST, was_opened=False))))


def test_what_a_run_in_between_found_counts_as_changed_since_the_last_over_the_folder(history: History) -> None:
    ran(history, 1, FIRST)
    ran(history, 2, THEN, paths=(FOLDER / "a.xlsx",))
    assert only(seen(history, ran(history, 3, replace(THEN, was_opened=False)))).new == ("IND-01/I1",)


def test_only_the_last_run_is_compared_with(history: History) -> None:
    ran(history, 1, FIRST)
    ran(history, 2, THEN)
    assert not only(seen(history, ran(history, 3, THEN)))


def test_a_new_partnership_is_said_to_be_new(history: History) -> None:
    ran(history, 1, FIRST)
    whole = seen(history, ran(history, 2, FIRST, report("b.xlsx")))
    assert [one.name for one in whole.read if (change := whole.change(one)) and change.is_first] == ["b.xlsx"]


def test_a_file_that_was_renamed_is_known_by_its_id(history: History) -> None:
    ran(history, 1, FIRST)
    whole = seen(history, ran(history, 2, replace(THEN, path=FOLDER / "renamed.xlsx")))
    assert only(whole).closed == ("ACT-03/1",)
    assert whole.changes is not None
    assert whole.changes.gone == ()


def test_workbooks_that_are_gone_or_can_be_read_no_more_are_named(history: History) -> None:
    ran(history, 1, FIRST, report("b.xlsx"))
    found = seen(history, ran(history, 2, unread("b.xlsx"))).changes
    assert found is not None
    assert [Path(path).name for path in (*found.gone, *found.unread)] == ["a.xlsx", "b.xlsx"]


def test_lines_go_over_the_runs_of_this_folder_alone(history: History) -> None:
    ran(history, 1, FIRST)
    ran(history, 2, report("x.xlsx", {"RSK-02/R1": "critical"}), paths=(Path("/elsewhere"),))
    whole = seen(history, ran(history, 3, THEN))
    assert [(run["high"], run["medium"], run["late"]) for run in whole.past.runs] == [(2, 0, 0), (2, 1, 1)]
    assert whole.trend(whole.read[0]) == [2, 2]


def test_a_workbook_that_was_not_opened_still_counts_in_the_lines(history: History) -> None:
    ran(history, 1, FIRST)
    whole = seen(history, ran(history, 2, replace(FIRST, was_opened=False)))
    assert [run["workbooks"] for run in whole.past.runs] == [1, 1]


def test_the_line_of_a_workbook_shows_the_last_runs_that_read_it_wherever_it_lay(history: History) -> None:
    for hour in range(SHOWN + 2):
        found = {f"RSK-02/R{number}": "high" for number in range(hour)}
        was_read = hour != 5
        name = "a.xlsx" if hour < 9 else "b.xlsx"
        given = replace(report(name, found), arrangement_id="CA-1") if was_read else unread(name, "open")
        ended = ran(history, hour, given)
    assert seen(history, ended).trend(seen(history, ended).read[0])[-SHOWN:] == [1, 2, 3, 4, *range(6, SHOWN + 2)]


def test_a_party_sees_its_own_arrangements_in_full_and_others_reduced_also_in_the_lines(history: History) -> None:
    def edition(count: int) -> dict[str, Any]:
        return {"findings": {f"RSK-02/R{number}": "high" for number in range(count)}, "actions": {}, "partners": 2}

    def given(name: str, code: str) -> WorkbookResult:
        told = {"codes": [code, "LOCA"], "parties": edition(5), "outside": edition(2)}
        return replace(report(name), packed=pack({"findings": [], "actions": []}, told))

    for hour in (1, 2):
        ended = ran(history, hour, given("a.xlsx", "REDC"), given("b.xlsx", "WATR"))
    for audience, high, lines in (
        ("REDC", 7, {"a.xlsx": [5, 5], "b.xlsx": [2, 2]}), ("parties", 10, {"a.xlsx": [5, 5], "b.xlsx": [5, 5]}),
        ("outside", 4, {"a.xlsx": [2, 2], "b.xlsx": [2, 2]}),
    ):  # fmt: skip
        whole = seen(history, replace(ended, audience=audience))
        assert [(run["workbooks"], run["high"]) for run in whole.past.runs] == [(2, high)] * 2
        assert {one.name: whole.trend(one) for one in whole.read} == lines


def test_the_number_of_questions_does_not_grow_with_the_workbooks(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    ask = history.ask

    def counted(wanted: Any) -> Any:
        asked.append(wanted)
        return ask(wanted)

    monkeypatch.setattr(history, "ask", counted)
    counts = []
    for number in (2, 300):
        many = [report(f"{place}.xlsx", {"ACT-03/1": "high"}) for place in range(number)]
        folder = (FOLDER / str(number),)
        ran(history, 1 + number % 7, *many, paths=folder) if number == 2 else ran(history, 8, *many, paths=folder)
        ended = ran(history, 10 + number % 7, *many, paths=folder)
        asked.clear()
        past(history, ended)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_workbook_that_was_open_elsewhere_in_the_last_run_is_not_new_in_this_one(history: History) -> None:
    ran(history, 1, FIRST)
    ran(history, 2, unread("a.xlsx", "open"))
    assert only(seen(history, ran(history, 3, THEN))).closed == ("ACT-03/1",)


def test_the_line_of_a_workbook_goes_on_under_another_name(history: History) -> None:
    ran(history, 1, FIRST)
    whole = seen(history, ran(history, 2, replace(THEN, path=FOLDER / "renamed.xlsx")))
    assert whole.trend(whole.read[0]) == [2, 2]
