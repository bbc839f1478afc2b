"""The log of a schedule: all that its runs say. No log ever keeps a run from its work."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from pipeline.schedule import records
from schemas.wording.text import text

LARGEST = 1 << 20  # bytes; then a new one is begun, and one older one is kept


@contextmanager
def kept(log: Path) -> Iterator[list[int]]:
    """Send what is said inside to the log; passed on to the scheduler as well if the exit code is not 0.

    The exit code is put into the list. Where there can be no log, the scheduler hears everything, and why.
    """
    outcome: list[int] = []
    full = _make_room(log)
    file = _begun(log)
    if file is None:
        yield outcome
        return
    with file:
        start = file.tell()
        with _sent_to(file.fileno()) as output:
            if full:
                print(full, file=sys.stderr)
            yield outcome
            output.write(f"{records.MARK}exit code {outcome[0]}\n")
    _pass_on(output, log, start if outcome[0] else None)


def _make_room(log: Path) -> str:
    """Put a log that has grown large aside; "" when there is room, else why there is none."""
    try:
        if log.stat().st_size > LARGEST:
            log.replace(log.with_name(records.OLDER_LOG))
    except FileNotFoundError:
        pass
    except OSError as problem:
        return text("schedule.log_not_turned", file=log, problem=problem.strerror or problem)
    return ""


def _begun(log: Path) -> io.FileIO | None:
    """The log, in which stands that a run begins; None, and it is said, where it cannot be written."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        file = io.FileIO(log, "ab")
        try:
            file.write(f"{records.MARK}{datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}\n".encode())
        except OSError:
            file.close()
            raise
    except OSError as problem:
        print(text("schedule.no_log", file=log, problem=problem.strerror or problem), file=sys.stderr)
        return None
    return file


def _pass_on(output: Output, log: Path, start: int | None) -> None:
    """Let the scheduler hear what stands in the log from `start` on (None: nothing), and what could not be kept."""
    if output.instead is None:
        return
    with suppress(OSError):
        if start is not None:
            with log.open("rb") as file:
                file.seek(start)
                os.write(output.instead, file.read())
        if output.trouble:
            os.write(output.instead, f"{text('schedule.no_log', file=log, problem=output.trouble)}\n".encode())
    os.close(output.instead)


class Output(io.TextIOWrapper):
    """What is said goes to an open file as it is said; what that cannot take, to `instead`. It never raises OSError."""

    def __init__(self, number: int, instead: int | None) -> None:
        raw = io.FileIO(number, "w", closefd=False)
        super().__init__(raw, encoding="utf-8", errors="replace", write_through=True)
        self.instead = instead
        self.trouble = ""

    def write(self, text: str) -> int:
        """Write at once."""
        try:
            return super().write(text)
        except OSError as problem:
            self.trouble = self.trouble or problem.strerror or str(problem)
        if self.instead is not None:
            with suppress(OSError):
                os.write(self.instead, text.encode("utf-8", "replace"))
        return len(text)


@contextmanager
def _sent_to(number: int) -> Iterator[Output]:
    """Standard output and error go to an open file, those of programs that are started too; gives the output."""
    try:
        before: int | None = os.dup(1)
    except OSError:  # started without any, as Windows does without a window
        before = None
    for stream in (1, 2):
        os.dup2(number, stream)
    sys.stdout, sys.stderr = output, errors = Output(1, before), Output(2, before)
    yield output
    output.trouble = output.trouble or errors.trouble
