"""The file that says how the last run on this machine is or went, for whoever watches over it."""

from __future__ import annotations

import json
import os
import socket
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.files.temp_files import LEFT_OVER_AFTER, sweep, temporary
from pipeline.run.result import RunResult
from pipeline.store.damaged import put_aside

FILE = "last-run.json"


def began(folder: Path, run_id: str, paths: Sequence[Path], started: datetime) -> None:
    """A run is going on. Raises OSError."""
    _write(folder, {**_who(run_id, paths, started), "status": "running"})


def broke_off(folder: Path, run_id: str, paths: Sequence[Path], started: datetime, code: int) -> None:
    """It was interrupted, or did not finish. Raises OSError."""
    said = {"status": "interrupted", "finished_at": _moment(datetime.now(UTC)), "exit_code": code}
    _write(folder, {**_who(run_id, paths, started), **said})


def ended(folder: Path, run: RunResult) -> None:
    """It is over. Raises OSError."""
    attention = [str(result.path.absolute()) for result in run.results if result.needs_attention]
    said = {
        "status": "finished", "finished_at": _moment(run.finished), "exit_code": run.code,
        "counts": dict(Counter(result.status for result in run.results)), "need_attention": attention,
    }  # fmt: skip
    _write(folder, {**_who(run.run_id, run.paths, run.started), **said})


def _who(run_id: str, paths: Sequence[Path], started: datetime) -> dict[str, Any]:
    return {
        "run_id": run_id, "host": socket.gethostname(), "pid": os.getpid(), "version": __version__,
        "paths": [str(path.absolute()) for path in paths], "started_at": _moment(started),
    }  # fmt: skip


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _write(folder: Path, said: dict[str, Any]) -> None:
    sweep(folder, LEFT_OVER_AFTER, time.time())
    # Escaped: a file's name may hold bytes that are no text.
    with temporary(folder, (json.dumps(said, indent=2) + "\n").encode(), 0o600) as fresh:
        if (folder / FILE).is_dir():  # nothing of ours: whoever made it finds it beside
            put_aside(folder / FILE)
        fresh.replace(folder / FILE)
