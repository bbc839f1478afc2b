"""Copies of workbooks from before they were replaced, on this machine, as many as the limits allow.

One folder a workbook, with the workbook's path in PATH; a copy is called by its moment (UTC), so that
people find it without us, too.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from pipeline.files.backends import as_path, drive_of
from pipeline.files.temp_files import LEFT_OVER_AFTER, sweep, temporary
from pipeline.store.private import make_folder

FOLDER = "backups"
PATH = "workbook.txt"
FOR_EVER = 365 * 100
_MOMENT = "%Y%m%dT%H%M%S.%fZ"
_COPY = re.compile(r"\d{8}T\d{6}\.\d{6}Z\.\w+")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How much is kept: `copies` of one workbook, none older than `days`, `total` bytes in all.

    The last copy of a workbook is kept whatever its age and whatever the total.
    """

    copies: int = 20
    days: int = 365
    total: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the workbook that lay at `of`, from before it was replaced at `moment`; `size` in bytes."""

    of: Path
    file: Path
    moment: datetime
    size: int

    @property
    def in_words(self) -> str:
        """Its moment as people at this machine read it."""
        return self.moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def keep(store: Path, workbook: Path, data: bytes, now: datetime, keeping: Keeping | None = None) -> Path:
    """Keep `data`, what `workbook` holds, in the folder `store`; what the last copy holds already is not kept twice.

    Raises OSError when it cannot be kept.
    """
    real = drive_of(workbook).real(workbook)
    folder = _folder(store, real)
    make_folder(make_folder(store) / folder.name)
    copies = _copies(folder, real)
    if copies and copies[0].size == len(data) and copies[0].file.read_bytes() == data:
        return copies[0].file
    if not (folder / PATH).exists():
        with temporary(folder, os.fsencode(str(real)), 0o600) as fresh:
            fresh.replace(folder / PATH)
    sweep(folder, LEFT_OVER_AFTER, now.timestamp())
    file = folder / f"{now.astimezone(UTC).strftime(_MOMENT)}{real.suffix}"
    with temporary(folder, data, 0o600) as fresh:
        fresh.replace(file)
    _tidy(_copies(folder, real), now, keeping or Keeping(days=FOR_EVER))  # `tidy` knows the limit of age
    return file


def copies_of(store: Path, workbook: Path) -> list[Copy]:
    """The copies of a workbook, newest first."""
    real = drive_of(workbook).real(workbook)
    return _copies(_folder(store, real), real)


def all_copies(store: Path) -> dict[Path, list[Copy]]:
    """The copies of every workbook, newest first, by its path."""
    found = {}
    for folder in _folders(store):
        with contextlib.suppress(OSError, ValueError):
            of = as_path(os.fsdecode((folder / PATH).read_bytes()))
            if copies := _copies(folder, of):
                found[of] = copies
    return found


def tidy(store: Path, keeping: Keeping | None = None, now: datetime | None = None) -> None:
    """Delete copies that are too old, and the oldest until all together are within the limit.

    The last one of each workbook stays.
    """
    keeping = keeping or Keeping()
    every = list(all_copies(store).values())
    for copies in every if now else []:
        _tidy(copies, now or datetime.now(UTC), keeping)
    every = list(all_copies(store).values()) if now else every
    too_much = sum(copy.size for copies in every for copy in copies) - keeping.total
    for copy in sorted((copy for copies in every for copy in copies[1:]), key=lambda copy: copy.moment):
        if too_much <= 0:
            return
        with contextlib.suppress(OSError):
            copy.file.unlink()
            too_much -= copy.size


def forget_copies(store: Path, workbook: Path) -> int:
    """Delete all copies of a workbook; how many. Raises OSError."""
    real = drive_of(workbook).real(workbook)
    folder = _folder(store, real)
    return _deleted(folder, _copies(folder, real))


def forget_old_copies(store: Path, oldest: datetime) -> int:
    """Delete all copies from before a moment, the last ones of their workbooks as well; how many. Raises OSError."""
    every = all_copies(store).values()
    return sum(_deleted(copies[0].file.parent, [copy for copy in copies if copy.moment < oldest]) for copies in every)


def _deleted(folder: Path, copies: list[Copy]) -> int:
    for copy in copies:
        copy.file.unlink()
    if folder.is_dir() and {path.name for path in folder.iterdir()} <= {PATH}:
        (folder / PATH).unlink(missing_ok=True)
        folder.rmdir()
    return len(copies)


def _folder(store: Path, real: Path) -> Path:
    plain = re.sub(r"[^\w -]", "_", real.stem)[:40].strip()
    return store / f"{plain} {sha256(os.fsencode(str(real))).hexdigest()[:16]}"


def _folders(store: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from sorted(path for path in store.iterdir() if path.is_dir())


def _copies(folder: Path, of: Path) -> list[Copy]:
    found = []
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            if _COPY.fullmatch(file.name):
                moment = datetime.strptime(file.stem, _MOMENT).replace(tzinfo=UTC)
                found.append(Copy(of, file, moment, file.stat().st_size))
    return sorted(found, key=lambda copy: copy.moment, reverse=True)


def _tidy(copies: list[Copy], now: datetime, keeping: Keeping) -> None:
    oldest = now - timedelta(days=keeping.days)
    for place, copy in enumerate(copies):
        if place and (place >= keeping.copies or copy.moment < oldest):
            with contextlib.suppress(OSError):
                copy.file.unlink()
