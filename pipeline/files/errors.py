"""Why a file cannot be used: what the operating system says, in words people can act on, or a refusal of our own."""

from __future__ import annotations

import errno

from pipeline.files.backend import DriveError

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

# reason and sentence by error number; {name} is the file's name, {folder} its folder.
_WORDS = {
    errno.ENOSPC: ("disk_full", "The drive of {folder} is full. Free some space"),
    errno.EDQUOT: ("disk_full", "The space allowed on the drive of {folder} is used up. Free some space"),
    errno.EFBIG: ("disk_full", "{name} is larger than the drive of {folder} allows. Use another drive"),
    errno.EROFS: ("read_only_folder", "The drive of {folder} is read-only. Use a drive that can be written to"),
    errno.EACCES: ("no_permission", "You are not allowed to use {name} in {folder}. Ask for permission"),
    errno.EPERM: ("no_permission", "You are not allowed to use {name} in {folder}. Ask for permission"),
    errno.ENOENT: ("gone", "{name} is not in {folder} (any more). Check whether it was moved or renamed"),
    errno.ENOTDIR: ("gone", "{folder} is not a folder. Check the path"),
    errno.EISDIR: ("not_a_file", "{name} in {folder} is a folder, not a workbook. Check the path"),
    errno.ELOOP: ("not_a_file", "{name} in {folder} is a link that leads back to itself. Check the link"),
    errno.EXDEV: ("cross_device", "{folder} is spread over two drives. Copy the workbook to an ordinary folder"),
    errno.EIO: ("drive_failed", "The drive of {folder} reports a fault. Check the connection or the drive"),
    errno.ESTALE: ("lost", "The connection to the drive of {folder} was lost. Connect again"),
    errno.EHOSTDOWN: (
        "lost",
        "The server of {folder} does not answer. Check the connection, and whether the server is running",
    ),
    errno.ENAMETOOLONG: ("name_too_long", "The path of {name} is too long. Move it into a folder nearer the top"),
    errno.EEXIST: ("exists", "{name} already stands in {folder}. Choose another name"),
}
_SILENT = frozenset({
    errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH, errno.ETIMEDOUT, errno.ECONNREFUSED,
})  # fmt: skip
_BROKEN_OFF = frozenset({errno.ESTALE, errno.ENOTCONN, errno.ECONNRESET, errno.ECONNABORTED, errno.ESHUTDOWN}) | {
    getattr(errno, name) for name in ("EREMOTEIO", "ENOLINK", "ENONET", "ECOMM") if hasattr(errno, name)
}


class RefusedFileError(Exception):
    """A file that no reader should see. `code` is for machines, the text is one sentence or two for people.

    Codes: EMPTY, TOO_BIG, PASSWORD, OLD_XLS, XLSB, NOT_EXCEL, DAMAGED, SUSPICIOUS, ZIP_BOMB, DTD, STRAY_CELL.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def too_big(size: int) -> RefusedFileError:
    """The refusal of a file of `size` bytes."""
    return RefusedFileError(
        "TOO_BIG",
        f"The file has {size >> 20} MB; a workbook of up to {MAX_FILE >> 20} MB is read. "
        "Remove large pictures or old data, save, and run again.",
    )


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
        return _WORDS.get(_number(problem), ("drive_failed", ""))[0], problem.words
    if is_in_use(problem):
        return "in_use", f"{name} in {folder} is open in another program. Close it there"
    reason, words = _WORDS.get(
        _number(problem), ("other", "{name} in {folder} cannot be used: " + (problem.strerror or "unknown reason"))
    )
    return reason, words.replace("{name}", name).replace("{folder}", folder)


def _number(problem: OSError) -> int:
    """By which its words are found: one for all ways in which a server does not answer, one for broken connections."""
    if problem.errno in _SILENT or getattr(problem, "winerror", None) in _SILENT_ON_WINDOWS:
        return errno.EHOSTDOWN
    if problem.errno in _BROKEN_OFF or getattr(problem, "winerror", None) in _BROKEN_OFF_ON_WINDOWS:
        return errno.ESTALE
    return problem.errno or 0
