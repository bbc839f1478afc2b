"""Tries a standalone zip as somebody without Python has it: `python scripts/check_standalone.py ZIP`.

Started with the Python of the environment it was built in: what its `concord` does there is the measure. The programs
run without PATH and PYTHON variables, in a home of their own. Each step prints a line; the first that differs ends it.
"""

from __future__ import annotations

import os
import shutil
import stat
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from build_standalone import SUMS, checksum
from environment import ROOT

SAMPLES = ROOT / "workbooks" / "samples"
DAY = ["--today", "2026-11-22"]
STARTS = 5


class Tried:
    """The unpacked folder, and the same command from source."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.program = folder / ("concord.exe" if os.name == "nt" else "concord")
        kept = ("SYSTEMROOT", "TEMP", "TMP", "LANG") if os.name == "nt" else ("LANG",)
        self.bare: Mapping[str, str] = {name: os.environ[name] for name in kept if name in os.environ} | {
            name: str(home) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "CONCORD_STATE")
        }

    def frozen(self, *words: str, cwd: Path, codes: tuple[int, ...] = (0, 3)) -> str:
        """What the standalone program says; it must end with one of the exit codes."""
        return self._say([str(self.program), *words], self.bare, cwd, codes)

    def source(self, *words: str, cwd: Path) -> str:
        """What the installed package says."""
        return self._say([sys.executable, "-m", "pipeline", *words], dict(os.environ) | dict(self.bare), cwd, (0, 3))

    @staticmethod
    def _say(command: list[str], environment: Mapping[str, str], cwd: Path, codes: tuple[int, ...]) -> str:
        done = subprocess.run(
            command, env=environment, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode in codes, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr


def unpacked(archive: Path, into: Path) -> Path:
    """The folder in the zip, its programs allowed to run, every file as its list of checksums says."""
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(into)
        for info in opened.infolist():
            if info.external_attr >> 16 & stat.S_IXUSR:
                (into / info.filename).chmod(0o755)
    (folder,) = into.iterdir()
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        told, name = line.split("  ", 1)
        assert checksum(folder / name) == told, name
    return folder


def same_bytes(tried: Tried, at: Path) -> None:
    """A run of the frozen program leaves the same workbooks as one from source: one file, and a folder with workers."""
    for way in ("frozen", "source"):
        (at / way).mkdir()
        for sample in sorted(SAMPLES.glob("*.xlsx"))[:3]:
            shutil.copy(sample, at / way)
    for call, folder in ((tried.frozen, at / "frozen"), (tried.source, at / "source")):
        first = min(folder.glob("*.xlsx")).name
        call("run", first, *DAY, cwd=folder)
        call("run", ".", *DAY, "--workers", "2", "--out", "pages", cwd=folder)
    left = {path.name: path.read_bytes() for path in (at / "frozen").glob("*.xlsx")}
    assert left == {path.name: path.read_bytes() for path in (at / "source").glob("*.xlsx")}
    assert left != {path.name: (SAMPLES / path.name).read_bytes() for path in (at / "frozen").glob("*.xlsx")}
    assert sorted(path.name for path in (at / "frozen" / "pages").rglob("*.html")) == sorted(
        path.name for path in (at / "source" / "pages").rglob("*.html")
    )
    print(f"the same bytes as from source: {', '.join(sorted(left))}")


def other_commands(tried: Tried, at: Path) -> None:
    """What needs data files, the history, libraries of its own, or starts itself again."""
    partners = ["--partner", "INTL=Harbour Relief", "--partner", "LOCA=Green Valley"]
    tried.frozen("new", "a.xlsm", "--title", "Clinic", *partners, "--catalogue", "joint_review", cwd=at)
    assert "ACT-03" in tried.frozen("rules", cwd=at)
    assert "frozen" in tried.frozen("history", cwd=at)
    tried.frozen("restore", cwd=at)
    tried.frozen("report", "a.xlsm", "--out", "page", cwd=at)
    started = ["-X", "utf8", "-P", "-m", "pipeline.schedule.started", "--name", "x", "--", "run", "a.xlsm", *DAY]
    tried.frozen(*started, cwd=at)
    tried.frozen("-m", "pip", cwd=at, codes=(2,))
    said = tried.frozen("excel", "panel", cwd=at, codes=(1,)) if sys.platform == "linux" else ""
    assert sys.platform != "linux" or "No window can be shown here" in said, said
    print("new, rules, history, restore, report, a schedule's start, the panel: as they should be")


def start_up(tried: Tried, at: Path) -> None:
    """How long a start takes, as a multiple of one from source (median); only told, never a reason to stop."""
    took: dict[str, list[float]] = {"frozen": [], "source": []}
    for _ in range(STARTS):
        for name, call in (("frozen", tried.frozen), ("source", tried.source)):
            before = time.perf_counter()
            call("check", "a.xlsm", *DAY, cwd=at)
            took[name].append(time.perf_counter() - before)
    frozen, source = (statistics.median(took[name]) for name in ("frozen", "source"))
    print(
        f"check of a small workbook: {frozen / source:.2f} times as long as from source ({1000 * frozen:.0f} ms here)"
    )


def main(archive: Path) -> None:
    """Try everything, in a folder that goes away again."""
    with tempfile.TemporaryDirectory(prefix="concord-try-") as name:
        at = Path(name)
        for part in ("unpacked", "home", "work"):
            (at / part).mkdir()
        tried = Tried(unpacked(archive, at / "unpacked"), at / "home")
        size = sum(file.stat().st_size for file in tried.folder.rglob("*"))
        print(f"unpacked, every checksum right: {size / 1e6:.0f} MB")
        print(tried.frozen("--version", cwd=at).strip())
        same_bytes(tried, at / "work")
        other_commands(tried, at / "work")
        start_up(tried, at / "work")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
