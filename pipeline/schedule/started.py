"""What a scheduler starts: a run with the settings of its schedule; what it says and how it ends is kept.

`python -m pipeline.schedule.started --name NAME [--set VARIABLE=VALUE]... [--coded] -- run ...`

This file keeps its path: schedules of users name it.
"""

from __future__ import annotations

import argparse
import os
import re
import runpy
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.schedule import environment, records
from pipeline.schedule.output_log import kept
from pipeline.schedule.words import ScheduleError
from pipeline.store.state_dir import state_folder

_CODE = re.compile(r"~([0-9a-f]{2})")


def main(given: Sequence[str]) -> int:
    """Run the command after `--`, and return its exit code."""
    words = decoded(given)
    place = words.index("--")
    settings = _settings(words[:place])
    os.environ.update(setting.partition("=")[::2] for setting in settings.set)
    try:
        state = state_folder()
    except OSError:  # the run itself says why
        return _run(None, words[place + 1 :])
    last = records.LastRun(datetime.now(UTC), os.getpid())
    with kept(records.folder(state, settings.name) / records.LOG) as outcome:
        _remember(state, settings.name, last)
        outcome.append(_run(state, words[place + 1 :]))
        _remember(state, settings.name, last.over(outcome[0]))
    return outcome[0]


def _remember(state: Path, name: str, last: records.LastRun) -> None:
    """Keep how the run went so far; where that cannot be, it is said and the run goes on."""
    try:
        records.write_last_run(state, name, last)
    except ScheduleError as problem:
        print(problem, file=sys.stderr)


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


def _run(state: Path | None, command: list[str]) -> int:
    """The exit code of a command; whatever goes wrong is said, so that it stands in the log."""
    from pipeline.printable import message

    try:
        if state:
            os.environ.update(environment.from_file(state / environment.SECRETS))
        sys.argv[1:] = command
        runpy.run_module("pipeline", run_name="__main__")
    except ScheduleError as problem:
        print(message(problem), file=sys.stderr)
        return 1
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    except Exception:  # our own mistake: the scheduler must see a code, and people the place
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
