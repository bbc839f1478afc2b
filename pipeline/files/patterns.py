"""Patterns of paths that reached us as they were typed: `*` and `?` in names, `[...]`, and `**` for any folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from glob import has_magic
from pathlib import Path

from pipeline.files.backends import drive_of
from pipeline.files.smb.path import SmbPath

ANY_FOLDERS = "**"


def is_pattern(path: Path) -> bool:
    """Whether a path has signs of a pattern in it."""
    return any(has_magic(part) for part in path.parts[_anchored(path) :])


def matching(pattern: Path) -> list[Path]:
    """The files and folders that a pattern means, in order; hidden ones only where a dot is typed.

    Raises OSError where the folder above the first sign cannot be looked into.
    """
    parts = pattern.parts
    first = next(place for place in range(_anchored(pattern), len(parts)) if has_magic(parts[place]))
    fixed = parts[:first]
    # Joined from the pattern itself, so that an address on a share stays one.
    start = pattern.parents[len(parts) - first - 1] if fixed else Path()
    if isinstance(start, SmbPath) and not start.is_on_share:
        return []
    return list(dict.fromkeys(_below(start, parts[first:])))


def _anchored(path: Path) -> int:
    """How many parts are no names: a long path of Windows begins with a question mark that is no sign."""
    return 1 if path.anchor else 0


def _below(folder: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    part, rest = parts[0], parts[1:]
    anywhere = part == ANY_FOLDERS
    if anywhere and rest:
        yield from _below(folder, rest)
    names = _names(folder)
    literally = any(name == part for name, _, _ in names)
    for name, is_folder, is_link in names:
        if name.startswith(".") and not part.startswith("."):
            continue
        if anywhere:
            if is_folder and not is_link:  # links may lead round
                yield from _below(folder / name, parts)
            elif not rest:
                yield folder / name
        elif name == part if literally else _is_meant(folder, name, part):
            if not rest:
                yield folder / name
            elif is_folder:
                yield from _below(folder / name, rest)


def _names(folder: Path) -> list[tuple[str, bool, bool]]:
    """Each name in a folder, whether it is one of a folder, and whether of a link."""
    drive = drive_of(folder)
    found = []
    for entry in drive.entries(drive.reachable(folder)):
        try:
            found.append((entry.name, entry.is_dir(), entry.is_symlink()))
        except OSError:  # a link that leads nowhere
            continue
    return sorted(found)


def _is_meant(folder: Path, name: str, part: str) -> bool:
    if os.name == "nt" or isinstance(folder, SmbPath):  # capitals do not count there
        return fnmatchcase(name.casefold(), part.casefold())
    return fnmatchcase(name, part)
