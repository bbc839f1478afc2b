"""Results beside the workbook: it stays as it is, and so does a copy in which somebody has written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest

from pipeline.files.atomic_replace import ReplaceError
from pipeline.run.batch.batch import Told
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.run import Request, carry_out
from tests.run.made import DAY, RISKS, data, workbook
from tests.run.workbook.test_one_workbook import rows

LONG_AGO = 1_700_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    made = tmp_path / "partners"
    made.mkdir()
    workbook(made)
    return made


def run(folder: Path, day: date = DAY, **more: bool) -> WorkbookResult:
    options = Options(today=day, **cast(dict[str, Any], {"beside": True} | more))
    (report,) = carry_out(Request(paths=(folder,), options=options), _silent, print).results
    return report


@contextmanager
def _silent(_: int) -> Iterator[Told]:
    yield lambda report: None


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def findings(path: Path) -> int:
    return len(rows(path, "Gaps"))


def test_the_workbook_stays_as_it_is_and_the_copy_has_the_results(folder: Path) -> None:
    before = (folder / "clinic.xlsx").read_bytes()
    assert run(folder).status == "beside"
    assert names(folder) == ["clinic (Concord).html", "clinic (Concord).xlsx", "clinic.xlsx"]
    assert (folder / "clinic.xlsx").read_bytes() == before
    assert findings(folder / "clinic (Concord).xlsx") > findings(folder / "clinic.xlsx")


def test_the_copy_is_not_taken_for_a_workbook_of_its_own(folder: Path) -> None:
    run(folder)
    assert run(folder).path.name == "clinic.xlsx"


def test_a_copy_whose_workbook_is_gone_is_a_workbook_like_any_other(folder: Path) -> None:
    run(folder)
    (folder / "clinic.xlsx").unlink()
    assert run(folder).path.name == "clinic (Concord).xlsx"


def test_an_unchanged_workbook_leaves_its_copy_untouched(folder: Path) -> None:
    run(folder)
    copy = folder / "clinic (Concord).xlsx"
    os.utime(copy, (LONG_AGO, LONG_AGO))
    run(folder)
    assert copy.stat().st_mtime == LONG_AGO


def test_new_findings_go_into_a_copy_that_nobody_changed(folder: Path) -> None:
    run(folder)
    before = findings(folder / "clinic (Concord).xlsx")
    (folder / "clinic.xlsx").write_bytes(data({"Risks": [RISKS[0]], "Activities": []}))
    assert run(folder).status == "beside"
    assert findings(folder / "clinic (Concord).xlsx") != before


def test_a_copy_in_which_somebody_wrote_is_left_alone_and_the_report_says_what_to_do(folder: Path) -> None:
    run(folder)
    copy = folder / "clinic (Concord).xlsx"
    book = openpyxl.load_workbook(copy)
    book["Action plan"]["Z1"] = "our own note"
    book.save(copy)
    written = copy.read_bytes()
    (folder / "clinic.xlsx").write_bytes(data({"Risks": [RISKS[0]]}))
    report = run(folder)
    assert report.status == "refused"
    assert "clinic (Concord).xlsx is not as Concord left it" in report.reason
    assert copy.read_bytes() == written


def test_a_file_that_happens_to_have_the_name_is_never_replaced(folder: Path) -> None:
    (folder / "clinic (Concord).xlsx").write_bytes(b"somebody's own")
    assert run(folder).status == "refused"
    assert (folder / "clinic (Concord).xlsx").read_bytes() == b"somebody's own"


def test_a_deleted_copy_is_made_again(folder: Path) -> None:
    os.utime(folder / "clinic.xlsx", (LONG_AGO, LONG_AGO))
    run(folder)
    (folder / "clinic (Concord).xlsx").unlink()
    assert run(folder).was_opened
    assert "clinic (Concord).xlsx" in names(folder)


def test_what_lies_beside_and_is_unchanged_is_not_opened_again(folder: Path) -> None:
    os.utime(folder / "clinic.xlsx", (LONG_AGO, LONG_AGO))
    run(folder)
    report = run(folder)
    assert (report.status, report.was_opened) == ("beside", False)


def test_a_read_only_workbook_gets_its_results_beside_it(folder: Path) -> None:
    (folder / "clinic.xlsx").chmod(0o444)
    assert run(folder).status == "beside"


def test_nothing_is_left_beside_it_in_a_dry_run(folder: Path) -> None:
    run(folder, write=False)
    assert names(folder) == ["clinic.xlsx"]


def test_without_the_wish_the_same_workbook_is_written_the_next_time(folder: Path) -> None:
    os.utime(folder / "clinic.xlsx", (LONG_AGO, LONG_AGO))
    run(folder)
    assert run(folder, beside=False).status == "written"


def test_a_run_that_ended_between_remembering_and_putting_is_made_good(
    folder: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    run(folder)
    (folder / "clinic.xlsx").write_bytes(data({"Risks": [RISKS[0]]}))
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.run.workbook.beside.replace_whole", _full)
        assert run(folder).status == "refused"
    assert run(folder).status == "beside"


def _full(*_: object) -> None:
    raise ReplaceError("disk_full", "The drive is full.")
