"""A lock that a living program still holds counts, however old the lock file is; without one it is said to be old."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.files import in_use
from pipeline.files.atomic_replace import ReplaceError
from pipeline.files.in_use import InUseError
from pipeline.files.lock_files import left_over, occupant
from pipeline.files.read import ReadError
from pipeline.run.batch.options import Options
from pipeline.run.state.restore import RestoreError, restore
from pipeline.run.workbook.beside import copy_of
from pipeline.run.workbook.process import process
from pipeline.store.backups import copies_of
from tests.cli.test_commands import TODAY, call
from tests.files.test_lock_files import owner_file
from tests.run.made import DAY, data, workbook

NOW = time.time()
OLD = 25 * 3600
OPEN_BY_AMINA = "Open in Excel by Amina. Close the workbook, then run again."
HOLD = {
    "fcntl": "import fcntl; f = open(PATH, 'r+b'); fcntl.lockf(f, fcntl.LOCK_EX)",
    "fcntl, one byte of it": "import fcntl; f = open(PATH, 'r+b'); fcntl.lockf(f, fcntl.LOCK_EX, 1, 4711)",
    "fcntl, shared": "import fcntl; f = open(PATH, 'r+b'); fcntl.lockf(f, fcntl.LOCK_SH)",
    "flock": "import fcntl; f = open(PATH, 'r+b'); fcntl.flock(f, fcntl.LOCK_EX)",
    "open for writing": "f = open(PATH, 'r+b')",
    "lock file open": "import os; f = open(os.path.join(os.path.dirname(PATH), '~$' + os.path.basename(PATH)), 'r+b')",
}
unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has share modes instead")
linux = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells who has a file open")


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Let another process hold the file."""
    program = f"PATH = {str(path)!r}; {HOLD[how]}; print('held', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            other.stdin.close()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook beside an owner file of the day before yesterday."""
    path = workbook(tmp_path)
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(owner_file("Amina"))
    os.utime(lock, (NOW - OLD, NOW - OLD))
    return path


@linux
@pytest.mark.parametrize("how", HOLD)
def test_a_workbook_that_a_process_still_holds_is_left_alone_however_old_its_owner_file(book: Path, how: str) -> None:
    before = book.read_bytes()
    with held(book, how):
        outcome = process(book, Options(today=DAY))
    assert (outcome.status, outcome.reason) == ("open", OPEN_BY_AMINA)
    assert book.read_bytes() == before
    assert occupant(book, NOW) is None


@unix
@pytest.mark.parametrize("how", [how for how in HOLD if "open" not in how])
def test_a_lock_counts_without_any_owner_file(tmp_path: Path, how: str) -> None:
    path = workbook(tmp_path)
    with held(path, how):
        someone = occupant(path, NOW)
    assert someone is not None
    assert someone.sentence == "Open by someone. Close the workbook, then run again."
    assert occupant(path, NOW) is None


def test_whoever_only_reads_does_not_make_an_old_owner_file_count(book: Path) -> None:
    with book.open("rb"), subprocess.Popen(
        [sys.executable, "-c", f"f = open({str(book)!r}, 'rb'); print('held', flush=True); input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as other:  # fmt: skip
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert occupant(book, NOW) is None
        other.stdin.close()


def test_an_old_owner_file_that_nobody_holds_is_said_before_anything_is_written(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[bool] = []
    before = book.read_bytes()
    real = left_over

    def noted(path: Path, now: float) -> object:
        said.append(book.read_bytes() == before)
        return real(path, now)

    monkeypatch.setattr("pipeline.run.batch.discover.left_over", noted)
    result = call("run", book.parent, "--settle", "0", *TODAY)
    assert said == [True]
    assert f"{book}: The lock file ~$clinic.xlsx of Amina is more than a day old" in result.stderr
    assert "is more than a day old" in result.stdout
    assert book.read_bytes() != before


def test_old_owner_files_of_many_workbooks_are_said_once(book: Path) -> None:
    for name in "abcd":
        path = workbook(book.parent, f"{name}.xlsx", id=f"CA-{name}")
        shutil.copy2(book.with_name(f"~${book.name}"), path.with_name(f"~${path.name}"))
    result = call("run", book.parent, "--settle", "0", *TODAY)
    assert result.stderr.count("lock files that are more than a day old") == 1
    assert "Beside 5 workbooks" in result.stderr


def test_an_old_owner_file_is_not_remembered_when_it_is_gone(book: Path) -> None:
    os.utime(book, (1_700_000_000, 1_700_000_000))
    call("run", book.parent, *TODAY)
    book.with_name(f"~${book.name}").unlink()
    assert "lock file" not in call("run", book.parent, *TODAY).output


@linux
def test_every_way_of_writing_a_workbook_asks_the_same(book: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    assert process(book, Options(today=DAY, backups=backups)).status == "written"
    (copy,) = copies_of(backups, book)
    book.write_bytes(data(id="CA-OTHER"))
    with held(book, "fcntl"):
        with pytest.raises(RestoreError, match="Open in Excel by Amina"):
            restore(backups, book, copy)
        assert process(book, Options(today=DAY)).reason == OPEN_BY_AMINA
    assert process(book, Options(today=DAY, beside=True)).status == "beside"
    book.write_bytes(data(id="CA-THIRD"))
    with held(copy_of(book), "fcntl"):
        outcome = process(book, Options(today=DAY, beside=True))
    assert outcome.status == "open"
    assert outcome.reason.startswith("clinic (Concord).xlsx, where its results go: Open by someone.")


@pytest.mark.parametrize(
    ("problem", "error"),
    [
        (ReplaceError("in_use", "It is open in another program."), InUseError),
        (ReplaceError("no_permission", "You are not allowed."), ReplaceError),
        (ReadError("in_use", "It is open in another program."), InUseError),
        (ReadError("gone", "It is not there."), ReadError),
    ],
)
def test_what_a_drive_answers_to_a_file_in_use_is_one_answer_for_all(
    tmp_path: Path, problem: Exception, error: type[Exception]
) -> None:
    with pytest.raises(error), in_use.writing(workbook(tmp_path)):
        raise problem


@pytest.mark.parametrize("reason", ["in_use", "no_permission"])
def test_who_opened_a_workbook_while_it_was_written_is_named(book: Path, reason: str) -> None:
    def opened_meanwhile() -> None:
        os.utime(book.with_name(f"~${book.name}"))
        raise ReplaceError(reason, "Not now.")

    with pytest.raises(InUseError, match="by Amina"), in_use.writing(book):
        opened_meanwhile()


@linux
@pytest.mark.system("soffice")
def test_a_workbook_open_in_libreoffice_for_days_is_left_alone(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    lock = tmp_path / f".~lock.{path.name}#"
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--norestore", "--nologo", "--calc", str(path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as it:
        try:
            while not lock.exists() or occupant(path, NOW + 10 * OLD) is None:  # until it has the workbook open
                assert it.poll() is None
                time.sleep(0.2)
            assert "LibreOffice" in process(path, Options(today=DAY)).reason
        finally:
            os.killpg(it.pid, 9)
    while occupant(path, NOW + 10 * OLD) is not None:  # until the system has taken away what was killed
        time.sleep(0.1)
    assert left_over(path, NOW + 10 * OLD) is not None
