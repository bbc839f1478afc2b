"""Who has a workbook open, as far as a shared drive lets one see it: the lock files that office programs leave.

A lock file is only a hint: crashes leave it behind, and cloud folders do not carry it to others. But as long as a
program is seen to hold the workbook or the lock file, it counts, however old it is. Nothing here ever deletes one.
"""

from __future__ import annotations

import contextlib
import stat
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.files.backend import NotAFileError, TooLargeError
from pipeline.files.backends import drive_of
from pipeline.files.errors import is_in_use
from schemas.wording.text import text

# After a day a lock file is taken for left over if nobody is seen to hold it or its workbook.
STALE_AFTER = 24 * 3600
# Before and after the name of the workbook in that of its lock file, and whose they are.
_FORMS = (("~$", "", "Excel"), (".~lock.", "#", "LibreOffice"))
MAX_LOCK = 4096
MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class Occupant:
    """Who has a workbook open: the name shown in the program, the program, since when, the lock file.

    What is not known is empty (`since`: None). The name is the display name of the office program,
    not a login.
    """

    name: str
    program: str
    since: datetime | None
    lock: str

    @property
    def sentence(self) -> str:
        """For people: who has it open, and what to do."""
        sentence = "files.open.in_program" if self.program else "files.open.by"
        return text(sentence, program=self.program, name=self.name or text("files.open.someone"))

    @property
    def left_over(self) -> str:
        """For people, where the lock file seems to be left over from a crash: what it is, what to do."""
        return text("files.open.left_over_of" if self.name else "files.open.left_over", lock=self.lock, name=self.name)


Locks = list[tuple[Occupant, Path, float]]


def occupant(path: Path, now: float) -> Occupant | None:
    """Who has the workbook at `path` open; None when nobody seems to. `now` is in seconds since 1970.

    A file that is only read-only is not occupied: `replace_whole` says so.
    """
    return _judged(path, now, _locks(path))


def left_over(path: Path, now: float) -> Occupant | None:
    """The lock file beside a workbook that nobody seems to have open any more: worth a note."""
    found = _locks(path)
    return found[0][0] if found and _judged(path, now, found) is None else None


def workbook_of(lock: str) -> str:
    """The name of the workbook whose lock file is called `lock`; "" where that is no name of a lock file."""
    for before, after, _ in _FORMS:
        if lock.startswith(before) and lock.endswith(after):
            return lock[len(before) : len(lock) - len(after)]
    return ""


def excel_user(content: bytes) -> str:
    """The name in an owner file of Excel (`~$` + file name), whatever bytes it holds; empty when there is none.

    Layout: one byte length, the name in the machine's code page up to 55, two bytes length, the name in UTF-16.
    """
    for at in (55, 54):  # other Office programs are one byte shorter
        length = int.from_bytes(content[at : at + 2], "little")
        wide = content[at + 2 : at + 2 + 2 * length]
        if 0 < length <= MAX_NAME and len(wide) == 2 * length:
            with contextlib.suppress(UnicodeDecodeError):
                if name := _shown(wide.decode("utf-16-le")):
                    return name
    length = content[0] if content else 0
    return _shown(content[1 : 1 + min(length, 54)].decode("cp1252", "replace"))


def libreoffice_user(content: bytes) -> str:
    """The name in a lock file of LibreOffice: display name, else login, with the host; empty when there is none."""
    fields = [""]
    letters = iter(content.decode("utf-8", "replace"))
    for letter in letters:
        if letter == "\\":
            fields[-1] += next(letters, "")
        elif letter in ",;":
            fields.append("")
        else:
            fields[-1] += letter
    display, login, host = (_shown(field) for field in (*fields, "", "")[:3])
    name = display or login
    return text("files.open.on_computer", name=name, computer=host) if name and host else name


def _judged(path: Path, now: float, locks: Locks) -> Occupant | None:
    access = _write_access(path)
    if access == "in_use":
        return locks[0][0] if locks else Occupant("", "", None, "")
    for lock, workbook, changed in locks:
        if access == "denied" or now - changed <= STALE_AFTER or _is_held(workbook, lock.lock):
            return lock
    return None


def _is_held(workbook: Path, lock: str) -> bool:
    """Whether a program is seen to hold a workbook or its lock file open; Excel holds both as long as it lives."""
    drive = drive_of(workbook)
    if _write_access(workbook.parent / lock) == "in_use":
        return True
    return drive.is_held((workbook, workbook.parent / lock))


def _locks(path: Path) -> Locks:
    """The lock files beside `path` and beside what it leads to, each with the workbook and when it was last changed."""
    found: Locks = []
    drive = drive_of(path)
    for place in dict.fromkeys((path, drive.real(path))):
        for before, after, program in _FORMS:
            lock = f"{before}{place.name}{after}"
            try:
                status = drive.status(place.parent / lock, follow=False)
            except (OSError, ValueError):
                continue
            if stat.S_ISREG(status.st_mode):
                content = _beginning(place.parent / lock)
                name = excel_user(content) if program == "Excel" else libreoffice_user(content)
                found.append((Occupant(name, program, _moment(status.st_mtime), lock), place, status.st_mtime))
    return found


def _beginning(lock: Path) -> bytes:
    try:
        return drive_of(lock).read(lock, MAX_LOCK)
    except (OSError, TooLargeError, NotAFileError):  # its program may keep it to itself: that there is one is enough
        return b""


def _write_access(path: Path) -> str:
    """How opening for writing goes: free, in_use, denied; "unknown" where the file is read-only anyway or gone."""
    drive = drive_of(path)
    try:
        drive.try_writing(path)
    except OSError as problem:
        if is_in_use(problem):
            return "in_use"
        return "denied" if isinstance(problem, PermissionError) and drive.is_writable(path) else "unknown"
    return "free"


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _shown(name: str) -> str:
    # Control and direction marks in a name could disguise the rest of a message.
    plain = "".join(letter for letter in name if not unicodedata.category(letter).startswith("C"))
    return " ".join(plain.split())[:MAX_NAME]
