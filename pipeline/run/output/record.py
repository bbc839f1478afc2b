"""What we have put into a folder for reports: for whom, made from what, and with which bytes.

The record is a file of lines, each JSON by itself; of one file the last line counts. It lies in the folder,
because several machines may share that. A line is added before its file is written, so that after a crash
we still know our own bytes. Lines that are lost or damaged only make files be made anew.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path

from pipeline.files.backends import drive_of
from pipeline.files.temp_files import temporary

FILE = ".concord-reports"
VERSION = 1
# Far more than a page or a record is ever long (bytes).
LONGEST = 1 << 28
# A line may be anybody's, and what a line names may be removed: names of files that we make, in this folder.
_OURS = re.compile(r"[^/\\:\0]+(?:\.(?:html|json|pdf)|-review(?:\.[a-z]{2})?\.xlsx)|portfolio\.(?:xlsx|csv)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of ours. `workbook` and `within` are marks of its workbook and of the folders that lies in.

    `workbook` is "" for what is made of a whole run; `within` are then the folders of that run. `made` is a
    mark of all that it was made from but the day: it holds from `day` on, until the day before `due` (ISO, ""
    for ever). `sha256` and `size` are those of its bytes; `changed` is the time of the file (ns since 1970)
    once these were found in it, else -1. `language` is as in a Target.
    """

    file: str
    audience: str
    workbook: str
    within: tuple[str, ...]
    made: str
    day: str
    due: str
    sha256: str
    size: int
    changed: int = -1
    language: str = ""

    @property
    def stem(self) -> str:
        """Its name without the ending, and without that of a language."""
        return Path(self.file).stem.removesuffix(f".{self.language}")

    def is_of(self, made: str, day: str) -> bool:
        """Whether it is what would be made from this on a day."""
        return self.made == made and self.day <= day and (not self.due or day < self.due)


# What a line says of a file: `asdict` would copy each value deeply, thousands of lines long.
_NAMES = tuple(field.name for field in fields(Entry))


class OutRecord:
    """The lines of one record about files in `folder`, as they stood when it was read."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self.folder = folder
        self.entries: dict[str, Entry] = {}
        self._bytes: dict[str, set[str]] = {}
        self.lines = 0
        self._read_as = _status(path)
        for entry in _entries(path):
            self.lines += 1
            self.entries[entry.file] = entry
            self._bytes.setdefault(entry.file, set()).add(entry.sha256)

    def now(self) -> OutRecord:
        """The record as it stands now: this one, as long as nobody has written into its file."""
        return self if _status(self.path) == self._read_as else OutRecord(self.path, self.folder)

    def file(self, entry: Entry) -> Path:
        """Where the file of an entry lies."""
        return self.folder / entry.file

    def is_there(self, entry: Entry) -> bool:
        """Whether its file is there, whatever it holds."""
        return _status(self.file(entry)) is not None

    def holds(self, entry: Entry) -> bool:
        """Whether its file holds exactly what we wrote."""
        status = _status(self.file(entry))
        if status is None or status[0] != entry.size:
            return False
        return status[1] == entry.changed or digest_of(self.file(entry)) == entry.sha256

    def is_ours(self, name: str) -> bool:
        """Whether the file of this name holds what we wrote there, now or earlier."""
        return digest_of(self.folder / name) in self._bytes.get(name, set())

    def rewrite(self, kept: Iterable[Entry]) -> None:
        """Let the record be those whose files are there, with the times of files that hold what they say.

        Raises OSError.
        """
        verified = (_verified(self, entry) for entry in sorted(kept, key=lambda entry: entry.file))
        entries = [entry for entry in verified if entry]
        if len(entries) == self.lines and entries == sorted(self.entries.values(), key=lambda entry: entry.file):
            return
        data = b"".join(_line(entry) for entry in entries)
        with temporary(self.path.parent, data, 0o666) as fresh:
            drive_of(self.path).replace(fresh, self.path)


def add_entry(record: Path, entry: Entry) -> None:
    """Add a line in one step: several processes may do so at once. Raises OSError."""
    # A line that was cut off, when a drive was full, must not take this one along.
    data = b"\n" + _line(entry)
    number = os.open(record, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if os.write(number, data) != len(data):
            raise OSError(28, os.strerror(28), str(record))
    finally:
        os.close(number)


def digest_of(file: Path) -> str:
    """The SHA-256 (hex) of a file's bytes, "" where it cannot be read."""
    try:
        return sha256(drive_of(file).read(file, LONGEST)).hexdigest()
    except Exception:  # a folder, a pipe, something endless: whatever it is, it is not ours
        return ""


def _line(entry: Entry) -> bytes:
    return json.dumps({"version": VERSION, **{name: getattr(entry, name) for name in _NAMES}}).encode("ascii") + b"\n"


def _entries(path: Path) -> Iterator[Entry]:
    try:
        lines = drive_of(path).read(path, LONGEST).split(b"\n")
    except Exception:  # as above: nothing is remembered then
        return
    for line in lines:
        if line.strip() and (entry := _entry(line)):
            yield entry


def _entry(line: bytes) -> Entry | None:
    """The entry in a line; None for one that is damaged, or of a later version."""
    try:
        said = json.loads(line)
        if said.pop("version") != VERSION:
            return None
        entry = Entry(**{**said, "within": tuple(said["within"])})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    texts = (
        entry.file, entry.audience, entry.workbook, entry.made, entry.day, entry.due, entry.sha256, entry.language,
        *entry.within,
    )  # fmt: skip
    numbers = (entry.size, entry.changed)
    fits = all(isinstance(text, str) for text in texts) and all(type(number) is int for number in numbers)
    return entry if fits and _OURS.fullmatch(entry.file) else None


def _verified(record: OutRecord, entry: Entry) -> Entry | None:
    status = _status(record.file(entry))
    if status is None:
        return None
    if status[1] == entry.changed or not record.holds(entry):
        return entry
    return replace(entry, changed=status[1])


def _status(file: Path) -> tuple[int, int] | None:
    try:
        status = drive_of(file).status(file, follow=False)
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns
