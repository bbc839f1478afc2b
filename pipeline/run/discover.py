"""Which files a run looks at: those named, and the workbooks in the folders named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

ENDINGS = (".xlsx", ".xlsm")


def is_candidate(name: str) -> bool:
    """Whether a file found in a folder may be a workbook: owner files, temporary and hidden ones are not."""
    return name.lower().endswith(ENDINGS) and not name.startswith(("~$", "."))


def discover(paths: Iterable[Path], out: Path | None = None) -> list[Path]:
    """The files to look at, each once, folders searched with all below them, in a stable order.

    A named file is always returned, whatever its name. Folders reached twice through links are
    searched once; the folder for reports is never searched.
    """
    seen: set[str] = set()
    found = []
    skip = {os.path.realpath(out)} if out else set()
    for path in paths:
        for file in _in_folder(path, skip) if path.is_dir() else [path]:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                found.append(file)
    return found


def _in_folder(folder: Path, visited: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in visited:
        return
    visited.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if not entry.name.startswith("."):
                yield from _in_folder(Path(entry.path), visited)
        elif is_candidate(entry.name):
            yield Path(entry.path)
