"""The folder for reports: how the files are called, and writing one whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.door.maker import forget, fresh_name


def report_names(paths: Sequence[Path]) -> list[str]:
    """A name for each workbook's reports: the workbook's; where two agree, more of the path or the ending is added."""
    names = [path.stem for path in paths]
    for longer in (lambda path: path.name, lambda path: f"{path.parent.name}-{path.name}"):
        counted = Counter(name.casefold() for name in names)
        names = [
            longer(path) if counted[name.casefold()] > 1 else name for path, name in zip(paths, names, strict=True)
        ]
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name.casefold()] += 1
        unique.append(name if seen[name.casefold()] == 1 else f"{name}-{seen[name.casefold()]}")
    return unique


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there whole or not at all; a text in UTF-8 as it is. Raises OSError."""
    # Not tempfile: that makes files which nobody but this user may read, and reports are for others.
    part = path.with_name(fresh_name())
    try:
        with part.open("xb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        forget(part.name)
