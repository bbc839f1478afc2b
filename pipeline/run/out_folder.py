"""The folder for reports: how the files are called, and writing one whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.door.temporary import temporary
from pipeline.drive.of import drive_of

# How the portfolio of a folder is called, without ending.
PORTFOLIO = "portfolio"


def report_names(paths: Sequence[Path]) -> list[str]:
    """A name for each workbook's reports: the workbook's; where two agree, more of the path or the ending is added."""
    names = [path.stem for path in paths]
    for longer in (lambda path: path.name, lambda path: f"{path.parent.name}-{path.name}"):
        counted = Counter(name.casefold() for name in names)
        names = [
            longer(path) if counted[name.casefold()] > 1 else name for path, name in zip(paths, names, strict=True)
        ]
    # What is for others must never take the place of a page for the parties, nor the other way round.
    seen = Counter({PORTFOLIO: 1})
    unique = []
    for name in names:
        seen[name.casefold()] += 1
        unique.append(name if seen[name.casefold()] == 1 else f"{name}-{seen[name.casefold()]}")
    return unique


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there whole or not at all; a text in UTF-8 as it is. Raises OSError."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    with temporary(path.parent, data, 0o666) as fresh:
        drive_of(path).replace(fresh, path)
