"""A Python that has loaded the program, and becomes each command that it is asked for in a copy of itself (fork).

A copy is a process of its own like any other, only without the start, which takes many times as long as what it is
watched for. What a command loads besides is loaded for the next ones too.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import json
import multiprocessing.util
import os
import resource
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.run.state.fingerprint import program

ROOT = Path(__file__).parents[2]
_LETS_ITSELF_BE_TRACED = 0x59616D61  # PR_SET_PTRACER


class Warm:
    """The Python that has loaded the program as it stands in folder `root`."""

    def __init__(self, root: Path = ROOT) -> None:
        environment = {**os.environ, "PYTHONPATH": str(root)}
        environment.pop("PYTHONSAFEPATH", None)  # Concord sets it where it is loaded
        self._server = subprocess.Popen(
            [sys.executable, "-B", "-X", "utf8", "-m", "tests.files.warm"], env=environment, text=True, cwd=root,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        atexit.register(self.stop)

    def stop(self) -> None:
        """End it; what it has loaded is as old as it."""
        self._server.kill()
        self._server.communicate()

    def done(
        self, argv: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """What `python ARGV` does in a folder, with its exit code and what it prints."""
        with tempfile.TemporaryDirectory() as outside:
            said, failed = Path(outside) / "stdout", Path(outside) / "stderr"
            os.kill(self.standing_still(argv, said, failed, folder, environment), signal.SIGCONT)
            code = self.code()
            return subprocess.CompletedProcess(
                argv, code, said.read_text(encoding="utf-8"), failed.read_text(encoding="utf-8")
            )

    def standing_still(
        self, argv: Sequence[str], said: Path, failed: Path, folder: Path, environment: Mapping[str, str]
    ) -> int:
        """The process that will do `python ARGV` as soon as it is told SIGCONT; what it prints goes into the files."""
        asked = {"argv": list(argv), "folder": str(folder), "environment": dict(environment)}
        return self._answer({**asked, "said": str(said), "failed": str(failed)})

    def code(self) -> int:
        """The exit code of that process, once it has ended."""
        return self._answer({})

    def _answer(self, asked: dict[str, Any]) -> int:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        print(json.dumps(asked), file=self._server.stdin, flush=True)
        return int(self._server.stdout.readline())


@cache
def warm() -> Warm:
    """The one of these tests."""
    return Warm()


def _serve() -> bool:
    """Answer until nothing more is asked: False. In each copy it comes back at once: True, it is to be the command."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    for name in ("pipeline.cli.run", "pipeline.run.batch.worker_preload"):
        import_module(name)
    program()
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        loaded, loads = os.pipe()
        process = os.fork()
        if not process:
            _become(asked, loads)
            return True
        os.close(loads)
        os.waitpid(process, os.WUNTRACED)
        print(process, file=answers, flush=True)
        sys.stdin.readline()
        with os.fdopen(loaded, encoding="utf-8") as modules:
            print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), file=answers, flush=True)
            for name in modules.read().split():
                with suppress(Exception):
                    import_module(name)
    return False


def _become(asked: dict[str, Any], loads: int) -> None:
    """Become the process that was asked for, up to its first line."""
    for file, name in enumerate((os.devnull, asked["said"], asked["failed"])):
        opened = os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        os.dup2(opened, file)
        os.close(opened)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = asked["argv"]
    multiprocessing.util.spawnv_passfds = _fork_instead  # type: ignore[assignment]
    atexit.register(lambda: os.write(loads, " ".join(name for name in sys.modules if name != "__main__").encode()))
    ctypes.CDLL(None).prctl(_LETS_ITSELF_BE_TRACED, ctypes.c_ulong(-1), 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


def _fork_instead(_: str, argv: Sequence[str], kept: Sequence[int]) -> int:
    """What multiprocessing starts another Python for (the server of the workers), done by a copy of this one."""
    process = os.fork()
    if process:
        return process
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)
    try:
        # Without a look at any folder, which may be what is struck.
        open_ones = sorted({2, *(file for file in kept if file > 2), resource.getrlimit(resource.RLIMIT_NOFILE)[0]})
        for before, next in pairwise(open_ones):
            os.closerange(before + 1, next)
        exec(argv[argv.index("-c") + 1], {})
    finally:
        os._exit(0)


def _do() -> int:
    """Do what is asked for; the exit code, as Python has it."""
    first, *rest = sys.argv
    try:
        if first == "-m":
            sys.argv = rest
            runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
        elif first == "-c":
            sys.argv = ["-c", *rest[1:]]
            exec(rest[0], {"__name__": "__main__"})
        else:
            sys.path.insert(0, str(Path(first).resolve().parent))
            runpy.run_path(first, run_name="__main__")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _end(code: int) -> None:
    """End as Python does, but do not take all that is loaded apart: it lasts longer than most commands."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    if _serve():
        _end(_do())
