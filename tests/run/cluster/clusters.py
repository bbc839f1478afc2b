"""A Dask cluster on this machine for the tests: a scheduler and workers as people start them, on free ports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
SETTINGS = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}


@dataclass
class Started:
    """A scheduler's address and the processes that were started, the scheduler first."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def worker(self, *, restarted: bool = True, **environment: str) -> subprocess.Popen[bytes]:
        """Start one more worker; its log is WORKER.log. `restarted`: by a nanny, when it ends."""
        nanny = [] if restarted else ["--no-nanny"]
        arguments = [
            self.address,
            "--nthreads",
            "1",
            "--host",
            "127.0.0.1",
            "--local-directory",
            str(self.folder),
            *nanny,
        ]
        return self._started("worker", [*arguments, "--no-dashboard"], environment)

    def start(self) -> None:
        """Start the scheduler and wait until it listens."""
        file = self.folder / "scheduler.json"
        arguments = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        process = self._started("scheduler", arguments, {})
        while not self.address:
            assert process.poll() is None, (self.folder / "0.log").read_text()
            with suppress(OSError, ValueError):
                self.address = json.loads(file.read_text())["address"]
            time.sleep(0.05)

    def _started(self, kind: str, arguments: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        log = self.folder / f"{len(self.processes)}.log"
        given = {**os.environ, "PYTHONPATH": str(ROOT), "CONCORD_STATE": str(self.folder / "state"), **SETTINGS}
        with log.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", kind, *arguments], cwd=self.folder, stdout=file, stderr=file,
                env={**given, **environment}, start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def stop(self) -> None:
        """End what is still there."""
        for process in self.processes:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all it started, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Started]:
    """A cluster with so many workers that have come."""
    folder.mkdir(exist_ok=True)
    started = Started(folder)
    try:
        started.start()
        for _ in range(workers):
            started.worker()
        if workers:
            come(started, workers)
        yield started
    finally:
        started.stop()


def come(started: Started, workers: int) -> None:
    """Wait until so many workers are there."""
    from distributed import Client

    connect: Any = Client  # not typed
    with connect(started.address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout="1h")


def left(started: Started, workers: int) -> None:
    """Wait until the scheduler knows of no more than so many workers."""
    from distributed import Client

    connect: Any = Client  # not typed
    with connect(started.address, set_as_default=False) as client:
        while len(client.scheduler_info(n_workers=-1)["workers"]) > workers:
            time.sleep(0.02)
