"""A new workbook: whole or not there, and never in the place of something else."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.files.atomic_replace import ReplaceError, write_new
from tests.files.faults import Failing

NEW = b"new" * 2000


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_workbook_appears_whole_with_the_usual_rights(tmp_path: Path) -> None:
    write_new(tmp_path / "new.xlsx", NEW)
    (tmp_path / "usual").write_bytes(b"")
    assert (tmp_path / "new.xlsx").read_bytes() == NEW
    assert (tmp_path / "new.xlsx").stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert names(tmp_path) == ["new.xlsx", "usual"]


@pytest.mark.parametrize("link", [False, True])
def test_a_new_workbook_never_takes_the_place_of_anything(tmp_path: Path, link: bool) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"old")
    if link:
        target = tmp_path / "link.xlsx"
        target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ReplaceError, match="already stands"):
        write_new(target, NEW)
    assert (tmp_path / "book.xlsx").read_bytes() == b"old"


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP])
def test_a_new_workbook_is_made_on_drives_without_second_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    Failing(monkeypatch, "link", OSError(number, "not supported"))
    write_new(tmp_path / "new.xlsx", NEW)
    assert (tmp_path / "new.xlsx").read_bytes() == NEW
    assert names(tmp_path) == ["new.xlsx"]


def test_a_new_workbook_that_cannot_be_finished_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Failing(monkeypatch, "link", OSError(errno.EPERM, "not supported"))
    Failing(monkeypatch, "replace", OSError(errno.EIO, "fault"))
    with pytest.raises(ReplaceError):
        write_new(tmp_path / "new.xlsx", NEW)
    assert names(tmp_path) == []


def test_someone_who_makes_the_same_new_file_first_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.xlsx"
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: (real(number), path.write_bytes(b"theirs")))
    with pytest.raises(ReplaceError) as caught:
        write_new(path, NEW)
    assert caught.value.reason == "exists"
    assert path.read_bytes() == b"theirs"


def test_a_new_workbook_in_a_folder_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ReplaceError) as caught:
        write_new(tmp_path / "none" / "new.xlsx", NEW)
    assert caught.value.reason == "gone"
