"""Makes the project's own environment, with the standard library only.

The environment stands in `.venv` beside the README and is made again when the pinned requirements
or the Python version change; otherwise it is used as it is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
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


def _run(step: str, command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        print((done.stdout + done.stderr)[-4000:], file=sys.stderr)
        refuse(f"{step} did not work; the lines above say why. Is the package index reachable?")


def _make(files: list[Path]) -> None:
    if HOME.exists():
        shutil.rmtree(HOME)
    print("Concord: setting up its own Python environment (once, about a minute) ...", file=sys.stderr, flush=True)
    try:
        _run("making the environment", [sys.executable, "-m", "venv", str(HOME)])
        pip = [str(python_of(HOME)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        wanted = [part for file in files for part in ("-r", str(file))]
        _run("installing the pinned packages", [*pip, *wanted])
        _run("installing Concord", [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
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
