"""What a scheduler starts: a run with the settings of its schedule; what it says and how it ends is kept.

`python -m pipeline.schedule.started --name NAME [--set VARIABLE=VALUE]... [--coded] -- run ...`
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from pipeline.schedule import environment, records
from pipeline.schedule.words import CannotSchedule
from pipeline.store.place import state_folder

LARGEST_LOG = 1 << 20  # bytes; then a new one is begun, and one older one is kept
_CODE = re.compile(r"~([0-9a-f]{2})")


def main(given: Sequence[str]) -> int:
    """Run the command after `--`, and return its exit code."""
    words = decoded(given)
    place = words.index("--")
    settings = _settings(words[:place])
    os.environ.update(setting.partition("=")[::2] for setting in settings.set)
    state = state_folder()
    last = records.LastRun(datetime.now(UTC), os.getpid())
    records.write_last_run(state, settings.name, last)
    with _kept(records.folder(state, settings.name)) as outcome:
        outcome.append(_run(state, words[place + 1 :]))
    records.write_last_run(state, settings.name, last.over(outcome[0]))
    return outcome[0]


def decoded(given: Sequence[str]) -> list[str]:
    """The words as they were meant: Windows would have read % and $ in them."""
    if "--coded" not in given[: given.index("--")]:
        return list(given)
    return [_CODE.sub(lambda match: chr(int(match[1], 16)), word) for word in given]


def _settings(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="pipeline.schedule.started")
    parser.add_argument("--name", required=True)
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--coded", action="store_true")
    return parser.parse_args(words)


def _run(state: Path, command: list[str]) -> int:
    """The exit code of a command; whatever goes wrong is said, so that it stands in the log."""
    from pipeline.cli.main import main as concord
    from pipeline.shown import message

    try:
        os.environ.update(environment.from_file(state / environment.SECRETS))
        concord(command)
    except CannotSchedule as problem:
        print(message(problem), file=sys.stderr)
        return 1
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    except Exception:  # our own mistake: the scheduler must see a code, and people the place
        traceback.print_exc()
        return 1
    return 0


@contextmanager
def _kept(folder: Path) -> Iterator[list[int]]:
    """Send what is said inside to the log; passed on to the scheduler as well if the exit code is not 0."""
    log = folder / records.LOG
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(folder / records.OLDER_LOG)
    outcome: list[int] = []
    with log.open("ab") as file:
        file.write(f"{records.MARK}{datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}\n".encode())
        file.flush()
        start = file.tell()
        with _sent_to(file.fileno()) as before:
            yield outcome
            file.write(f"{records.MARK}exit code {outcome[0]}\n".encode())
    if before is not None:
        if outcome[0]:
            with suppress(OSError), log.open("rb") as said:
                said.seek(start)
                os.write(before, said.read())
        os.close(before)


@contextmanager
def _sent_to(number: int) -> Iterator[int | None]:
    """Standard output and error go to an open file, those of programs that are started too; gives the old output."""
    try:
        before: int | None = os.dup(1)
    except OSError:  # started without any, as Windows does without a window
        before = None
    for stream in (1, 2):
        os.dup2(number, stream)
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    try:
        yield before
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
