"""One report of a workbook and where it goes: written and remembered, or taken away where it cannot be renewed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.files.backends import drive_of, exists
from pipeline.files.smb.path import SmbPath
from pipeline.run.output.output_folder import write_whole
from pipeline.run.output.record import Entry, OutRecord, add_entry


@dataclass(frozen=True, slots=True)
class Target:
    """Where a report of one workbook goes, for whom it is, and by which method it is made.

    `record` is that of its folder; `name` how the workbook is called; `workbook` and `within` are as in an Entry;
    `language` is that of the report, "" where it is its workbook's.
    `of` are the workbooks that it tells of; `home` is the name of the portfolio beside it, "" where there is none.
    """

    file: Path
    record: Path
    audience: str
    name: str
    workbook: str
    within: tuple[str, ...]
    method: str
    of: tuple[Path, ...]
    home: str = ""
    language: str = ""

    def made_of(self, content: str) -> str:
        """The mark of what is made from a workbook of this content, a digest."""
        return digest_of(self.method, self.audience, self.name, content, *filter(None, [self.home, self.language]))


def digest_of(*parts: str) -> str:
    """A digest that stands for all the parts."""
    return sha256(json.dumps(parts).encode("ascii")).hexdigest()[:32]


def place_mark(place: Path, folder: Path) -> str:
    """What stands for a workbook or folder beside `folder`, without saying where it lies; both without links.

    Machines that have both on one drive agree on it, whatever they call that drive.
    """
    if isinstance(place, SmbPath):
        return digest_of(str(place))[:16]
    try:
        text = os.path.relpath(place, folder)
    except ValueError:  # on another drive
        text = str(place)
    return digest_of(os.path.normcase(text))[:16]


def put_report(target: Target, data: bytes, made: str, day: str, due: str = "") -> None:
    """Write a report and remember it. Raises OSError; what stood there before is gone then, if it was ours.

    Who reads it must not go on seeing what was withdrawn; and a drive that is full has room for the new one then.
    """
    folder = target.file.parent
    entry = Entry(
        file=target.file.name, audience=target.audience, workbook=target.workbook, within=target.within, made=made,
        day=day, due=due, language=target.language, sha256=sha256(data).hexdigest(), size=len(data),
    )  # fmt: skip
    for needed in {folder, target.record.parent}:
        if not exists(needed):
            needed.mkdir(parents=True, exist_ok=True)
    try:
        _put(target, entry, data)
    except OSError:
        if not take_away(OutRecord(target.record, folder), target.file.name):
            raise
        _put(target, entry, data)


def put_all(reports: Iterable[tuple[Target, bytes, str]], day: str) -> None:
    """Write several reports, each with the mark of what it was made from. Raises the first OSError when all are tried.

    So an old report does not stay because another one could not be written.
    """
    first: OSError | None = None
    for target, data, made in reports:
        try:
            put_report(target, data, made, day)
        except OSError as problem:
            first = first or problem
    if first:
        raise first


def _put(target: Target, entry: Entry, data: bytes) -> None:
    add_entry(target.record, entry)
    write_whole(target.file, data, target.of)


def take_away(record: OutRecord, name: str) -> bool:
    """Remove a file if its bytes are ours; whether that was done."""
    file = record.folder / name
    if not record.is_ours(name):
        return False
    with suppress(OSError):
        drive_of(file).remove(file)
        return True
    return False
