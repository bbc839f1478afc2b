"""The last moment before a replacement: whoever saves just then keeps his version, where files can change places."""

from __future__ import annotations

import ctypes
import errno
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.files import rename_exchange
from pipeline.files.atomic_replace import ReplaceError, SavedMeanwhileError, replace_whole
from pipeline.files.local import LocalDrive
from tests.files.faults import without_exchange

OLD, NEW, THEIRS = b"old" * 1000, b"new" * 2000, b"theirs" * 500
DIGEST = sha256(OLD).hexdigest()
Step = Callable[[], object]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="files change places on Linux only")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(OLD)
    if not rename_exchange.exchange(path, path):
        pytest.skip("files cannot change places on this drive")
    return path


def saved(book: Path, content: bytes) -> None:
    """As office programs save: a new file takes the place of the old one."""
    other = book.with_name("12345678")
    other.write_bytes(content)
    other.replace(book)


def around(
    monkeypatch: pytest.MonkeyPatch, *, before: list[Step] | None = None, after: list[Step] | None = None
) -> None:
    """Let things happen just before and just after each time that the two files change places."""
    real = LocalDrive.exchange
    first, then = list(before or []), list(after or [])

    def exchanging(self: LocalDrive, fresh: Path, target: Path) -> bool:
        if first:
            first.pop(0)()
        done = real(self, fresh, target)
        if then:
            then.pop(0)()
        return done

    monkeypatch.setattr(LocalDrive, "exchange", exchanging)


def alone(book: Path, content: bytes) -> None:
    assert book.read_bytes() == content
    assert [entry.name for entry in book.parent.iterdir()] == [book.name]


def test_a_save_in_the_last_moment_is_put_back(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    around(monkeypatch, before=[lambda: saved(book, THEIRS)])
    with pytest.raises(SavedMeanwhileError):
        replace_whole(book, NEW, DIGEST)
    alone(book, THEIRS)


def test_a_save_into_the_very_file_in_the_last_moment_is_put_back(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    around(monkeypatch, before=[lambda: book.write_bytes(THEIRS)])
    with pytest.raises(SavedMeanwhileError):
        replace_whole(book, NEW, DIGEST)
    alone(book, THEIRS)


def test_a_save_that_is_still_being_written_goes_on_in_its_place(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = []

    def begun() -> None:
        writer.append(book.open("wb"))
        writer[0].write(THEIRS[:100])
        writer[0].flush()

    around(monkeypatch, before=[begun])
    with pytest.raises(SavedMeanwhileError):
        replace_whole(book, NEW, DIGEST)
    writer[0].write(THEIRS[100:])
    writer[0].close()
    alone(book, THEIRS)


def test_a_save_right_after_the_replacement_stands(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    around(monkeypatch, after=[lambda: saved(book, THEIRS)])
    replace_whole(book, NEW, DIGEST)
    alone(book, THEIRS)


def test_of_two_saves_in_the_last_moments_the_later_one_stands(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    around(monkeypatch, before=[lambda: saved(book, THEIRS), lambda: saved(book, b"later still")])
    with pytest.raises(SavedMeanwhileError):
        replace_whole(book, NEW, DIGEST)
    alone(book, b"later still")


def test_an_interruption_right_after_a_save_loses_nothing(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    around(monkeypatch, before=[lambda: saved(book, THEIRS)], after=[interrupt])
    with pytest.raises(KeyboardInterrupt):
        replace_whole(book, NEW, DIGEST)
    alone(book, THEIRS)


def test_a_save_that_cannot_be_put_back_is_kept_beside_the_workbook(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError(errno.EIO, "fault")

    around(monkeypatch, before=[lambda: saved(book, THEIRS), fail])
    with pytest.raises(ReplaceError):
        replace_whole(book, NEW, DIGEST)
    assert book.read_bytes() == NEW
    assert book.with_name("book (saved during a run).xlsx").read_bytes() == THEIRS


def test_a_name_that_is_gone_for_the_moment_of_a_save_is_waited_for(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    around(monkeypatch, before=[book.unlink])
    with pytest.raises(SavedMeanwhileError):
        replace_whole(book, NEW, DIGEST, sleep=lambda _: saved(book, THEIRS))
    alone(book, THEIRS)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM])
def test_where_files_cannot_change_places_one_takes_the_place_of_the_other(
    book: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    answering(monkeypatch, number)
    replace_whole(book, NEW, DIGEST)
    alone(book, NEW)


def test_a_system_without_the_call_does_without(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_exchange(monkeypatch)
    replace_whole(book, NEW, DIGEST)
    alone(book, NEW)


@pytest.mark.parametrize(("number", "reason"), [(errno.EIO, "drive_failed"), (errno.EROFS, "read_only_folder")])
def test_what_the_drive_answers_is_told_in_words(
    book: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    answering(monkeypatch, number)
    with pytest.raises(ReplaceError) as caught:
        replace_whole(book, NEW, DIGEST)
    assert caught.value.reason == reason
    alone(book, OLD)


def answering(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the system refuse to let two files change places."""

    def call(*_: object) -> int:
        ctypes.set_errno(number)
        return -1

    monkeypatch.setattr(rename_exchange, "_call", lambda: call)
