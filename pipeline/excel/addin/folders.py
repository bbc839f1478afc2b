"""Where Concord keeps what is for this user of this machine alone: copies from before a run, pages, the log."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from pathlib import Path, PureWindowsPath

from pipeline.store.private import make_folder

LONGEST_PATH = 218  # letters; Excel opens no file whose path has more
_LONGEST_NAME = 255  # bytes, on macOS and Linux


def is_from_store(*places: str) -> bool:
    """Whether a Python at these places (this one, if none are given) comes from the Microsoft Store.

    Windows keeps what such a program writes into AppData where no other program sees it.
    """
    parts = {
        part.lower() for place in places or (sys.executable, sys.base_prefix) for part in PureWindowsPath(place).parts
    }
    return "windowsapps" in parts or any(part.startswith("pythonsoftwarefoundation.") for part in parts)


def state_folder() -> Path:
    """The folder for this user, made if need be, which no other user may read."""
    if sys.platform == "win32" and is_from_store():
        base = Path.home() / ".concord"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Concord"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support" / "Concord"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "concord"
    return make_folder(base)


def copies_folder() -> Path:
    """The folder for copies of workbooks from before a run."""
    return make_folder(state_folder() / "before-run")


def reports_folder() -> Path:
    """The folder for pages made from a button."""
    return make_folder(state_folder() / "reports")


def log_file() -> Path:
    """Where the details of our own mistakes go."""
    return state_folder() / "excel.log"


def safe_file_name(name: str, instead: str = "_") -> str:
    """A name without the letters that some system does not allow in the name of a file."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', instead, name)


def fitting(folder: Path, stem: str, rest: str) -> Path:
    """The file `stem` + `rest` in a folder, `stem` cut where Excel or the system could not open it.

    What is cut ends in a mark of its own, so that two long names stay apart. `rest` comes with letters to spare.
    """
    room = LONGEST_PATH - len(str(folder)) - len(rest) - 1
    if len(stem) > room or len(f"{stem}{rest}".encode()) > _LONGEST_NAME:
        mark = "~" + hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:6]
        stem = stem[: max(room - len(mark), 1)]
        while len(f"{stem}{mark}{rest}".encode()) > _LONGEST_NAME:
            stem = stem[:-1]
        stem += mark
    return folder / f"{stem}{rest}"
