"""Paths and interpreters as a scheduler needs them: whole, and reachable from another session."""

from __future__ import annotations

import ntpath
import os
import posixpath
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.schedule.words import ScheduleError, say

# An interpreter on another system, which we cannot know.
ELSEWHERE = r"C:\PATH\TO\pythonw.exe", "/PATH/TO/python"
_LONGEST = 32_768


def whole(text: str) -> str:
    """A path made whole on this system; an address (smb://...) as it is. Raises ScheduleError for what is not there.

    On Windows a mapped letter becomes the share that it stands for: another session does not have the letter.
    """
    if "://" in text:
        return text
    if not os.path.exists(text):  # noqa: PTH110 (as text, so that nothing of it is lost)
        raise ScheduleError(say("no_path", found=text))
    path = os.path.abspath(text)  # noqa: PTH100
    return without_letter(path, _share_of) if sys.platform == "win32" else path


def whole_elsewhere(text: str, system: str) -> str:
    """A path for another system, which must be whole as it is given. Raises ScheduleError."""
    rules = ntpath if system == "windows" else posixpath
    is_whole = bool(ntpath.splitdrive(text)[0]) and ntpath.isabs(text) if system == "windows" else rules.isabs(text)
    if "://" in text or is_whole:
        return text
    raise ScheduleError(say("path_of_another", found=text))


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
