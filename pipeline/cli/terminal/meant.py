"""What was probably meant by a word or a path that nothing has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.alike import did_you_mean
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.files.backend import Entry


def path_meant(path: Path, known: Iterable[Path]) -> str:
    """As `did_you_mean` of a workbook that something was kept of: by its name, wherever it lies; told with its path."""
    # Of several with one name the one that lies in the same folder is meant.
    by_name = {each.name: each for each in sorted(known, key=lambda each: each.parent == path.absolute().parent)}
    by_stem = {each.stem.casefold(): each for each in by_name.values()}
    same = by_name.get(path.name) or by_stem.get(path.name.casefold())
    if same:
        return text("phrases.did_you_mean", near=same)
    meant = did_you_mean(path.name, by_name)
    return next(
        (text("phrases.did_you_mean", near=each) for name, each in by_name.items() if meant.endswith(f"{name}?")), meant
    )


def not_there(path: Path) -> str:
    """What is missing of a path that leads nowhere: a folder on the way, or the last name; and the nearest there is."""
    missing = path
    while missing.parent != missing.parent.parent and not _is_there(missing.parent):
        missing = missing.parent
    if missing != path:
        return text("cli.paths.no_folder", folder=missing, meant=_meant(missing, lambda entry: entry.is_dir()))
    sentence = "cli.paths.no_file" if path.suffix else "cli.paths.neither"
    return text(sentence, name=path.name, path=path, folder=_folder(path), meant=_meant(path, _could_be_named))


def _is_there(path: Path) -> bool:
    from pipeline.files.backends import exists

    try:
        return exists(path)
    except (OSError, ValueError):
        return False


def _folder(path: Path) -> str:
    try:
        return str(path.parent.absolute() if path.parent == Path() else path.parent)
    except OSError:  # the current folder is gone
        return str(path.parent)


def _could_be_named(entry: Entry) -> bool:
    from pipeline.run.batch.discover import is_candidate

    return is_candidate(entry.name) or entry.is_dir()


def _meant(missing: Path, is_wanted: Callable[[Entry], bool]) -> str:
    """The nearest name beside what is missing; nothing where the folder cannot be read."""
    from pipeline.files.backends import drive_of

    try:
        entries = drive_of(missing.parent).entries(missing.parent)
        # A link of that name leads nowhere, and is not what was meant.
        names = [entry.name for entry in entries if entry.name != missing.name and is_wanted(entry)]
    except (OSError, ValueError):
        return ""
    by_stem = [name for name in names if Path(name).stem.casefold() == missing.name.casefold()]
    return text("phrases.did_you_mean", near=by_stem[0]) if by_stem else did_you_mean(missing.name, names)
