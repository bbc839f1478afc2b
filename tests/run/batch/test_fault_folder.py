"""A whole `concord run FOLDER --out`, struck at the system calls that touch the folder, the reports or the state.

A process takes seconds, so a few of the calls that write are struck here, spread over the run;
`CONCORD_STRIKES=0` strikes every call of any kind that touches the three folders (an hour).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.run.output.record import FILE as RECORD
from tests.cli.test_commands import TODAY, code
from tests.files.chaos import KILL, NotPermitted, Outcome, outcomes
from tests.run.made import DAY, data, run

ROOT = Path(__file__).parents[3]
# By what an answer shows that Python was struck while it loaded or looked over the program itself.
PROGRAM = ("<frozen importlib", "ImportError", "ModuleNotFoundError", "state/fingerprint.py")
MOST = int(os.environ.get("CONCORD_STRIKES", "2"))
ONCE = min(MOST, 1)  # a second error of a kind, which is answered in the same place
WRITING = frozenset({
    "openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat2", "unlink", "link", "mkdir", "fchmod",
    "chmod", "ftruncate", "close",
})  # fmt: skip
ASKING = frozenset({"newfstatat", "stat", "lstat", "statx", "getdents64", "openat", "readlink", "read", "pread64"})

pytestmark = pytest.mark.system("strace")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds all that a run touches: workbooks, reports, state."""
    root = tmp_path / "watched"
    (root / "books" / "below").mkdir(parents=True)
    (root / "books" / "clinic.xlsx").write_bytes(data())
    (root / "books" / "below" / "school.xlsx").write_bytes(data(id="CA-SCHOOL"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("CONCORD_STATE", str(root / "state"))
    return root


def asked(place: Path) -> list[str]:
    return ["run", str(place / "books"), "--out", str(place / "out"), "--settle", "0", *TODAY]


def struck(
    place: Path, fault: str, calls: frozenset[str] = WRITING, touching: Path | None = None, most: int = MOST
) -> Iterator[Outcome]:  # fmt: skip
    argv = ["-m", "pipeline", *asked(place)]
    try:
        only = calls if most else frozenset()
        answered = 0
        for outcome in outcomes(argv, place, place / "books" / "clinic.xlsx", fault, only, most, touching):
            # What strikes Python while it loads the program itself comes before anything of ours can answer.
            if not any(sign in outcome.stderr for sign in PROGRAM):
                answered += 1
                yield outcome
        assert answered, "every fault struck Python itself"
    except NotPermitted as problem:
        pytest.skip(f"tracing is not permitted here: {problem}")


def finished(tmp_path: Path, id: str) -> bytes:
    path = tmp_path / f"{id}.xlsx"
    if not path.exists():
        path.write_bytes(data(id=id))
        run(path, DAY)
    return path.read_bytes()


def next_run_finishes(place: Path, tmp_path: Path) -> None:
    assert code(*asked(place)) == 0
    assert (place / "books" / "clinic.xlsx").read_bytes() == finished(tmp_path, "CA-TEST")
    assert (place / "books" / "below" / "school.xlsx").read_bytes() == finished(tmp_path, "CA-SCHOOL")
    left = sorted(path.name for path in (place / "books").rglob("*") if path.is_file())
    assert left == ["clinic.xlsx", "school.xlsx"]
    assert [path for path in place.rglob(".concord-*") if path.name != RECORD] == []
    assert {"clinic.json", "school.json"} <= {path.name for path in (place / "out").iterdir()}


def test_killed_anywhere_every_workbook_is_whole_and_the_next_run_cleans_up_and_finishes(
    place: Path, tmp_path: Path
) -> None:
    whole = (data(), finished(tmp_path, "CA-TEST"))
    codes = set()
    for outcome in struck(place, KILL):
        assert outcome.content in whole, outcome.fault
        codes.add(outcome.returncode)
        next_run_finishes(place, tmp_path)
    assert codes - {0, 3}, "nothing was struck"


@pytest.mark.parametrize(("error", "most"), [("ENOSPC", MOST), ("EIO", ONCE), ("EACCES", ONCE)])
def test_whatever_the_drive_answers_it_is_said_in_words_and_the_next_run_finishes(
    place: Path, tmp_path: Path, error: str, most: int
) -> None:
    whole = (data(), finished(tmp_path, "CA-TEST"))
    for outcome in struck(place, f"error={error}", most=most):
        assert outcome.content in whole, outcome.fault
        assert "Traceback" not in outcome.stderr, outcome.fault
        assert outcome.returncode in (0, 1, 3), outcome.fault
        next_run_finishes(place, tmp_path)


@pytest.mark.parametrize(("error", "most"), [("ESTALE", MOST), ("EHOSTDOWN", ONCE)])
def test_a_share_that_fails_to_answer_is_called_that_and_never_a_path_that_does_not_exist(
    place: Path, tmp_path: Path, error: str, most: int
) -> None:
    whole = (data(), finished(tmp_path, "CA-TEST"))
    for outcome in struck(place, f"error={error}", ASKING, touching=place / "books", most=most):
        assert outcome.content in whole, outcome.fault
        assert "Traceback" not in outcome.stderr, outcome.fault
        assert "does not exist" not in outcome.stderr, outcome.fault
        assert outcome.returncode in (0, 1, 3), outcome.fault
        next_run_finishes(place, tmp_path)
