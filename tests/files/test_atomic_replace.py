"""Replacing a workbook, with the faults that drives and people put in the way: the old file or the new one, whole."""

from __future__ import annotations

import errno
import itertools
import os
import stat
import threading
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.files.atomic_replace import PAUSES, ReplaceError, SavedMeanwhileError, replace_whole, sweep
from pipeline.files.errors import MAX_FILE
from tests.files.faults import Failing, windows_error, without_exchange

OLD, NEW = b"old" * 1000, b"new" * 2000
DIGEST = sha256(OLD).hexdigest()
DAY = 86_400


def no_sleep(seconds: float) -> None:
    """Time passes at once."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def refused(book: Path, reason: str) -> ReplaceError:
    """Replacing is refused for `reason`, with a sentence; the file is the old one and stands alone."""
    with pytest.raises(ReplaceError) as caught:
        replace_whole(book, NEW, DIGEST, sleep=no_sleep)
    assert caught.value.reason == reason
    assert str(caught.value).endswith(".")
    assert book.read_bytes() == OLD
    assert names(book.parent) == ["book.xlsx"]
    return caught.value


def test_the_new_file_takes_the_place_of_the_old_one_and_nothing_else_is_left(book: Path) -> None:
    replace_whole(book, NEW, DIGEST)
    assert book.read_bytes() == NEW
    assert names(book.parent) == ["book.xlsx"]


def test_the_rights_of_the_file_stay(book: Path) -> None:
    book.chmod(0o640)
    replace_whole(book, NEW, DIGEST)
    assert stat.S_IMODE(book.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_its_file_is_replaced(book: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.xlsx"
    link.symlink_to(book)
    replace_whole(link, NEW, DIGEST)
    assert link.is_symlink()
    assert book.read_bytes() == NEW
    assert names(link.parent) == ["link.xlsx"]


def test_a_link_that_leads_back_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "loop.xlsx"
    link.symlink_to(link)
    with pytest.raises(ReplaceError):
        replace_whole(link, NEW, DIGEST)


def test_what_someone_saved_meanwhile_stands(book: Path) -> None:
    book.write_bytes(b"theirs")
    with pytest.raises(SavedMeanwhileError, match="saved by someone"):
        replace_whole(book, NEW, DIGEST)
    assert book.read_bytes() == b"theirs"
    assert names(book.parent) == ["book.xlsx"]


def test_what_someone_saves_while_we_wait_for_the_file_stands(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Failing(monkeypatch, "replace", windows_error(32))
    with pytest.raises(SavedMeanwhileError):
        replace_whole(book, NEW, DIGEST, sleep=lambda seconds: print(book.write_bytes(b"theirs")))
    assert book.read_bytes() == b"theirs"


def test_a_file_that_grew_beyond_what_can_be_read_was_saved_meanwhile(book: Path) -> None:
    os.truncate(book, MAX_FILE + 1)
    with pytest.raises(SavedMeanwhileError):
        replace_whole(book, NEW, DIGEST)


@pytest.mark.parametrize("number", [5, 32, 33])
@pytest.mark.parametrize("times", [1, len(PAUSES)])
def test_a_file_held_for_a_moment_is_replaced_in_the_end(
    book: Path, monkeypatch: pytest.MonkeyPatch, number: int, times: int
) -> None:
    Failing(monkeypatch, "replace", *[windows_error(number)] * times)
    waited: list[float] = []
    replace_whole(book, NEW, DIGEST, sleep=waited.append)
    assert book.read_bytes() == NEW
    assert waited == list(PAUSES[:times])


def test_waiting_has_an_end_after_about_three_seconds(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = Failing(monkeypatch, "replace", *[windows_error(32)] * 100)
    assert "open in another program" in str(refused(book, "in_use"))
    assert failing.calls == len(PAUSES) + 1
    assert 2.5 < sum(PAUSES) < 3.5


def test_a_refusal_that_never_ends_is_one_of_permission(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Failing(monkeypatch, "replace", *[windows_error(5)] * 100)
    refused(book, "no_permission")


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EIO, "drive_failed"),
        (errno.EACCES, "no_permission"),
        (errno.EROFS, "read_only_folder"),
        (errno.EXDEV, "cross_device"),
        (errno.ENETUNREACH, "lost"),
        (errno.EILSEQ, "other"),
    ],
)
def test_what_a_drive_answers_is_told_in_words(
    book: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, reason: str
) -> None:
    Failing(monkeypatch, call, OSError(number, os.strerror(number)))
    refused(book, reason)


def test_a_drive_that_cannot_sync_folders_is_no_obstacle(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def files_only(number: int) -> None:
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(number)

    monkeypatch.setattr(os, "fsync", files_only)
    replace_whole(book, NEW, DIGEST)
    assert book.read_bytes() == NEW


def test_a_read_only_file_is_left_alone_although_renaming_would_work(book: Path) -> None:
    book.chmod(0o444)
    assert "read-only" in str(refused(book, "read_only_file"))


def test_a_folder_that_cannot_be_written_to_is_named(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != book.parent and access(path, mode))
    assert str(book.parent) in str(refused(book, "read_only_folder"))


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(ReplaceError) as caught:
        replace_whole(tmp_path / "gone.xlsx", NEW, DIGEST, sleep=no_sleep)
    assert caught.value.reason == "gone"
    assert names(tmp_path) == []


def test_a_file_deleted_during_the_run_is_not_made_anew(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def deleted_meanwhile(number: int) -> None:
        real(number)
        book.unlink(missing_ok=True)

    monkeypatch.setattr(os, "fsync", deleted_meanwhile)
    with pytest.raises(ReplaceError) as caught:
        replace_whole(book, NEW, DIGEST, sleep=no_sleep)
    assert caught.value.reason == "gone"
    assert names(book.parent) == []


def test_an_interruption_leaves_nothing_behind(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*given: object) -> None:
        raise KeyboardInterrupt

    without_exchange(monkeypatch)
    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_whole(book, NEW, DIGEST)
    assert names(book.parent) == ["book.xlsx"]
    assert book.read_bytes() == OLD


def test_saves_that_race_with_runs_never_damage_the_file(book: Path) -> None:
    """How many saves are lost in the last instant is not promised; that the file is always whole is."""
    versions = {OLD}
    stop = threading.Event()

    def saving() -> None:
        for number in itertools.count():
            if stop.is_set():
                return
            theirs = f"theirs {number} ".encode() * 500
            versions.add(theirs)
            other = book.with_name("12345678")
            other.write_bytes(theirs)
            other.replace(book)

    person = threading.Thread(target=saving)
    person.start()
    replaced = turned_away = 0
    for _ in range(150):
        present = book.read_bytes()
        assert present in versions
        ours = b"ours" * (1000 + replaced)
        versions.add(ours)
        try:
            replace_whole(book, ours, sha256(present).hexdigest())
            replaced += 1
        except SavedMeanwhileError:
            turned_away += 1
    stop.set()
    person.join()
    assert book.read_bytes() in versions
    assert replaced + turned_away == 150


def test_sweeping_removes_what_a_crash_left_and_nothing_else(tmp_path: Path) -> None:
    kept = [".concord-0123456789abcdef.tmp.xlsx", ".concord-short.tmp", "~$book.xlsx", "mine.tmp", "book.xlsx"]
    fresh = ".concord-fedcba9876543210.tmp"
    for name in (*kept, ".concord-0123456789abcdef.tmp", fresh):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (0, 0))
    os.utime(tmp_path / fresh, (10 * DAY - 60, 10 * DAY - 60))
    (tmp_path / ".concord-1111111111111111.tmp").mkdir()
    assert sweep(tmp_path, DAY, 10 * DAY) == (tmp_path / ".concord-0123456789abcdef.tmp",)
    assert set(names(tmp_path)) == {*kept, fresh, ".concord-1111111111111111.tmp"}


def test_sweeping_a_folder_that_is_gone_does_nothing(tmp_path: Path) -> None:
    assert sweep(tmp_path / "gone", 0, 0) == ()
