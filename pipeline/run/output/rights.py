"""Who may read a report: nobody who may not read its workbook. Only where files have rights of the POSIX kind.

On Windows and on shares that are not mounted, a report is as readable as the folder makes it.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.files.smb.path import SmbPath

_OWNER, _GROUP, _OTHERS = 0o600, 0o060, 0o006


def mode_for(folder: Path, workbooks: Sequence[Path]) -> int:
    """The rights of a new file in `folder` that no more people may read than each of these workbooks.

    Its owner may always; its group only where it is that of the workbooks, or all may.
    """
    mode, group = 0o666, _group_of_new_file(folder)
    for workbook in workbooks:
        mode &= _OWNER | _rights(workbook, group)
    return mode


def is_too_open(file: Path, workbooks: Sequence[Path]) -> bool:
    """Whether people may read a file who may not read one of these workbooks."""
    if isinstance(file, SmbPath):
        return False
    try:
        status = file.stat()
    except OSError:
        return False
    return any(stat.S_IMODE(status.st_mode) & ~(0o700 | _rights(one, status.st_gid)) & 0o066 for one in workbooks)


def tighten(file: Path, workbook: Path) -> None:
    """Take from people the rights to a file that they do not have to its workbook."""
    if is_too_open(file, [workbook]):
        status = file.stat()
        file.chmod(stat.S_IMODE(status.st_mode) & (0o700 | _rights(workbook, status.st_gid)))


def _rights(workbook: Path, group: int | None) -> int:
    """The rights of the group (of a file of this group) and of others to read and write a workbook."""
    if os.name == "nt" or isinstance(workbook, SmbPath):
        return _GROUP | _OTHERS
    try:
        status = workbook.stat()
    except OSError:  # nobody knows any more
        return 0
    others = status.st_mode & _OTHERS
    same = status.st_mode & _GROUP if group == status.st_gid else (others << 3) & status.st_mode
    return same | others


def _group_of_new_file(folder: Path) -> int | None:
    if os.name == "nt" or isinstance(folder, SmbPath):
        return None
    try:
        status = folder.stat()
    except OSError:
        return None
    takes_after = status.st_mode & stat.S_ISGID or sys.platform == "darwin"
    return status.st_gid if takes_after else os.getegid()
