"""`concord split` and `join` killed, or told off by the drive, while they write: every file is whole, always."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.reading.workbook import read
from tests.chance import every, strikes
from tests.cli.test_commands import TODAY, code
from tests.copies.world import copy_of, workbook, written
from tests.files.chaos import KILL, NotPermitted, Outcome, outcomes

ROOT = Path(__file__).parents[2]
WRITING = frozenset({"write", "fsync", "rename", "renameat2", "fchmod", "chmod", "unlink", "link"})
FILLED = {("Risks", "R1", "Likelihood · LOCA"): 4, ("Risks", "R2", "Description"): "Told better"}

pytestmark = pytest.mark.system("strace")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    (tmp_path / "watched").mkdir()
    (tmp_path / "watched" / "valley.xlsx").write_bytes(workbook())
    (tmp_path / "copy.xlsx").write_bytes(written(copy_of(workbook(), "LOCA"), FILLED))
    return tmp_path / "watched"


def struck(folder: Path, fault: str, *command: object) -> Iterator[Outcome]:
    path = folder / "valley.xlsx"
    argv = ["-m", "pipeline", *map(str, command), *TODAY]
    try:
        state = folder.parent / "state"
        yield from outcomes(argv, folder, path, fault, WRITING, strikes(3), between=fault != KILL, made=state)
    except NotPermitted as problem:
        pytest.skip(f"tracing is not permitted here: {problem}")


def finished(folder: Path, *command: object) -> bytes:
    path = folder / "valley.xlsx"
    assert code(*command, *TODAY) == 0
    after = path.read_bytes()
    for left in folder.iterdir():
        left.unlink()
    path.write_bytes(workbook())
    return after


@pytest.mark.parametrize("fault", every(2, [KILL, "error=ENOSPC"]))
def test_struck_anywhere_a_join_leaves_the_old_workbook_or_the_new_one(folder: Path, fault: str) -> None:
    command = ("join", folder / "valley.xlsx", folder.parent / "copy.xlsx")
    old, new = workbook(), finished(folder, *command)
    seen = set()
    for outcome in struck(folder, fault, *command):
        assert outcome.content in (old, new), outcome.fault
        assert "Traceback" not in outcome.stderr, outcome.fault
        seen.add(outcome.content)
    assert old in seen
    assert code(*command, *TODAY) == 0
    assert (folder / "valley.xlsx").read_bytes() == new


@pytest.mark.parametrize("fault", every(2, ["error=ENOSPC", KILL]))
def test_struck_anywhere_a_split_leaves_whole_files_and_can_be_asked_for_again(folder: Path, fault: str) -> None:
    command = ("split", folder / "valley.xlsx")
    old, new = workbook(), finished(folder, *command)
    for outcome in struck(folder, fault, *command):
        assert outcome.content in (old, new), outcome.fault
        assert "Traceback" not in outcome.stderr, outcome.fault
        for copy in folder.glob("valley-*.xlsx"):
            assert read(copy.read_bytes()).arrangement.text("copy_for") in copy.name, outcome.fault
        if fault != KILL and outcome.content == old and "unlink" not in outcome.fault:
            assert outcome.others == (), outcome.fault
    assert code(*command, *TODAY) == 0
    assert (folder / "valley.xlsx").read_bytes() == new
