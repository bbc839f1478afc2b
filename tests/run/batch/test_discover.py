"""Which files a run looks at, and which it leaves for the next time."""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.files.long_path import extended
from pipeline.run.batch import batch, discover
from pipeline.run.batch.batch import Manner
from pipeline.run.batch.discover import Found, search
from pipeline.run.batch.options import Options
from pipeline.run.batch.settle import unsettled
from tests.cli.test_commands import TODAY, call
from tests.run.made import DAY, workbook

NOW = 1_800_000_000.0


def names(folder: Path, out: Path | None = None) -> list[str]:
    return [found.path.relative_to(folder).as_posix() for found in search([folder], out).files]


def test_folders_are_searched_with_all_below_but_not_for_lock_files_hidden_ones_or_reports(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a/c.XLSM", "~$b.xlsx", ".concord-0123456789abcdef.tmp", ".hidden/d.xlsx", "A1B2C3D4",
                 "out/e.xlsx", "notes.txt", "._b.xlsx"):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path, tmp_path / "out") == ["a/c.XLSM", "b.xlsx"]


def test_a_folder_for_reports_that_is_named_itself_is_searched(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("a.xlsx", "below/b.xlsx"):
        (tmp_path / name).write_bytes(b"")
    assert names(tmp_path, tmp_path / "below" / "..") == ["a.xlsx", "below/b.xlsx"]
    assert names(tmp_path, tmp_path / "below") == ["a.xlsx"]


def test_the_folder_for_state_below_a_searched_one_is_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state of mine"))
    for name in ("clinic.xlsx", "state of mine/backups/clinic 1/20260101T000000.000000Z.xlsx", "state of mine/x.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path) == ["clinic.xlsx"]
    (tmp_path / "link").symlink_to(tmp_path / "state of mine")
    assert names(tmp_path) == ["clinic.xlsx"]


def test_in_a_folder_for_state_that_is_searched_itself_workbooks_are_found_but_no_copies_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path))
    for name in ("clinic.xlsx", "backups/clinic 1/20260101T000000.000000Z.xlsx", "before-run/clinic.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path) == ["clinic.xlsx"]


def test_back_ups_are_no_copies_of_the_workbooks_in_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    path = workbook(tmp_path)
    assert call("run", path, *TODAY).exit_code == 0
    result = call("run", tmp_path, *TODAY, "--settle", "0", "--force")
    assert (result.exit_code, "is also in" in result.output) == (0, False)


def test_a_portfolio_of_ours_in_a_searched_folder_is_passed_by_and_one_of_others_is_not(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        workbook(tmp_path / "books", name, id=f"CA-{name}")
    call("run", tmp_path / "books", "--out", tmp_path / "books" / "out", *TODAY, "--settle", "0")
    assert (tmp_path / "books" / "out" / "portfolio.xlsx").exists()
    assert names(tmp_path / "books") == ["a.xlsx", "b.xlsx"]
    workbook(tmp_path / "books" / "out", "portfolio.xlsx")
    assert names(tmp_path / "books") == ["a.xlsx", "b.xlsx", "out/portfolio.xlsx"]


@pytest.mark.parametrize("bin", ["#recycle", "@Recycle", "$RECYCLE.BIN", ".Trash-1000"])
def test_what_was_deleted_on_a_server_is_nobodys_copy(bin: str, tmp_path: Path) -> None:
    for name in (f"{bin}/clinic.xlsx", "clinic.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path) == ["clinic.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_round_end_and_a_file_reached_twice_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.xlsx").touch()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "sub")
    (tmp_path / "z.xlsx").symlink_to(tmp_path / "sub" / "a.xlsx")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert names(tmp_path) == ["again/a.xlsx"]


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "no")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert "not allowed" in search([tmp_path]).unreadable[tmp_path / "closed"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="such files are one there")
@pytest.mark.parametrize(
    ("first", "second"),
    [("Clinic.xlsx", "clinic.xlsx"), ("évaluation.xlsx", unicodedata.normalize("NFD", "évaluation.xlsx"))],
)
def test_names_that_some_drives_take_for_one_are_mentioned(first: str, second: str, tmp_path: Path) -> None:
    for name in (first, second, "other.xlsx"):
        (tmp_path / name).touch()
    notes = {found.path.name: found.note for found in search([tmp_path]).files}
    assert second in notes[first]
    assert first in notes[second]
    assert notes["other.xlsx"] == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs long paths there")
def test_a_path_of_300_letters_is_worked_through(tmp_path: Path) -> None:
    folder = tmp_path / ("a" * 150) / ("b" * 150)
    folder.mkdir(parents=True)
    workbook(folder)
    (report,) = batch.run(search([tmp_path]).files, Options(today=DAY), Manner())
    assert report.status == "written"


def test_long_paths_of_windows_get_the_form_without_a_limit() -> None:
    assert extended("C:\\a\\b.xlsx") == "\\\\?\\C:\\a\\b.xlsx"
    assert extended("\\\\server\\share\\b.xlsx") == "\\\\?\\UNC\\server\\share\\b.xlsx"
    assert extended("\\\\?\\C:\\a") == "\\\\?\\C:\\a"


def found(path: Path, age: float) -> Found:
    path.write_bytes(b"x")
    os.utime(path, (NOW - age, NOW - age))
    return Found(path, path, 1, path.stat().st_mtime_ns, is_named=False)


def nothing(_: float) -> None:
    """Wait, and nothing happens meanwhile."""


def test_a_file_that_changed_within_the_settle_time_is_left_for_the_next_run(tmp_path: Path) -> None:
    young, old = found(tmp_path / "a.xlsx", 30), found(tmp_path / "b.xlsx", 90)
    assert unsettled([young, old], 60, NOW, sleep=nothing) == {young.path}


def test_where_a_moment_is_enough_it_is_waited_for(tmp_path: Path) -> None:
    done, growing = found(tmp_path / "a.xlsx", 0.2), found(tmp_path / "b.xlsx", 0.2)

    def grow(_: float) -> None:
        growing.path.write_bytes(b"xxx")

    assert unsettled([done, growing], 1, NOW, sleep=grow) == {growing.path}


def test_a_clock_that_is_ahead_keeps_no_file_waiting(tmp_path: Path) -> None:
    ahead = found(tmp_path / "a.xlsx", -3600)
    assert unsettled([ahead], 60, NOW, sleep=nothing) == frozenset()


def test_a_named_file_waits_for_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    (report,) = batch.run(search([path]).files, Options(today=DAY), Manner(settle=60))
    assert report.status == "written"


def test_a_file_still_being_saved_needs_attention_and_is_not_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    (report,) = batch.run(search([tmp_path]).files, Options(today=DAY), Manner(settle=60))
    assert (report.status, report.needs_attention) == ("waiting", True)
    assert "still being saved" in report.reason
    assert path.read_bytes() == before


def test_files_kept_only_in_the_cloud_are_known_and_read_up_to_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        workbook(tmp_path, f"{number}.xlsx", id=f"CA-{number}")
    placeholder: Callable[[os.stat_result], bool] = lambda status: stat.S_ISREG(status.st_mode)  # noqa: E731
    monkeypatch.setattr(discover, "is_cloud_only", placeholder)
    files = search([tmp_path]).files
    assert all(file.is_cloud_only for file in files)
    reports = batch.run(files, Options(today=DAY), Manner(downloads=2))
    assert [report.status for report in reports] == ["written", "written", "waiting"]
    assert "cloud" in reports[2].reason
