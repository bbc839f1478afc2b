"""Builds Concord for people without Python: one folder, zipped, for the system that this is started on.

`python scripts/build_standalone.py [--out dist] [--no-check]`: an environment of its own with the pinned packages, the
folder (PyInstaller), the licences of all that is in it, checksums, the zip; then scripts/check_standalone.py tries it.
docs/standalone.md says what is in it and how a release is made.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from environment import ROOT, python_of

HERE = ROOT / "scripts" / "standalone"
HOME = ROOT / ".venv-standalone"
REQUIREMENTS = ("requirements.txt", "requirements-standalone.txt")
SUMS = "SHA256SUMS"
# One moment for all files of the zip: the same sources give the same zip. (The first that a zip can say.)
MOMENT = (1980, 1, 1, 0, 0, 0)


def _run(*command: str | Path, cwd: Path = ROOT) -> None:
    # A fixed seed and time: what is built depends on the sources alone.
    fixed = {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "315532800"}
    subprocess.run([str(part) for part in command], check=True, cwd=cwd, env=os.environ | fixed)


def environment() -> Path:
    """The Python of a fresh environment with the pinned packages and Concord as people install it."""
    python = python_of(HOME)
    stamp = HOME / "stamp"
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in REQUIREMENTS)).hexdigest()
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if not (stamp.is_file() and stamp.read_text() == wanted):
        shutil.rmtree(HOME, ignore_errors=True)
        _run(sys.executable, "-m", "venv", HOME)
        _run(python, *pip, *(part for name in REQUIREMENTS for part in ("-r", name)))
        stamp.write_text(wanted)
    _run(python, *pip, "--no-deps", "--no-build-isolation", "--force-reinstall", ROOT)
    return python


def build(python: Path, out: Path) -> Path:
    """The folder itself."""
    work = out / "work"
    _run(
        python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "--distpath", out,
        "--workpath", work, HERE / "concord.spec",
    )  # fmt: skip
    shutil.rmtree(work)
    return out / "concord"


def add_texts(python: Path, folder: Path) -> None:
    """What people read beside the programs: how to begin, and the licences of everything in the folder."""
    shutil.copy(HERE / "README.txt", folder)
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")
    _run(python, HERE / "licences.py", folder / "licences")


def checksum(path: Path) -> str:
    """The SHA-256 of a file, as `sha256sum` writes it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def add_checksums(folder: Path) -> None:
    """A list of every file in the folder, which `sha256sum -c SHA256SUMS` looks through."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    lines = [f"{checksum(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def zipped(folder: Path, name: str) -> Path:
    """The folder as a zip, the same bytes for the same files; beside it its checksum."""
    target = folder.parent / f"{name}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", MOMENT)
            info.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())
    target.with_name(f"{target.name}.sha256").write_text(f"{checksum(target)}  {target.name}\n", newline="\n")
    return target


def version() -> str:
    """The version as `pipeline` says it."""
    found = re.search(r'__version__ = "(.+)"', (ROOT / "pipeline" / "__init__.py").read_text(encoding="utf-8"))
    if not found:
        raise SystemExit("pipeline/__init__.py")
    return found[1]


def main() -> None:
    """Build, and try what was built."""
    given = argparse.ArgumentParser()
    given.add_argument("--out", type=Path, default=ROOT / "dist")
    given.add_argument("--no-check", action="store_true")
    options = given.parse_args()
    python = environment()
    folder = build(python, options.out.resolve())
    add_texts(python, folder)
    add_checksums(folder)
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    target = zipped(folder, f"concord-{version()}-{system}-{platform.machine().lower()}")
    print(f"{target}  {target.stat().st_size / 1e6:.0f} MB")
    if not options.no_check:
        _run(python, ROOT / "scripts" / "check_standalone.py", target)


if __name__ == "__main__":
    main()
