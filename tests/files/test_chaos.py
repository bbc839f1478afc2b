"""Killed, or told off by the drive, at every system call: the file is the old one or the new one, whole."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.files.atomic_replace import replace_whole
from pipeline.files.temp_files import sweep
from tests.files.chaos import KILL, NotPermitted, Outcome, outcomes

OLD = b"old " * 5_000
NEW = b"new " * 6_000
ROOT = Path(__file__).parents[2]
WRITING = frozenset(
    {"openat", "write", "fsync", "rename", "renameat2", "chmod", "fchown", "chown", "link", "unlink", "close"}
)

pytestmark = pytest.mark.system("strace")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "watched").mkdir()
    (tmp_path / "old").write_bytes(OLD)
    (tmp_path / "new").write_bytes(NEW)
    return tmp_path


def struck(place: Path, fault: str, *, new_file: bool = False, only: frozenset[str] = frozenset()) -> Iterator[Outcome]:
    watched = place / "watched" / "book.xlsx"
    if not new_file:
        watched.write_bytes(OLD)
    present = place / ("none" if new_file else "old")
    argv = [str(ROOT / "tests/files/replacing.py"), str(watched), str(place / "new"), str(present)]
    try:
        yield from outcomes(argv, place / "watched", watched, fault, only)
    except NotPermitted as problem:
        pytest.skip(f"tracing is not permitted here: {problem}")


def test_killed_anywhere_the_workbook_is_the_old_or_the_new_one_and_the_next_run_finishes(place: Path) -> None:
    seen = set()
    for outcome in struck(place, KILL):
        assert outcome.content in (OLD, NEW), outcome
        seen.add(outcome.content)
        folder = place / "watched"
        sweep(folder, -60, 0x7FFFFFFF)
        replace_whole(folder / "book.xlsx", NEW, sha256(outcome.content or b"").hexdigest())
        assert [entry.name for entry in folder.iterdir()] == ["book.xlsx"], outcome
        assert (folder / "book.xlsx").read_bytes() == NEW
    assert seen == {OLD, NEW}


@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EACCES"])
def test_whatever_the_drive_answers_the_workbook_is_whole_and_nothing_is_left_beside_it(
    place: Path, error: str
) -> None:
    told = 0
    for outcome in struck(place, f"error={error}", only=WRITING):
        assert outcome.content in (OLD, NEW), outcome
        if outcome.returncode == 3:
            assert outcome.content == OLD, outcome
            told += 1
        assert "Traceback" not in outcome.stderr, outcome
        if "unlink" not in outcome.fault:
            assert outcome.others == (), outcome
    assert told >= 3


def test_killed_anywhere_a_new_workbook_is_whole_or_not_there(place: Path) -> None:
    for outcome in struck(place, KILL, new_file=True):
        assert outcome.content in (None, NEW), outcome


def test_the_harness_notices_a_program_that_writes_straight_into_the_file(place: Path) -> None:
    watched = place / "watched" / "book.xlsx"
    watched.write_bytes(OLD)
    careless = f"open({str(watched)!r}, 'wb').write(open({str(place / 'new')!r}, 'rb').read())"
    try:
        left = {outcome.content for outcome in outcomes(["-c", careless], watched.parent, watched)}
    except NotPermitted as problem:
        pytest.skip(f"tracing is not permitted here: {problem}")
    assert left - {OLD, NEW}
