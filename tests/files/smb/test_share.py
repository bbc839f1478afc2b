"""Workbooks on a real share: everything that is promised of a drive of this machine."""

from __future__ import annotations

import json
import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
import smbclient

from pipeline.files.atomic_replace import ReplaceError, write_new
from pipeline.files.backends import as_path
from pipeline.files.read import read_bytes
from pipeline.files.smb.backend import SmbDrive
from pipeline.files.temp_files import sweep, temporary
from pipeline.run.batch import batch
from pipeline.run.batch.batch import Manner
from pipeline.run.batch.discover import search
from pipeline.run.batch.options import Options
from pipeline.run.state.fingerprint import method
from pipeline.run.state.lease import FILE, RunInProgressError, leased
from pipeline.run.state.unchanged import Memory
from pipeline.run.workbook.process import process
from pipeline.store.backups import all_copies, copies_of
from pipeline.store.fingerprints import opened
from tests.chance import every
from tests.files.smb.samba import PASSWORD, USER, Server, names
from tests.run.made import DAY, data, workbook

pytestmark = pytest.mark.system("smbd", "pdbedit")

OPTIONS = Options(today=DAY)
SAMPLES = Path(__file__).parents[3] / "workbooks" / "samples"
LONG_AGO = 1_700_000_000


@pytest.mark.parametrize("sample", every(3, sorted(SAMPLES.glob("*.xlsx"))), ids=lambda path: path.stem)
def test_a_sample_comes_out_as_on_a_drive_of_this_machine_byte_for_byte(
    signed_in: Server, folder: Path, tmp_path: Path, sample: Path
) -> None:
    here, there = tmp_path / sample.name, folder / sample.name
    for copy in (here, there):
        copy.write_bytes(sample.read_bytes())
    (local,) = batch.run(search([here]).files, OPTIONS, Manner())
    (shared,) = batch.run(search([signed_in.address(folder)]).files, OPTIONS, Manner())
    assert shared.path == signed_in.address(there)
    assert shared.found == local.found
    assert replace(shared, path=here, mark=None, packed=b"") == replace(local, mark=None, packed=b"")
    assert there.read_bytes() == here.read_bytes()
    assert names(folder) == [sample.name]


def test_a_read_only_workbook_is_left_alone(signed_in: Server, folder: Path) -> None:
    path = folder / "clinic.xlsx"
    with smbclient.open_file(
        signed_in.address(path).unc, mode="xb", port=signed_in.port, username=USER, password=PASSWORD,
        file_attributes=0x1, connection_cache={},
    ) as file:  # fmt: skip
        file.write(data())
    outcome = process(signed_in.address(path), OPTIONS)
    assert (outcome.status, "read-only" in outcome.reason) == ("refused", True)


def test_a_workbook_closed_to_others_stays_closed_to_them(signed_in: Server, folder: Path) -> None:
    path = workbook(folder)
    path.chmod(0o600)
    assert process(signed_in.address(path), OPTIONS).status == "written"
    assert path.stat().st_mode & 0o007 == 0


def test_a_new_file_never_takes_the_place_of_another(signed_in: Server, folder: Path) -> None:
    write_new(signed_in.address(folder / "new.xlsx"), b"first")
    with pytest.raises(ReplaceError) as caught:
        write_new(signed_in.address(folder / "new.xlsx"), b"second")
    assert caught.value.reason == "exists"
    assert (folder / "new.xlsx").read_bytes() == b"first"


def test_what_a_crash_left_is_swept_and_nothing_else(signed_in: Server, folder: Path) -> None:
    with temporary(signed_in.address(folder), b"x", 0o600) as path:
        left = folder / path.name
    for name in (left.name, "mine.tmp", "book.xlsx"):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (0, 0))
    assert [path.name for path in sweep(signed_in.address(folder), 3600, LONG_AGO)] == [left.name]
    assert names(folder) == ["book.xlsx", "mine.tmp"]


def test_a_run_on_another_machine_is_waited_for(signed_in: Server, folder: Path) -> None:
    theirs = {"host": "elsewhere", "pid": 4711, "started": 1e9, "refreshed": 1e9, "token": "abc"}
    (folder / FILE).write_text(json.dumps(theirs))
    address = signed_in.address(folder)
    with pytest.raises(RunInProgressError, match=r"elsewhere \(process 4711"), leased([address], now=lambda: 1e9 + 60):
        pass
    (folder / "below").mkdir()
    with pytest.raises(RunInProgressError), leased([address / "below"], now=lambda: 1e9 + 60):
        pass
    with leased([address], now=lambda: 1e9 + 3600, sleep=lambda _: None):
        assert json.loads((folder / FILE).read_text())["pid"] == os.getpid()
    assert names(folder) == ["below"]


def test_unchanged_workbooks_are_not_opened_again(
    signed_in: Server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    for name in ("clinic", "school"):
        workbook(folder, f"{name}.xlsx", id=f"CA-{name}")
    store = opened(tmp_path)
    assert store is not None
    memory = Memory(store, DAY, method(OPTIONS))

    def run() -> list[tuple[str, bool]]:
        reports = batch.run(search([signed_in.address(folder)]).files, OPTIONS, Manner(), memory)
        return [(report.status, report.was_opened) for report in reports]

    assert run() == [("written", True)] * 2
    for path in folder.glob("*.xlsx"):
        os.utime(path, ns=(LONG_AGO * 10**9, LONG_AGO * 10**9 + 123_456_700))
    assert run() == [("unchanged", False)] * 2  # known by their content
    monkeypatch.setattr(SmbDrive, "read", lambda *_: pytest.fail("a workbook was opened"))
    assert run() == [("unchanged", False)] * 2
    store.close()


@pytest.mark.parametrize(
    ("first", "second"),
    [("Clinic.xlsx", "clinic.xlsx"), ("évaluation.xlsx", unicodedata.normalize("NFD", "évaluation.xlsx"))],
)
def test_names_that_some_drives_take_for_one_are_mentioned(
    signed_in: Server, folder: Path, first: str, second: str
) -> None:
    for name in (first, second):
        workbook(folder, name, id=f"CA-{len(name)}{name[0]}")
    notes = {found.path.name: found.note for found in search([signed_in.address(folder)]).files}
    assert second in notes[first]
    assert first in notes[second]
    assert read_bytes(signed_in.address(folder / first)) == (folder / first).read_bytes()
    assert read_bytes(signed_in.address(folder / second)) == (folder / second).read_bytes()


def test_links_that_lead_round_end(signed_in: Server, folder: Path) -> None:
    (folder / "below").mkdir()
    workbook(folder / "below")
    (folder / "below" / "up").symlink_to("..")
    found = search([signed_in.address(folder)])
    assert [file.path.name for file in found.files] == ["clinic.xlsx"]
    assert found.unreadable == {}


def test_a_workbook_that_is_gone_by_now_is_named(signed_in: Server, folder: Path) -> None:
    found = search([signed_in.address(folder) / "gone"])
    (file,) = found.files
    (report,) = batch.run([file], OPTIONS, Manner())
    assert (report.status, "gone is not in smb://" in report.reason) == ("refused", True)


def test_a_copy_of_what_stood_there_is_kept_under_the_address(signed_in: Server, folder: Path, tmp_path: Path) -> None:
    path = workbook(folder)
    before, address = path.read_bytes(), signed_in.address(path)
    assert process(address, replace(OPTIONS, backups=tmp_path)).status == "written"
    (copy,) = copies_of(tmp_path, address)
    assert copy.file.read_bytes() == before
    assert list(all_copies(tmp_path)) == [address]


def test_a_share_that_is_not_there_is_said_so(signed_in: Server) -> None:
    with pytest.raises(FileNotFoundError):
        SmbDrive().status(as_path(f"smb://127.0.0.1:{signed_in.port}/none/a.xlsx"))
