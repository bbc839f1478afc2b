"""Which files a run looks at: those named, and the workbooks in the folders named."""

from __future__ import annotations

import stat
import time
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.files.backend import Drive, Entry
from pipeline.files.backends import drive_of
from pipeline.files.errors import in_words
from pipeline.files.lock_files import left_over, workbook_of
from pipeline.files.names import folded
from pipeline.files.read import is_cloud_only
from pipeline.files.smb.path import SmbPath
from pipeline.files.temp_files import is_temporary
from pipeline.run.output.record import FILE as RECORD
from pipeline.run.output.record import OutRecord
from pipeline.run.workbook.beside import is_copy
from pipeline.store.state_dir import not_for_runs
from schemas.wording.text import joined, text

ENDINGS = (".xlsx", ".xlsm")
# Where file servers and Windows keep what was deleted, and older states: a workbook there is nobody's copy.
NOT_SEARCHED = frozenset({
    "#recycle", "@recycle", "@recently-snapshot", "$recycle.bin", "recycler", "#snapshot", "~snapshot",
    "system volume information", "lost+found",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A file to look at, as it stood when it was found.

    `real` is its path without links, `size` in bytes, `changed` in ns since 1970 (both -1 where the
    system did not say), `is_named` False for what was found in a folder, `note` what to say of it, `lock_left`
    what to say of a lock file beside it that nobody seems to hold any more.
    """

    path: Path
    real: Path
    size: int = -1
    changed: int = -1
    is_cloud_only: bool = False
    is_named: bool = True
    note: str = ""
    lock_left: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """All that is to be said of it."""
        return tuple(text for text in (self.note, self.lock_left) if text)


@dataclass
class Search:
    """What a search found: files in a stable order, and folders that could not be read, each with the reason.

    `unreached` are those of the unreadable folders whose drive does not answer, or that are not there any more.
    `left_over` are our own temporary files that it came across, of whatever run.
    """

    files: list[Found] = field(default_factory=list)
    unreadable: dict[Path, str] = field(default_factory=dict)
    unreached: set[Path] = field(default_factory=set)
    left_over: list[Path] = field(default_factory=list)
    _visited: set[Hashable] = field(default_factory=set)

    def folder(self, folder: Path) -> Iterator[Found]:
        """The candidates in a folder and below; one that was reached before, by whatever way, gives none."""
        drive = drive_of(folder)
        real = drive.real(folder)
        try:
            identity = drive.identity(folder)
            if identity in self._visited:
                return
            self._visited.add(identity)
            entries = sorted(drive.entries(drive.reachable(folder)), key=lambda entry: entry.name)
        except OSError as problem:
            reason, words = in_words(problem, folder.name, str(folder.parent))
            self.unreadable[folder] = text("run.not_searched", what=words)
            if reason in ("lost", "gone"):
                self.unreached.add(folder)
            return
        self.left_over += [folder / entry.name for entry in entries if is_temporary(entry.name)]
        names = {entry.name for entry in entries}
        locked = {workbook_of(entry.name) for entry in entries}
        # A portfolio of an earlier run into this folder is no workbook of anybody's.
        reports = OutRecord(folder / RECORD, folder) if RECORD in names else None
        for entry in entries:
            if _leads_to_folder(entry):
                if not entry.name.startswith(".") and entry.name.casefold() not in NOT_SEARCHED:
                    yield from self.folder(folder / entry.name)
            elif is_candidate(entry.name) and not is_copy(entry.name, names):
                if reports and reports.is_ours(entry.name):
                    continue
                place = drive.real(folder / entry.name) if entry.is_symlink() else real / entry.name
                found = _found(drive, folder / entry.name, place, entry)
                is_locked = entry.name in locked or entry.is_symlink()
                yield _with_lock_noted(found) if is_locked else found

    def leave_out(self, folder: Path) -> None:
        """Never search this folder."""
        self._visited.add(drive_of(folder).identity(folder))


def is_candidate(name: str) -> bool:
    """Whether a file found in a folder may be a workbook: owner files, temporary and hidden ones are not."""
    return name.lower().endswith(ENDINGS) and not name.startswith(("~$", "."))


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; where the drive does not say, its name does: it may just be gone for now."""
    try:
        return stat.S_ISDIR(drive_of(path).status(path).st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return not is_candidate(path.name)


def search(paths: Iterable[Path], out: Path | None = None, folders: Collection[Path] | None = None) -> Search:
    """The files to look at, each once, folders searched with all below them.

    `folders` are those of the paths that are known to be folders; where it is not given, the drive is asked.
    A named file is always returned, whatever its name. Folders reached twice through links are
    searched once; our own copies of workbooks are never searched, nor is the folder for reports where it lies among
    the others: one that is named itself is, but for what is ours there.
    """
    result = Search()
    paths = list(paths)
    for ours in not_for_runs(path for path in paths if not isinstance(path, SmbPath)):
        result.leave_out(ours)
    if out and not _is_among(out, paths):
        result.leave_out(out)
    seen: set[Path] = set()
    for path in paths:
        drive = drive_of(path)
        leads_on = is_folder(path) if folders is None else path in folders
        for found in result.folder(path) if leads_on else [_with_lock_noted(_found(drive, path, drive.real(path)))]:
            if found.real not in seen:
                seen.add(found.real)
                result.files.append(found)
    result.files = _with_twins_noted(result.files)
    return result


def _is_among(folder: Path, paths: Iterable[Path]) -> bool:
    """Whether a folder is one of these paths, by whatever name."""
    with suppress(OSError):
        own = drive_of(folder).identity(folder)
        for path in paths:
            with suppress(OSError):
                if drive_of(path).identity(path) == own:
                    return True
    return False


def _leads_to_folder(entry: Entry) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False


def _found(drive: Drive, path: Path, real: Path, entry: Entry | None = None) -> Found:
    """A file that was named, or one found in a folder as `entry` there."""
    near, is_named = drive.reachable(path), entry is None
    try:
        status = entry.stat() if entry else drive.status(near)
    except OSError:
        return Found(near, real, is_named=is_named)
    return Found(near, real, status.st_size, status.st_mtime_ns, is_cloud_only(status), is_named)


def _with_lock_noted(found: Found) -> Found:
    """Say of a lock file beside a workbook that it seems to be left over: before anything is written."""
    lock = left_over(found.path, time.time())
    return replace(found, lock_left=lock.left_over) if lock else found


def _with_twins_noted(files: list[Found]) -> list[Found]:
    """Say of two names that only capitals or the spelling of accents tell apart that some drives take them for one."""
    alike: dict[tuple[Path, str], list[Found]] = defaultdict(list)
    for found in files:
        alike[found.path.parent, folded(found.path.name)].append(found)
    twins = {found.path: group for group in alike.values() if len(group) > 1 for found in group}
    return [replace(found, note=_twin(found, twins[found.path])) if found.path in twins else found for found in files]


def _twin(found: Found, group: list[Found]) -> str:
    others = [other.path.name for other in group if other.path != found.path]
    return text("run.twin", count=len(others), others=joined(others))
