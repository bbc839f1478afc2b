"""Running a program again and again, each time struck at another system call that touches a folder.

    for outcome in outcomes(["-m", "pipeline", ...], folder, folder / "a.xlsx", KILL):
        assert outcome.content in (old, new)

The folder is put back as it was before every run. Needs strace and a kernel that permits ptrace.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.files.warm import warm

KILL = "signal=SIGKILL"
_CALL = re.compile(r"^(?P<pid>\d+)\s+(?P<name>\w+)\(")
# Resumed and unfinished calls, and those that end or start processes, cannot be struck or say nothing.
_LEFT_OUT = {"execve", "exit_group", "exit"}
_known: dict[tuple[object, ...], Sequence[tuple[str, int]]] = {}


class NotPermitted(Exception):  # noqa: N818
    """Tracing other processes is not permitted here."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a struck run left: the fault, its exit code, the watched file's bytes (None: gone), the other names."""

    fault: str
    returncode: int
    content: bytes | None
    others: tuple[str, ...]
    stderr: str


def outcomes(
    argv: Sequence[str], folder: Path, watched: Path, fault: str = KILL, only: frozenset[str] = frozenset(),
    most: int = 0, touching: Path | None = None, between: bool = False, made: Path | None = None,
) -> Iterator[Outcome]:  # fmt: skip
    """Run `python ARGV` once for every system call that touches `folder`, with `fault` put in its way.

    `fault` is what strace's inject takes: signal=SIGKILL, error=ENOSPC. `only` limits the calls by name,
    `most` their number (0: all), spread evenly, or spread over the others (`between`); `touching` to those that
    touch this part of the folder. `made` is a folder that a run makes elsewhere: what it holds would spare the next
    run some calls.
    """
    with tempfile.TemporaryDirectory() as outside:
        before = Path(outside) / "before"
        shutil.copytree(folder, before, symlinks=True)
        _put_back(before, folder, made)
        strikes = touching_calls(argv, touching or folder, Path(outside) / "trace", only)
        chosen = _spread(strikes, most)
        if between and most:
            chosen = _spread([strike for strike in strikes if strike not in chosen], most)
        for name, nth in chosen:
            _put_back(before, folder, made)
            code, said = _traced([f"--inject={name}:{fault}:when={nth}", f"--trace={name}", "-o", "/dev/null"], argv)
            yield Outcome(
                f"{fault} at {name} number {nth}",
                code,
                watched.read_bytes() if watched.exists() else None,
                tuple(sorted(entry.name for entry in folder.iterdir() if entry != watched)),
                said,
            )
        _put_back(before, folder, made)


def _spread(strikes: Sequence[tuple[str, int]], most: int) -> Sequence[tuple[str, int]]:
    """So many of them (0: all), the last among them: by then everything is written."""
    apart = -(-len(strikes) // most) if most else 1
    return strikes[::-1][::apart][::-1]


def touching_calls(
    argv: Sequence[str], folder: Path, log: Path, only: frozenset[str] = frozenset()
) -> Sequence[tuple[str, int]]:
    """The system calls of an undisturbed run that touch `folder`, each with its number among those of its name.

    To watch a run takes longer than to strike it: the same command is watched once, in whatever place it works.
    """
    root = str(folder.parent)
    command = (*(word.replace(root, "") for word in argv), folder.name, only)
    if command not in _known:
        _known[command] = _watched(argv, folder, log, only)
    return _known[command]


def _watched(argv: Sequence[str], folder: Path, log: Path, only: frozenset[str]) -> Sequence[tuple[str, int]]:
    few = [f"--trace={','.join(f'?{name}' for name in sorted(only))}"] if only else []  # "?": not every processor's
    code, said = _traced(["-y", *few, "-o", str(log)], argv)
    if code != 0:
        raise AssertionError(f"the undisturbed run failed: {said}")
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for line in log.read_text(errors="replace").splitlines():
        call = _CALL.match(line)
        if call is None:
            continue
        counts[call["pid"], call["name"]] += 1
        if str(folder) in line and call["name"] not in _LEFT_OUT:
            found.append((call["name"], counts[call["pid"], call["name"]]))
    return list(dict.fromkeys(found))


def _traced(options: Sequence[str], argv: Sequence[str]) -> tuple[int, str]:
    """The exit code of `python ARGV` under strace, and what it said on its stderr."""
    with tempfile.TemporaryDirectory() as outside:
        said = Path(outside) / "stderr"
        process = warm().standing_still(argv, Path(outside) / "stdout", said, Path.cwd(), os.environ)
        strace = subprocess.Popen(["strace", "-f", *options, "-p", str(process)], stderr=subprocess.PIPE, text=True)
        assert strace.stderr is not None
        first = strace.stderr.readline()
        os.kill(process, signal.SIGCONT)
        strace.communicate()
        code = warm().code()
        if "attached" not in first:
            raise NotPermitted(first.strip())
        return code, said.read_text(encoding="utf-8", errors="replace")


def _put_back(before: Path, folder: Path, made: Path | None) -> None:
    if made:
        shutil.rmtree(made, ignore_errors=True)
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    shutil.copytree(before, folder, symlinks=True, dirs_exist_ok=True)
