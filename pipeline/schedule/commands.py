"""Calling a program of the operating system, and taking its exit code for the answer: its words are in any language."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline import safe_start
from pipeline.files.temp_files import temporary
from pipeline.schedule.words import ScheduleError
from schemas.wording.text import text

PATIENCE = 60  # seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program answered."""

    code: int
    out: bytes
    said: str

    @property
    def text(self) -> str:
        """Its standard output as text, as the system writes it."""
        return self.out.decode("oem" if os.name == "nt" else "utf-8", "replace")


def has(program: str) -> bool:
    """Whether there is such a program."""
    return bool(safe_start.program(program))


def call(*command: str, given: bytes = b"", talks: bool = False) -> Answer:
    """Call a program; `given` is its standard input, `talks` lets it ask the person at the terminal instead.

    Raises ScheduleError where there is no such program or it does not answer in time.
    """
    plain = {**os.environ, "LC_ALL": "C"}
    # By its whole path: Windows would look for a mere name in the current folder first.
    path = safe_start.program(command[0])
    if not path:
        raise ScheduleError(text("schedule.no_program", program=command[0], problem=os.strerror(errno.ENOENT)))
    whole = [path, *command[1:]]
    try:
        if talks:
            return Answer(subprocess.run(whole, check=False).returncode, b"", "")
        done = subprocess.run(whole, input=given, capture_output=True, env=plain, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise ScheduleError(text("schedule.no_answer", program=command[0], seconds=PATIENCE)) from None
    except OSError as problem:
        raise ScheduleError(text("schedule.no_program", program=command[0], problem=problem.strerror)) from None
    encoding = "oem" if os.name == "nt" else "utf-8"
    return Answer(done.returncode, done.stdout, done.stderr.decode(encoding, "replace").strip())


def must(*command: str, given: bytes = b"", talks: bool = False) -> Answer:
    """As `call`; raises ScheduleError where the program's exit code is not 0."""
    answer = call(*command, given=given, talks=talks)
    if answer.code:
        raise ScheduleError(
            text(
                "schedule.refused",
                program=" ".join(command[:3]),
                code=answer.code,
                said=answer.said or answer.text.strip(),
            )
        )
    return answer


@contextmanager
def in_place(files: dict[Path, bytes]) -> Iterator[None]:
    """Put files in place, each whole; if what is done inside does not work out, what was there before comes back."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    try:
        for path, data in files.items():
            put_file(path, data)
        yield
    except BaseException:
        for path, data_before in before.items():
            put_file(path, data_before) if data_before is not None else path.unlink(missing_ok=True)
        raise


def put_file(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Make a file whole or not at all, in place of one of that name. Raises ScheduleError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary(path.parent, data, mode) as fresh:
            fresh.replace(path)
    except OSError as problem:
        raise ScheduleError(text("schedule.no_file", file=path, problem=problem.strerror)) from None
