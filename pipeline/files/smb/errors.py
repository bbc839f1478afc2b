"""What a server answers, as the error of the operating system that means the same."""

from __future__ import annotations

import errno
import os

from schemas.wording.text import text

# By NTSTATUS: the number that means the same here.
_NUMBERS = {
    0xC0000034: errno.ENOENT,  # object name not found
    0xC000003A: errno.ENOENT,  # object path not found
    0xC000000F: errno.ENOENT,  # no such file
    0xC0000033: errno.ENOENT,  # object name invalid
    0xC0000039: errno.ENOENT,  # object path invalid
    0xC00000CC: errno.ENOENT,  # bad network name: no such share
    0xC0000225: errno.ENOENT,  # not found: no such share either
    0xC0000035: errno.EEXIST,  # object name collision
    0xC00000BA: errno.EISDIR,  # file is a directory
    0xC0000103: errno.ENOTDIR,  # not a directory
    0xC000007F: errno.ENOSPC,  # disk full
    0xC0000044: errno.EDQUOT,  # quota exceeded
    0xC00000A2: errno.EROFS,  # media write protected
    0xC0000121: errno.EACCES,  # cannot delete: read-only
    0xC0000061: errno.EACCES,  # privilege not held
    0xC0000106: errno.ENAMETOOLONG,  # name too long
    0x8000002D: errno.ELOOP,  # stopped on a link that leads off the share
}
# By NTSTATUS: the number that Windows has for it, by which it is known what to wait for.
_WINDOWS = {
    0xC0000022: 5,  # access denied
    0xC0000056: 5,  # delete pending: somebody is just deleting it
    0xC0000043: 32,  # sharing violation
    0xC0000054: 33,  # file lock conflict
}
# The connection, the session or the share is gone: everything must be opened anew.
_LOST = frozenset({
    0xC00000C9,  # network name deleted
    0xC00000C4,  # unexpected network error
    0xC00000B5,  # input/output timeout
    0xC0000128,  # file closed
    0xC0000203,  # user session deleted
    0xC000020C,  # connection disconnected
    0xC000020D,  # connection reset
    0xC000035C,  # network session expired
    0xC0000466,  # server unavailable
})  # fmt: skip


def is_lost(status: int) -> bool:
    """Whether an NTSTATUS says that the connection must be made anew."""
    return status in _LOST


def is_sharing(problem: OSError) -> bool:
    """Whether an error of ours says that somebody has the file open, or a part of it locked."""
    return getattr(problem, "winerror", None) in (_WINDOWS[0xC0000043], _WINDOWS[0xC0000054])


def as_os_error(status: int) -> OSError:
    """The error that means what an NTSTATUS says."""
    if status in _WINDOWS:
        problem = _numbered(errno.EACCES)
        problem.winerror = _WINDOWS[status]  # type: ignore[attr-defined]  # typed for Windows alone
        return problem
    if is_lost(status):
        return connection_lost()
    if status in _NUMBERS:
        return _numbered(_NUMBERS[status])
    return OSError(0, text("files.share.answer", code=f"0x{status:08X}"))


def connection_lost() -> OSError:
    """The error of a connection that is gone."""
    return _numbered(errno.ESTALE)


def _numbered(number: int) -> OSError:
    return OSError(number, os.strerror(number))
