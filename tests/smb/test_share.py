"""Workbooks on a real share: everything that is promised of a drive of this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import smbclient
from smbprotocol.exceptions import SMBConnectionClosed

from pipeline.door.occupied import occupant
from pipeline.door.read import read_bytes
from pipeline.door.replace import CannotReplace, SavedMeanwhile, replace_whole, write_new
from pipeline.door.temporary import sweep, temporary
from pipeline.drive.of import as_path
from pipeline.drive.smb import session
from pipeline.drive.smb.drive import SmbDrive
from pipeline.run import batch
from pipeline.run.batch import Manner
from pipeline.run.discover import search
from pipeline.run.lease import FILE, Busy, leased
from pipeline.run.memory import Memory
from pipeline.run.method import method
from pipeline.run.one import process
from pipeline.run.options import Options
from pipeline.store.backups import all_copies, copies_of
from pipeline.store.seen import opened
from tests.door.test_occupied import owner_file
from tests.run.made import DAY, data, workbook
from tests.smb.samba import PASSWORD, Server

pytestmark = pytest.mark.system("smbd", "pdbedit")

OPTIONS = Options(today=DAY)
SAMPLES = Path(__file__).parents[2] / "workbooks" / "samples"
LONG_AGO = 1_700_000_000


def opened_by_somebody(server: Server, path: Path, shared: str | None) -> Any:
    """Open a workbook as another program has it open, sharing with others what is said (`r`: as Excel)."""
    return smbclient.open_file(
        server.address(path).unc, mode="r+b", share_access=shared, buffering=0, port=server.port,
        username=server.user, password=PASSWORD, connection_cache={},
    )  # fmt: skip


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_a_sample_comes_out_as_on_a_drive_of_this_machine_byte_for_byte(
    signed_in: Server, folder: Path, tmp_path: Path, sample: Path
) -> None:
    here, there = tmp_path / sample.name, folder / sample.name
    for copy in (here, there):
        copy.write_bytes(sample.read_bytes())
    (local,) = batch.run(search([here]).files, OPTIONS, Manner())
    (shared,) = batch.run(search([signed_in.address(folder)]).files, OPTIONS, Manner())
    assert shared.path == signed_in.address(there)
    assert (shared.found, shared.plan) == (local.found, local.plan)
    assert replace(shared, path=here, mark=None, packed=b"") == replace(local, mark=None, packed=b"")
    assert there.read_bytes() == here.read_bytes()
    assert names(folder) == [sample.name]


def test_a_workbook_open_in_excel_is_read_and_left_alone_and_who_has_it_is_named(
    signed_in: Server, folder: Path
) -> None:
    path = workbook(folder)
    before = path.read_bytes()
    (folder / f"~${path.name}").write_bytes(owner_file("Amina Ünal"))
    with opened_by_somebody(signed_in, path, "r"):
        assert process(signed_in.address(path), replace(OPTIONS, write=False)).status == "checked"
        outcome = process(signed_in.address(path), OPTIONS)
    assert (outcome.status, "Amina Ünal" in outcome.reason) == ("open", True)
    assert path.read_bytes() == before
    assert names(folder) == [path.name, f"~${path.name}"]


def test_a_workbook_that_somebody_keeps_to_himself_is_open_too(signed_in: Server, folder: Path) -> None:
    path = workbook(folder)
    (folder / f"~${path.name}").write_bytes(owner_file("Amina Ünal"))
    with opened_by_somebody(signed_in, path, None):
        outcome = process(signed_in.address(path), OPTIONS)
    assert (outcome.status, "Amina Ünal" in outcome.reason) == ("open", True)


def test_a_workbook_that_is_opened_while_it_is_worked_on_is_the_old_one(signed_in: Server, folder: Path) -> None:
    path = workbook(folder)
    before = path.read_bytes()
    assert occupant(signed_in.address(path), 0) is None
    with opened_by_somebody(signed_in, path, "r"), pytest.raises(CannotReplace):
        replace_whole(signed_in.address(path), b"new", digest(before), sleep=lambda _: None)
    assert path.read_bytes() == before
    assert names(folder) == [path.name]


def test_a_workbook_held_for_a_moment_is_replaced_in_the_end(signed_in: Server, folder: Path) -> None:
    path = workbook(folder)
    before = path.read_bytes()
    held = opened_by_somebody(signed_in, path, "r")
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
    with pytest.raises(SavedMeanwhile):
        replace_whole(signed_in.address(path), b"new", digest(before))
    assert path.read_bytes() == theirs
    assert names(folder) == [path.name]


def test_a_read_only_workbook_is_left_alone(signed_in: Server, folder: Path) -> None:
    path = folder / "clinic.xlsx"
    with smbclient.open_file(
        signed_in.address(path).unc, mode="xb", port=signed_in.port, username=signed_in.user, password=PASSWORD,
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
    with pytest.raises(CannotReplace) as caught:
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


@pytest.mark.parametrize("step", ["read", "create", "replace", "take_after"])
def test_a_server_that_dies_costs_one_workbook_and_when_it_is_back_the_rest_goes_on(
    folder: Path, signed_in: Server, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    paths = [workbook(folder, f"{name}.xlsx", id=f"CA-{name}") for name in "abc"]
    before = paths[1].read_bytes()
    real: Callable[..., Any] = getattr(SmbDrive, step)

    def dying(self: SmbDrive, *given: Any) -> Any:
        # A rename is told by its target, a temporary file by what it is made for: only the second workbook's turn.
        if len(done) == 1 and not died:
            died.append(step)
            signed_in.kill()
            try:
                return real(self, *given)
            finally:
                signed_in.start()
        return real(self, *given)

    done: list[str] = []
    died: list[str] = []
    monkeypatch.setattr(SmbDrive, step, dying)
    files = search([signed_in.address(path) for path in paths]).files
    reports = []
    for found in files:  # one by one: what belongs to whom shows
        reports += batch.run([found], OPTIONS, Manner())
        done.append(found.path.name)
    assert died == [step]
    statuses = [report.status for report in reports]
    if step == "take_after":  # rights are carried over as far as possible
        assert statuses == ["written"] * 3
        return
    assert statuses == ["written", "refused", "written"]
    assert reports[1].path.name == "b.xlsx"
    assert "b.xlsx" in reports[1].reason or "server" in reports[1].reason
    assert paths[1].read_bytes() == before
    assert process(signed_in.address(paths[1]), OPTIONS).status == "written"


def test_a_server_that_is_gone_is_not_waited_for_by_each_workbook(
    monkeypatch: pytest.MonkeyPatch, signed_in: Server
) -> None:
    asked: list[str] = []

    def silent(server: str, **_: object) -> None:
        asked.append(server)
        raise ValueError("timed out")

    monkeypatch.setattr(smbclient, "register_session", silent)
    drive = SmbDrive()
    # Asked at 0, given up at 15; not asked again at 16, but at 31.
    moments = iter([0, 15, 16, 31, 46])
    monkeypatch.setattr(session, "time", SimpleNamespace(monotonic=lambda: next(moments)))
    for _ in range(3):
        with pytest.raises(OSError, match="does not answer"):
            drive.status(signed_in.address(signed_in.root))
    assert len(asked) == 2


def test_a_run_on_another_machine_is_waited_for(signed_in: Server, folder: Path) -> None:
    theirs = {"host": "elsewhere", "pid": 4711, "started": 1e9, "refreshed": 1e9, "token": "abc"}
    (folder / FILE).write_text(json.dumps(theirs))
    address = signed_in.address(folder)
    with pytest.raises(Busy, match=r"elsewhere \(process 4711"), leased([address], now=lambda: 1e9 + 60):
        pass
    (folder / "below").mkdir()
    with pytest.raises(Busy), leased([address / "below"], now=lambda: 1e9 + 60):
        pass
    with leased([address], now=lambda: 1e9 + 3600, sleep=lambda _: None):
        assert json.loads((folder / FILE).read_text())["pid"] == os.getpid()
    assert names(folder) == ["below"]


def test_unchanged_workbooks_are_not_opened_again(
    signed_in: Server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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


def test_a_folder_that_may_not_be_read_is_named(signed_in: Server, folder: Path) -> None:
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


def test_a_replacement_whose_answer_was_lost_counts_as_done(
    signed_in: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(folder)
    real = smbclient.replace

    def answer_lost(*given: Any, **more: Any) -> None:
        real(*given, **more)
        raise SMBConnectionClosed("closed")

    monkeypatch.setattr(smbclient, "replace", answer_lost)
    assert process(signed_in.address(path), OPTIONS).status == "written"
    assert names(folder) == [path.name]


@pytest.mark.parametrize("step", ["create", "take_after", "replace"])
def test_a_run_that_is_killed_leaves_the_old_workbook_and_the_next_run_tidies_up(
    signed_in: Server, folder: Path, step: str
) -> None:
    path = workbook(folder)
    before = path.read_bytes()
    program = (
        "import os, signal\nfrom hashlib import sha256\n"
        "from pipeline.door.replace import replace_whole\nfrom pipeline.drive.of import as_path\n"
        "from pipeline.drive.smb.drive import SmbDrive\n"
        f"real = SmbDrive.{step}\n"
        "def struck(*given):\n"
        f"    if {step!r} == 'create': real(*given)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"SmbDrive.{step} = struck\n"
        f"replace_whole(as_path({str(signed_in.address(path))!r}), b'new', {digest(before)!r})\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    assert len(names(folder)) == 2
    assert process(signed_in.address(path), OPTIONS).status == "written"
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
        held.append(opened_by_somebody(signed_in, path, "r"))

    monkeypatch.setattr(SmbDrive, "create", opened_meanwhile)
    monkeypatch.setattr("pipeline.door.replace.PAUSES", (0.0,))
    outcome = process(signed_in.address(path), OPTIONS)
    held[0].close()
    assert (outcome.status, "Amina Ünal" in outcome.reason) == ("open", True)
    assert path.read_bytes() == before


def test_a_share_that_is_not_there_is_said_so(signed_in: Server) -> None:
    with pytest.raises(FileNotFoundError):
        SmbDrive().status(as_path(f"smb://127.0.0.1:{signed_in.port}/none/a.xlsx"))
