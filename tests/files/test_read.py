"""Reading a file once, also while someone saves it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.files.backend import TooLargeError
from pipeline.files.errors import RefusedFileError
from pipeline.files.local import LocalDrive
from pipeline.files.read import ReadError, is_cloud_only, read_bytes

CONTENT = b"new" * 2000


def test_a_file_that_vanishes_for_the_moment_of_a_save_is_read(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert read_bytes(path, sleep=lambda seconds: print(path.write_bytes(CONTENT))) == CONTENT


def test_a_file_that_stays_away_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"gone\.xlsx is not in") as caught:
        read_bytes(tmp_path / "gone.xlsx", sleep=lambda seconds: None)
    assert caught.value.reason == "gone"


def test_a_file_that_is_too_large_is_refused_without_being_loaded(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    path.touch()
    os.truncate(path, 1 << 40)
    with pytest.raises(RefusedFileError) as caught:
        read_bytes(path)
    assert caught.value.code == "TOO_BIG"


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    path = tmp_path / "book.xlsx"
    path.write_bytes(CONTENT)
    shorter = os.stat_result((*path.stat()[:6], 7, *path.stat()[7:10]))
    monkeypatch.setattr(os, "fstat", lambda _: shorter)
    assert LocalDrive().read(path, len(CONTENT)) == CONTENT
    with pytest.raises(TooLargeError):
        LocalDrive().read(path, len(CONTENT) - 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(ReadError, match="not a file"):
        read_bytes(tmp_path / "pipe.xlsx")


def test_a_file_kept_in_the_cloud_is_known_by_its_attributes() -> None:
    class Status:
        st_file_attributes = 0x400020

    assert is_cloud_only(Status())  # type: ignore[arg-type]
    Status.st_file_attributes = 0x20
    assert not is_cloud_only(Status())  # type: ignore[arg-type]
