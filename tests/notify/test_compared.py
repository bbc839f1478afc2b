"""What counts as a change of a workbook between two runs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.notify import compared as module
from pipeline.notify.compared import Change, compared
from pipeline.run.batch.workbook_result import WorkbookResult, pack
from pipeline.run.result import RunResult
from pipeline.store.previous_run import Before, Items, same_workbooks

AT = datetime(2026, 11, 22, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PATH = Path("shared/a.xlsx").absolute()
ACTION = ("action", "RSK-01/R1")
FINDING = ("finding", "RSK-01/R1")


def now(state: str = "new", word: str = "", due: str = "", severity: str = "high", **more: Any) -> WorkbookResult:
    found = {
        "findings": [{"id": "RSK-01/R1", "severity": severity, "partners": []}] if severity else [],
        "checks": [],
        "actions": [
            {"action": "RSK-01/R1", "state": state, "status": word, "agreed_due": due, "agreed_responsible": ""}
        ]
        if state
        else [],
    }
    packed = pack(found)
    return WorkbookResult(
        **{"path": PATH, "status": "written", "was_read": True, "title": "A", "packed": packed, **more}
    )


def earlier(state: str = "new", status: str = "", due: str = "", severity: str = "high") -> Items:
    action = {ACTION: (state, status, due)} if state else {}
    return {**({FINDING: (severity, "", "")} if severity else {}), **action}


def changes(
    monkeypatch: pytest.MonkeyPatch, report: WorkbookResult, items: Items | None, status: str = "unchanged",
    cell_errors: int = 0, day: str = "2026-11-01",
) -> tuple[Change, ...]:  # fmt: skip
    row = {"status": status, "cell_errors": cell_errors, "title": "A"}
    was = Before(
        was=True, code=0, workbooks={str(PATH): row}, paths=same_workbooks({str(report.path): ""}, {str(PATH): ""}),
        items={} if items is None else {str(PATH): items},
        days={str(PATH): day},
    )  # fmt: skip
    monkeypatch.setattr(module, "before", lambda *_: was)
    ended = RunResult(run_id="r", paths=(PATH.parent,), started=AT, finished=AT, results=(report,), code=0)
    return compared(ended, object(), TODAY).workbooks  # type: ignore[arg-type]


@pytest.mark.parametrize("status", ["written", "unchanged", "checked", "beside"])
def test_the_same_results_are_no_change_however_they_were_put_down(
    monkeypatch: pytest.MonkeyPatch, status: Any
) -> None:
    assert changes(monkeypatch, now(status=status), earlier(), status="written") == ()


@pytest.mark.parametrize(
    ("report", "items", "counts"),
    [
        (now(), earlier(state=""), {"new": 1}),
        (now("resolved"), earlier("open"), {"resolved": 1}),
        (now("resolved"), earlier("resolved"), None),
        (now("reopened"), earlier("resolved"), {"reopened": 1}),
        (now("reopened"), earlier("reopened"), None),
        (now("open"), earlier("new"), {}),
        (now("open", "agreed"), earlier("open", "proposed"), {}),
        (now(severity="medium"), earlier(), {}),
        (now(severity=""), earlier(), {}),
        (now("open", due="2026-11-10"), earlier("open", due="2026-11-10"), {"overdue": 1}),
        (now("open", due="2026-11-22"), earlier("open", due="2026-11-22"), None),
        (now("open", due="2026-10-01"), earlier("open", due="2026-10-01"), None),
        (now("open", "all but painted", "2026-11-10"), earlier("open", "all but painted", "2026-11-10"), None),
        (now("open", "done", "2026-11-10"), earlier("open", "done", "2026-11-10"), None),
        (now("resolved", "", "2026-11-10"), earlier("resolved", "", "2026-11-10"), None),
    ],
)
def test_actions_that_came_went_came_back_or_fell_due_are_counted(
    monkeypatch: pytest.MonkeyPatch, report: WorkbookResult, items: Items, counts: dict[str, int] | None
) -> None:
    expected = () if counts is None else (Change(path=PATH, title="A", **counts),)  # type: ignore[arg-type]
    assert changes(monkeypatch, report, items) == expected


@pytest.mark.parametrize("status", ["open", "refused", "waiting", "strict", "failed"])
def test_a_workbook_that_now_needs_attention_has_changed_and_one_that_still_does_has_not(
    monkeypatch: pytest.MonkeyPatch, status: Any
) -> None:
    unread = WorkbookResult(path=PATH, status=status)
    assert changes(monkeypatch, unread, earlier(), status="written") == (Change(path=PATH, title=""),)
    assert changes(monkeypatch, unread, earlier(), status=status) == ()


def test_another_number_of_cells_to_mend_is_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(changes(monkeypatch, now(cell_errors=1), earlier(), cell_errors=2)) == 1
    assert changes(monkeypatch, now(cell_errors=1), earlier(), cell_errors=1) == ()


def test_what_was_told_from_memory_has_not_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert changes(monkeypatch, now(status="unchanged", was_opened=False), None, status="written") == ()


def test_workbooks_in_a_folder_that_cannot_be_looked_into_are_not_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = WorkbookResult(path=PATH.parent, status="refused", reason="You are not allowed to.")
    assert [change.path for change in changes(monkeypatch, folder, earlier())] == [PATH.parent]
    elsewhere = WorkbookResult(path=PATH.parent.parent / "other", status="refused")
    assert PATH in [change.path for change in changes(monkeypatch, elsewhere, earlier()) if change.gone]
