"""How a workbook stood on an earlier day: the run before that day, whatever its file is called now."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.store.earlier import Stood, stood
from pipeline.store.history import History
from tests.cli.test_commands import code
from tests.run.made import workbook


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    return History.at(None, tmp_path / "state", asked_later=True)


def ran(path: Path, day: str) -> None:
    assert code("run", path, "--force", "--today", day) == 0


def asked(history: History, path: Path, first: str, last: str = "2026-12-31", id: str = "CA-TEST") -> Stood | None:
    return stood(history, id, str(path), first, last)


def test_it_holds_findings_actions_and_how_each_party_saw_each_risk(tmp_path: Path, history: History) -> None:
    path = workbook(tmp_path)
    ran(path, "2026-05-01")
    then = asked(history, path, "2026-06-01")
    assert then is not None
    assert (then.day, then.runs) == ("2026-05-01", 0)
    assert then.findings["RSK-02/R1"] == "critical"
    assert then.actions["RSK/R1"] == ("new", "")
    assert then.views is not None
    assert then.views["R1"] == ("open", {"INTL": 20, "LOCA": 4})


def test_the_last_run_before_the_day_counts_and_the_first_one_where_none_was_before(
    tmp_path: Path, history: History
) -> None:
    path = workbook(tmp_path)
    for day in ("2026-05-01", "2026-05-08", "2026-06-01"):
        ran(path, day)
    days = [then and then.day for then in (asked(history, path, first) for first in ("2026-05-09", "2026-05-08", ""))]
    assert days == ["2026-05-08", "2026-05-01", "2026-05-01"]


def test_a_run_of_a_day_to_come_does_not_count(tmp_path: Path, history: History) -> None:
    path = workbook(tmp_path)
    ran(path, "2026-07-01")
    assert asked(history, path, "2026-05-01", last="2026-06-30") is None


def test_a_workbook_that_was_renamed_is_found_by_its_id_and_a_copy_beside_it_is_not_taken_for_it(
    tmp_path: Path, history: History
) -> None:
    path = workbook(tmp_path, "old.xlsx")
    ran(path, "2026-05-01")
    path = path.rename(tmp_path / "new.xlsx")
    then = asked(history, path, "2026-06-01")
    assert then is not None
    assert then.day == "2026-05-01"
    assert asked(history, path, "2026-06-01", id="CA-OTHER") is None
