"""What a run that was killed leaves beside a workbook: the next run on that machine removes it at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from pipeline.files import temp_files
from pipeline.files.temp_files import fresh_name, is_temporary, maker_is_gone, sweep, temporary
from pipeline.run.output.output_folder import write_whole

HOUR = 3600.0
NOW = 1_800_000_000.0


def name_of(process: int, machine: str = "") -> str:
    """The name that another process, here or on another machine, gives to its file."""
    return f".concord-{machine or temp_files._machine()}{process:08x}00c0ffee.tmp"


def over() -> int:
    """The number of a process that was there and is not any more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@contextmanager
def ended_and_not_asked_after() -> Iterator[int]:
    """The number of a process that has ended, which the system keeps until somebody asks how."""
    process = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read()  # to the end: it lets go of this when it ends
    while psutil.Process(process.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.001)
    yield process.pid
    process.communicate()


def put(folder: Path, name: str, age: float = 1.0) -> Path:
    path = folder / name
    path.write_bytes(b"half")
    os.utime(path, (NOW - age, NOW - age))
    return path


def test_what_a_process_of_this_machine_left_that_is_over_goes_at_once(tmp_path: Path) -> None:
    path = put(tmp_path, name_of(over()))
    assert sweep(tmp_path, HOUR, NOW) == (path,)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no number of a process that has ended")
def test_what_a_process_left_that_has_ended_but_is_still_listed_goes_at_once(tmp_path: Path) -> None:
    with ended_and_not_asked_after() as process:
        path = put(tmp_path, name_of(process))
        assert sweep(tmp_path, HOUR, NOW) == (path,)


def test_what_a_running_process_of_this_machine_is_writing_stays(tmp_path: Path) -> None:
    put(tmp_path, name_of(os.getppid()))
    assert sweep(tmp_path, HOUR, NOW) == ()


def test_what_another_machine_may_still_be_writing_stays_until_it_is_old(tmp_path: Path) -> None:
    path = put(tmp_path, name_of(over(), machine="0badcafe"))
    assert sweep(tmp_path, HOUR, NOW) == ()
    assert sweep(tmp_path, HOUR, NOW + HOUR) == (path,)


def test_what_this_process_is_writing_stays(tmp_path: Path) -> None:
    with temporary(tmp_path, b"half", 0o600) as fresh:
        assert sweep(tmp_path, float("inf"), NOW) == ()
        assert fresh.exists()


def test_what_an_earlier_process_of_our_number_left_goes(tmp_path: Path) -> None:
    path = put(tmp_path, name_of(os.getpid()))
    assert sweep(tmp_path, HOUR, NOW) == (path,)


def test_files_of_the_earlier_naming_go_when_they_are_old(tmp_path: Path) -> None:
    path = put(tmp_path, ".concord-0123456789abcdef.tmp")
    assert sweep(tmp_path, HOUR, NOW) == ()
    assert sweep(tmp_path, HOUR, NOW + HOUR) == (path,)


@pytest.mark.parametrize(
    "name", ["book.xlsx", "~$book.xlsx", "concord.tmp", ".concord-run.lock", ".concord-0123.tmp", "A1B2C3D4"]
)
def test_nobody_elses_file_is_taken_for_ours(name: str) -> None:
    assert not is_temporary(name)
    assert not maker_is_gone(name)


def test_every_name_is_another_and_known_as_ours() -> None:
    names = {fresh_name() for _ in range(200)}
    assert len(names) == 200
    assert all(map(is_temporary, names))
    assert not any(map(maker_is_gone, names))
    for name in names:
        temp_files.forget(name)


def test_a_report_is_there_whole_or_not_at_all_and_leaves_nothing(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.json", "whole")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    (tmp_path / "b.json").mkdir()
    with pytest.raises(OSError, match=r"b\.json"):
        write_whole(tmp_path / "b.json", "no room under that name")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json"]
    assert not temp_files._made
