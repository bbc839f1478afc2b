"""A drive that is full, a process that ends between two files, a workbook open in Excel: nothing half-written."""

from __future__ import annotations

import errno
from pathlib import Path

import click
import pytest

from pipeline.files.atomic_replace import write_new
from tests.adopt.registers import VIEW, adopt, built, saved
from tests.files.faults import Failing

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Status")
ROWS = [("R1", "Convoys are attacked", "High", "Low", "tbd"), ("R2", "The office is burgled", "Medium", "High", "Open")]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return saved(tmp_path / "register.xlsx", [HEADERS, *ROWS])


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("words", [(), ("--accept",)])
def test_on_a_full_drive_neither_mapping_nor_workbook_is_left_half_written(
    old: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    before = _files(old.parent)
    with monkeypatch.context() as full:
        Failing(full, "fsync", OSError(errno.ENOSPC, "No space left on device"))
        said = adopt(old, "--to", old.with_name("new.xlsx"), "--as", VIEW, *words)
    assert said.exit_code == 1
    assert _files(old.parent) == before


def test_a_process_that_ends_after_the_first_of_two_mappings_goes_on_where_it_stopped(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, new = saved(tmp_path / "other.xlsx", [HEADERS, *ROWS]), tmp_path / "new.xlsx"
    real, written = write_new, list[Path]()

    def ending(path: Path, data: bytes) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        real(path, data)

    monkeypatch.setattr("pipeline.adopt.adopt.write_new", ending)
    with pytest.raises(click.Abort):
        adopt(old, other, "--to", new, "--as", VIEW)
    monkeypatch.setattr("pipeline.adopt.adopt.write_new", real)
    first = tmp_path / "register.mapping.xlsx"
    assert {path.name for path in tmp_path.iterdir()} == {old.name, other.name, first.name}
    kept = first.read_bytes()
    assert adopt(old, other, "--to", new, "--as", VIEW).exit_code == 3
    assert first.read_bytes() == kept
    assert (tmp_path / "other.mapping.xlsx").exists()


def _newer(old: Path) -> Path:
    return saved(old, [HEADERS, *ROWS, ("R3", "Roads are flooded", "High", "High", "Open")])


def test_a_workbook_that_is_open_in_excel_is_not_updated(old: Path) -> None:
    new = built(old)
    lock = new.with_name(f"~${new.name}")
    lock.write_bytes(b"\x05Field" + bytes(159))
    _newer(old)
    before = _files(old.parent)
    said = adopt(old, "--to", new, "--as", VIEW, "--accept")
    assert said.exit_code == 1
    assert f"{new.name} was left as it is. Open in Excel by Field. Close the workbook" in said.output
    assert _files(old.parent) == before


def test_an_update_on_a_full_drive_leaves_the_workbook_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = built(old)
    _newer(old)
    before = _files(old.parent)
    full = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as fault:
        Failing(fault, "fsync", *[full] * 9)
        said = adopt(old, "--to", new, "--as", VIEW, "--accept")
    assert said.exit_code == 1
    assert _files(old.parent) == before
    assert adopt(old, "--to", new, "--as", VIEW, "--accept").exit_code == 0


def test_once_brought_up_to_date_nothing_more_is_written(old: Path) -> None:
    new = built(old)
    _newer(old)
    assert adopt(old, "--to", new, "--as", VIEW, "--accept").exit_code == 0
    content, inode = new.read_bytes(), new.stat().st_ino
    assert adopt(old, "--to", new, "--as", VIEW, "--accept").exit_code == 0
    assert (new.read_bytes(), new.stat().st_ino) == (content, inode)
