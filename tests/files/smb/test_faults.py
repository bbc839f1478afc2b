"""What servers answer, put in the way of a replacement: the old file or the new one, whole, and a sentence."""

from __future__ import annotations

import pickle
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.files import atomic_replace, temp_files
from pipeline.files.atomic_replace import PAUSES, ReplaceError, replace_whole
from pipeline.files.backend import DriveError
from pipeline.files.errors import in_words, is_in_use, is_momentary
from pipeline.files.local import LocalDrive
from pipeline.files.smb.errors import as_os_error, connection_lost
from pipeline.files.smb.path import SmbPath

OLD, NEW = b"old" * 1000, b"new" * 2000
SHARING, DENIED, LOCKED, DELETING = 0xC0000043, 0xC0000022, 0xC0000054, 0xC0000056
STEPS = ("real", "status", "read", "is_writable", "create", "take_after", "replace")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(OLD)
    return path


def failing(monkeypatch: pytest.MonkeyPatch, step: str, *problems: OSError) -> list[float]:
    """Let the calls of `step` end in the problems, one by one; gives an empty list for the pauses made."""
    drive, left = LocalDrive(), list(problems)
    real = getattr(drive, step)

    def call(*given: object, **more: object) -> object:
        if left:
            raise left.pop(0)
        return real(*given, **more)

    setattr(drive, step, call)
    drive.exchange = lambda *_: False  # type: ignore[method-assign]  # as on a share
    for module in (atomic_replace, temp_files):
        monkeypatch.setattr(module, "drive_of", lambda path: drive)
    monkeypatch.setattr("pipeline.files.read.drive_of", lambda path: drive)
    return []


def put(book: Path, pauses: list[float]) -> None:
    replace_whole(book, NEW, sha256(OLD).hexdigest(), sleep=pauses.append)


@pytest.mark.parametrize("status", [SHARING, DENIED, LOCKED, DELETING])
def test_a_workbook_that_is_held_for_a_moment_is_replaced_in_the_end(
    book: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    pauses = failing(monkeypatch, "replace", *[as_os_error(status)] * 3)
    put(book, pauses)
    assert book.read_bytes() == NEW
    assert pauses == list(PAUSES[:3])


@pytest.mark.parametrize(("status", "reason"), [(SHARING, "in_use"), (LOCKED, "in_use"), (DENIED, "no_permission")])
def test_waiting_for_a_workbook_has_an_end(
    book: Path, monkeypatch: pytest.MonkeyPatch, status: int, reason: str
) -> None:
    pauses = failing(monkeypatch, "replace", *[as_os_error(status)] * 100)
    with pytest.raises(ReplaceError) as caught:
        put(book, pauses)
    assert caught.value.reason == reason
    assert pauses == list(PAUSES)
    assert book.read_bytes() == OLD


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("problem", [connection_lost(), as_os_error(0xC000007F), DriveError(113, "It does not answer")])
def test_whatever_step_goes_wrong_the_workbook_is_the_old_one_and_nothing_lies_beside_it(
    book: Path, monkeypatch: pytest.MonkeyPatch, step: str, problem: OSError
) -> None:
    pauses = failing(monkeypatch, step, *[problem] * 100)
    with pytest.raises(ReplaceError) as caught:
        put(book, pauses)
    assert str(caught.value).endswith(".")
    assert book.read_bytes() == OLD
    assert [path.name for path in book.parent.iterdir()] == ["book.xlsx"]


def test_a_connection_that_breaks_during_the_replacement_leaves_open_which_of_the_two_it_is(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = failing(monkeypatch, "replace", connection_lost())
    with pytest.raises(ReplaceError, match="the old file or the new one, whole"):
        put(book, pauses)
    assert pauses == []


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (0xC0000034, "gone"), (0xC00000CC, "gone"), (0xC0000035, "exists"), (0xC000007F, "disk_full"),
        (0xC0000044, "disk_full"), (0xC00000A2, "read_only_folder"), (0xC00000BA, "not_a_file"),
        (0xC000020C, "lost"), (0xC0000203, "lost"), (0xC0000106, "name_too_long"),
        (0xC00000E5, "other"),
    ],
)  # fmt: skip
def test_what_a_server_answers_is_told_in_the_words_that_drives_have(status: int, reason: str) -> None:
    assert in_words(as_os_error(status), "book.xlsx", "smb://server/share")[0] == reason


def test_only_what_passes_is_waited_for() -> None:
    assert [is_momentary(as_os_error(status)) for status in (SHARING, DENIED, LOCKED, DELETING)] == [True] * 4
    assert [is_in_use(as_os_error(status)) for status in (SHARING, LOCKED, DENIED)] == [True, True, False]
    assert not is_momentary(as_os_error(0xC0000034))


def test_an_address_goes_to_workers_and_comes_back_the_same() -> None:
    address = SmbPath.parsed("smb://server:1445/share/folder/Évaluation.xlsx")
    assert pickle.loads(pickle.dumps(address)) == address
    assert (address.name, address.stem, address.parent.name) == ("Évaluation.xlsx", "Évaluation", "folder")
    assert str(address.parent / "b.xlsx") == "smb://server:1445/share/folder/b.xlsx"
    assert (address.server, address.port, address.unc) == ("server", 1445, "\\\\server\\share\\folder\\Évaluation.xlsx")


def test_the_operating_system_is_never_given_an_address() -> None:
    with pytest.raises(TypeError, match="not on this computer"):
        open(SmbPath.parsed("smb://server/share/a.xlsx"))  # noqa: PTH123, SIM115 (what it must not do)
