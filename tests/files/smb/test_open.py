"""Workbooks on a real share that somebody has open, opens or saves while we work on them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.files.atomic_replace import ReplaceError, SavedMeanwhileError, replace_whole
from pipeline.files.lock_files import occupant
from pipeline.files.smb.backend import SmbDrive
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
from tests.files.smb.samba import Server, digest, names
from tests.files.test_lock_files import owner_file
from tests.run.made import DAY, data, workbook

pytestmark = pytest.mark.system("smbd", "pdbedit")

OPTIONS = Options(today=DAY)


def test_a_workbook_open_in_excel_is_read_and_left_alone_and_who_has_it_is_named(
    signed_in: Server, folder: Path
) -> None:
    path = workbook(folder)
    before = path.read_bytes()
    (folder / f"~${path.name}").write_bytes(owner_file("Amina Ünal"))
    with signed_in.opened(path, "r"):
        assert process(signed_in.address(path), replace(OPTIONS, write=False)).status == "checked"
        outcome = process(signed_in.address(path), OPTIONS)
    assert (outcome.status, "Amina Ünal" in outcome.reason) == ("open", True)
    assert path.read_bytes() == before
    assert names(folder) == [path.name, f"~${path.name}"]


def test_a_workbook_that_somebody_keeps_to_himself_is_open_too(signed_in: Server, folder: Path) -> None:
    path = workbook(folder)
    (folder / f"~${path.name}").write_bytes(owner_file("Amina Ünal"))
    with signed_in.opened(path, None):
        outcome = process(signed_in.address(path), OPTIONS)
    assert (outcome.status, "Amina Ünal" in outcome.reason) == ("open", True)


def test_a_workbook_that_is_opened_while_it_is_worked_on_is_the_old_one(signed_in: Server, folder: Path) -> None:
    path = workbook(folder)
    before = path.read_bytes()
    assert occupant(signed_in.address(path), 0) is None
    with signed_in.opened(path, "r"), pytest.raises(ReplaceError):
        replace_whole(signed_in.address(path), b"new", digest(before), sleep=lambda _: None)
    assert path.read_bytes() == before
    assert names(folder) == [path.name]


def test_a_workbook_held_for_a_moment_is_replaced_in_the_end(signed_in: Server, folder: Path) -> None:
    path = workbook(folder)
    before = path.read_bytes()
    held = signed_in.opened(path, "r")
    replace_whole(signed_in.address(path), b"new", digest(before), sleep=lambda _: held.close())
    assert path.read_bytes() == b"new"


def test_what_somebody_saves_meanwhile_stands(signed_in: Server, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(folder)
    before, theirs = path.read_bytes(), data(id="CA-THEIRS")
    create = SmbDrive.create

    def saved_meanwhile(self: SmbDrive, *given: Any) -> None:
        create(self, *given)
        path.write_bytes(theirs)

    monkeypatch.setattr(SmbDrive, "create", saved_meanwhile)
    with pytest.raises(SavedMeanwhileError):
        replace_whole(signed_in.address(path), b"new", digest(before))
    assert path.read_bytes() == theirs
    assert names(folder) == [path.name]


def test_who_opens_a_workbook_just_before_it_is_replaced_is_named(
    signed_in: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(folder)
    before, held = path.read_bytes(), []
    create = SmbDrive.create

    def opened_meanwhile(self: SmbDrive, *given: Any) -> None:
        create(self, *given)
        (folder / f"~${path.name}").write_bytes(owner_file("Amina Ünal"))
        held.append(signed_in.opened(path, "r"))

    monkeypatch.setattr(SmbDrive, "create", opened_meanwhile)
    monkeypatch.setattr("pipeline.files.atomic_replace.PAUSES", (0.0,))
    outcome = process(signed_in.address(path), OPTIONS)
    held[0].close()
    assert (outcome.status, "Amina Ünal" in outcome.reason) == ("open", True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("held", ["the workbook", "the owner file"])
def test_what_excel_has_held_for_days_counts_however_old_its_owner_file(
    signed_in: Server, folder: Path, held: str
) -> None:
    path = workbook(folder)
    before, lock = path.read_bytes(), folder / f"~${path.name}"
    lock.write_bytes(owner_file("Amina Ünal"))
    os.utime(lock, (0, 0))
    with signed_in.opened(path if held == "the workbook" else lock, "r"):
        outcome = process(signed_in.address(path), OPTIONS)
    assert (outcome.status, "Amina Ünal" in outcome.reason) == ("open", True)
    assert path.read_bytes() == before
    assert process(signed_in.address(path), OPTIONS).status == "written"
