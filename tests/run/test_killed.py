"""`concord run` killed, or told off by the drive, while it writes: the workbook is whole, always.

A whole process takes a second, so only calls that write are struck here, each by one of the two faults (by both with
`--deep`); `tests/files/test_chaos.py` strikes every call of the replacing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chance import strikes
from tests.files.chaos import KILL, NotPermitted, Outcome, outcomes
from tests.run.made import DAY, data, run

ROOT = Path(__file__).parents[2]
WRITING = frozenset({"write", "fsync", "rename", "renameat2", "fchmod", "chmod", "unlink"})

pytestmark = pytest.mark.system("strace")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    (tmp_path / "watched").mkdir()
    (tmp_path / "watched" / "clinic.xlsx").write_bytes(data())
    return tmp_path / "watched"


def struck(folder: Path, fault: str) -> Iterator[Outcome]:
    path = folder / "clinic.xlsx"
    argv = ["-m", "pipeline", "run", str(path), "--today", DAY.isoformat()]
    try:
        state = folder.parent / "state"
        yield from outcomes(argv, folder, path, fault, WRITING, strikes(4), between=fault != KILL, made=state)
    except NotPermitted as problem:
        pytest.skip(f"tracing is not permitted here: {problem}")


def finished(tmp_path: Path) -> bytes:
    path = tmp_path / "finished.xlsx"
    path.write_bytes(data())
    run(path)
    return path.read_bytes()


def test_killed_anywhere_the_workbook_is_the_old_or_the_new_one_and_the_next_run_finishes(
    folder: Path, tmp_path: Path
) -> None:
    old, new = data(), finished(tmp_path)
    seen = set()
    for outcome in struck(folder, KILL):
        assert outcome.content in (old, new), outcome.fault
        seen.add(outcome.content)
    assert seen == {old, new}
    assert run(folder / "clinic.xlsx").status == "written"
    assert (folder / "clinic.xlsx").read_bytes() == new


def test_a_full_drive_gets_a_sentence_and_an_exit_code(folder: Path, tmp_path: Path) -> None:
    old, new = data(), finished(tmp_path)
    for outcome in struck(folder, "error=ENOSPC"):
        assert outcome.content in (old, new), outcome.fault
        assert "Traceback" not in outcome.stderr, outcome.fault
        assert outcome.returncode == (1 if outcome.content == old else 0), outcome.fault
        if "unlink" not in outcome.fault:
            assert outcome.others == (), outcome.fault
