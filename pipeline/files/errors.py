"""Why a file cannot be used: what the operating system says, in words people can act on, or a refusal of our own."""

from __future__ import annotations

import errno

from pipeline.files.backend import DriveError
from schemas.wording.text import text

# A register of 200,000 risks of four partners has 58 MB with its results: what we wrote is read again.
MAX_FILE = 100 << 20

# What Windows and network drives answer while another program has a file open. 5 also means "not allowed":
# which of the two, only waiting tells.
_MOMENTARY = {5, 32, 33}
_SHARING = {32, 33}
_BUSY = {errno.EBUSY, errno.ETXTBSY}
# What Windows answers of a server that does not answer, or whose connection broke: Python gives most of these
# the numbers of "no such file" or "no such argument".
_SILENT_ON_WINDOWS = {51, 53, 121, 1231, 1232}
_BROKEN_OFF_ON_WINDOWS = {54, 55, 59, 64, 1236}

# By error number: the reason, and the sentence below `files.drive` in the wording.
_SAID = {
    errno.ENOSPC: ("disk_full", "full"),
    errno.EDQUOT: ("disk_full", "quota"),
    errno.EFBIG: ("disk_full", "too_large_for_drive"),
    errno.EROFS: ("read_only_folder", "read_only"),
    errno.EACCES: ("no_permission", "not_allowed"),
    errno.EPERM: ("no_permission", "not_allowed"),
    errno.ENOENT: ("gone", "gone"),
    errno.ENOTDIR: ("gone", "no_folder"),
    errno.EISDIR: ("not_a_file", "is_folder"),
    errno.ELOOP: ("not_a_file", "circular_link"),
    errno.EXDEV: ("cross_device", "two_drives"),
    errno.EIO: ("drive_failed", "fault"),
    errno.ESTALE: ("lost", "lost"),
    errno.EHOSTDOWN: ("lost", "silent"),
    errno.ENAMETOOLONG: ("name_too_long", "name_too_long"),
    errno.EEXIST: ("exists", "exists"),
}
_SILENT = frozenset({
    errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH, errno.ETIMEDOUT, errno.ECONNREFUSED,
})  # fmt: skip
_BROKEN_OFF = frozenset({errno.ESTALE, errno.ENOTCONN, errno.ECONNRESET, errno.ECONNABORTED, errno.ESHUTDOWN}) | {
    getattr(errno, name) for name in ("EREMOTEIO", "ENOLINK", "ENONET", "ECOMM") if hasattr(errno, name)
}


class FileUseError(Exception):
    """Something could not be done with a file; `reason` is one word for machines, the text is for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message

    def __reduce__(self) -> tuple[type[FileUseError], tuple[str, str]]:
        return type(self), (self.reason, self.message)  # it comes out of workers


class RefusedFileError(Exception):
    """A file that no reader should see. `code` is for machines, the text is one sentence or two for people.

    Codes: EMPTY, TOO_BIG, PASSWORD, OLD_XLS, XLSB, NOT_EXCEL, DAMAGED, SUSPICIOUS, ZIP_BOMB, DTD, STRAY_CELL.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[RefusedFileError], tuple[str, str]]:
        return type(self), (self.code, self.message)  # it comes out of workers


def too_big(size: int) -> RefusedFileError:
    """The refusal of a file of `size` bytes."""
    return RefusedFileError("TOO_BIG", text("files.read.too_big", size=size >> 20, most=MAX_FILE >> 20))


def is_in_use(problem: OSError) -> bool:
    """Whether the error says that another program has the file open."""
    return getattr(problem, "winerror", None) in _SHARING or problem.errno in _BUSY


def is_momentary(problem: OSError) -> bool:
    """Whether it is worth waiting and trying again."""
    return getattr(problem, "winerror", None) in _MOMENTARY or problem.errno in _BUSY


def is_lost(problem: OSError) -> bool:
    """Whether the connection broke during the call: what was asked may have been done."""
    return _number(problem) in (errno.ESTALE, errno.EHOSTDOWN) and not isinstance(problem, DriveError)


def in_words(problem: OSError, name: str, folder: str) -> tuple[str, str]:
    """The reason in one word, and a sentence (without full stop) saying what happened and what to do."""
    if isinstance(problem, DriveError):
        return _SAID.get(_number(problem), ("drive_failed", ""))[0], problem.words
    if is_in_use(problem):
        return "in_use", text("files.drive.in_use", name=name, folder=folder)
    reason, sentence = _SAID.get(_number(problem), ("other", "other"))
    why = problem.strerror or text("files.drive.unknown_reason")
    return reason, text(f"files.drive.{sentence}", name=name, folder=folder, reason=why)


def _number(problem: OSError) -> int:
    """By which its words are found: one for all ways in which a server does not answer, one for broken connections."""
    if problem.errno in _SILENT or getattr(problem, "winerror", None) in _SILENT_ON_WINDOWS:
        return errno.EHOSTDOWN
    if problem.errno in _BROKEN_OFF or getattr(problem, "winerror", None) in _BROKEN_OFF_ON_WINDOWS:
        return errno.ESTALE
    return problem.errno or 0
