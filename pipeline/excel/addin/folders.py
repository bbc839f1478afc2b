"""Where Concord keeps what is for this user of this machine alone: copies from before a run, pages, the log."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from pipeline.store.private import make_folder


def state_folder() -> Path:
    """The folder for this user, made if need be, which no other user may read."""
    if sys.platform == "win32":
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
