"""Makes the project's own environment, with the standard library only.

The environment stands in `.venv` beside the README and is made again when the pinned requirements
or the Python version change; otherwise it is used as it is.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
OLDEST = (3, 11)


def refuse(sentence: str) -> None:
    """Stop with one sentence that says what to do."""
    sys.exit(f"Concord: {sentence}")


def python_of(home: Path) -> Path:
    """The interpreter inside an environment, on any system."""
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _requirements(*, development: bool) -> list[Path]:
    names = ["requirements.txt", "requirements-dev.txt"] if development else ["requirements.txt"]
    return [ROOT / name for name in names]


def _stamp(files: list[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in [*files, ROOT / "setup.cfg"]:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def as_typed() -> str:
    """How people can type again what started this script: `python scripts/run.py`."""
    name = Path(sys.executable).stem
    found = shutil.which(name)
    is_found = bool(found) and Path(str(found)).samefile(sys.executable)
    python = name if is_found else "py" if os.name == "nt" and shutil.which("py") else sys.executable
    return " ".join(f'"{word}"' if " " in word else word for word in (python, sys.argv[0]))


def _run(step: str, command: list[str], packages: int = 0) -> None:
    """Run a command with its progress shown: the seconds, and how many of the `packages` pip has found."""
    with tempfile.TemporaryDirectory(prefix="concord-") as folder:
        said = Path(folder) / "said"
        with said.open("wb") as file:
            process = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=subprocess.STDOUT)
            try:
                _wait(step, process, said, packages)
            finally:
                process.kill()
        if process.returncode:
            print(said.read_text(encoding="utf-8", errors="replace")[-4000:], file=sys.stderr)
            refuse(f"{step} did not work; the lines above say why. Is the package index reachable?")


def _wait(step: str, process: subprocess.Popen[bytes], said: Path, packages: int) -> None:
    """Say that it goes on: on a terminal in one line that is written again, elsewhere a line every ten seconds."""
    begun, shown, is_terminal = time.monotonic(), -10.0, sys.stderr.isatty()
    while True:
        is_over = process.poll() is not None
        seconds = time.monotonic() - begun
        if is_over or seconds >= shown + (1 if is_terminal else 10):
            shown = seconds
            line = f"  {step}{_found(said, packages)} ... {seconds:.0f} s"
            shows = (f"\r{line:<78}", "\n" if is_over else "") if is_terminal else (line, "\n")
            print(shows[0], end=shows[1], file=sys.stderr, flush=True)
        if is_over:
            return
        time.sleep(0.1)


def _found(said: Path, packages: int) -> str:
    """How many packages pip has found by what it said so far."""
    text = said.read_text(encoding="utf-8", errors="replace") if packages else ""
    found = len(re.findall(r"^Collecting ", text, re.MULTILINE))
    return f" ({found} of {packages} found)" if found and "Installing collected" not in text else ""


def _make(files: list[Path]) -> None:
    if HOME.exists():
        shutil.rmtree(HOME)
    print("Concord sets up its own Python environment, once; this takes a minute or two.", file=sys.stderr, flush=True)
    try:
        _run("1 of 3: making the environment", [sys.executable, "-m", "venv", str(HOME)])
        pip = [str(python_of(HOME)), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
        wanted = [part for file in files for part in ("-r", str(file))]
        packages = sum(1 for file in files for line in file.read_text().splitlines() if "==" in line)
        _run("2 of 3: installing packages", [*pip, *wanted], packages)
        editable = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
        _run("3 of 3: installing Concord", [*pip, *editable])
    except BaseException:
        shutil.rmtree(HOME, ignore_errors=True)
        raise


def ready(*, development: bool = False) -> Path:
    """The interpreter of a complete environment, made if need be. Exits with a sentence where it cannot be made."""
    if sys.version_info < OLDEST:
        refuse(f"needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
    files = _requirements(development=development)
    mark = HOME / ("ready-dev" if development else "ready")
    complete = _stamp(_requirements(development=True))
    if not development and (HOME / "ready-dev").exists() and (HOME / "ready-dev").read_text() == complete:
        return python_of(HOME)
    stamp = _stamp(files)
    if not (mark.exists() and mark.read_text() == stamp and python_of(HOME).exists()):
        _make(files)
        mark.write_text(stamp)
    return python_of(HOME)
