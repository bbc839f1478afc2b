"""Paths and interpreters as a scheduler needs them: whole, and reachable from another session."""

from __future__ import annotations

import ntpath
import os
import posixpath
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.schedule.words import ScheduleError
from schemas.wording.text import text

# An interpreter on another system, which we cannot know.
ELSEWHERE = r"C:\PATH\TO\pythonw.exe", "/PATH/TO/python"
_LONGEST = 32_768


def absolute_path(raw: str) -> str:
    """A path made whole on this system; an address (smb://...) as it is. Raises ScheduleError for what is not there.

    On Windows a mapped letter becomes the share that it stands for: another session does not have the letter.
    """
    if "://" in raw:
        return raw
    if not os.path.exists(raw):  # noqa: PTH110 (as text, so that nothing of it is lost)
        raise ScheduleError(text("schedule.no_path", found=raw))
    path = os.path.abspath(raw)  # noqa: PTH100
    return without_letter(path, _share_of) if sys.platform == "win32" else path


def whole_elsewhere(raw: str, system: str) -> str:
    """A path for another system, which must be whole as it is given. Raises ScheduleError."""
    rules = ntpath if system == "windows" else posixpath
    is_whole = bool(ntpath.splitdrive(raw)[0]) and ntpath.isabs(raw) if system == "windows" else rules.isabs(raw)
    if "://" in raw or is_whole:
        return raw
    raise ScheduleError(text("schedule.path_of_another", found=raw))


def without_letter(path: str, share_of: Callable[[str], str]) -> str:
    """A Windows path by the name of its share; `share_of` knows it of a letter such as `Z:`, "" for a local drive."""
    drive, rest = ntpath.splitdrive(path)
    share = share_of(drive) if len(drive) == 2 else ""
    return share.rstrip("\\") + rest if share else path


def interpreter(system: str, is_native: bool) -> str:
    """The Python that a scheduler starts; on Windows the one that opens no window."""
    if not is_native:
        return ELSEWHERE[0 if system == "windows" else 1]
    quiet = Path(sys.executable).with_name("pythonw.exe")
    return str(quiet) if sys.platform == "win32" and quiet.is_file() else sys.executable


def _share_of(letter: str) -> str:
    import ctypes

    size = ctypes.c_ulong(_LONGEST)
    name = ctypes.create_unicode_buffer(_LONGEST)
    ask = getattr(ctypes, "windll").mpr.WNetGetConnectionW  # noqa: B009 (only there on Windows)
    return name.value if ask(letter, name, ctypes.byref(size)) == 0 else ""
