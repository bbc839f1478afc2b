"""Paths beyond the 260 letters that Windows takes without being told otherwise."""

from __future__ import annotations

import ntpath
import os
from pathlib import Path

# Room for the temporary file that is written beside a workbook.
LONGEST = 220
_PLAIN, _SHARE = "\\\\?\\", "\\\\?\\UNC\\"


def reachable(path: Path) -> Path:
    """The path in a form that the system takes, however long it is."""
    return Path(extended(os.path.abspath(path))) if os.name == "nt" and len(str(path)) > LONGEST else path  # noqa: PTH100


def extended(path: str) -> str:
    """A whole Windows path in the form without a limit; one that has it already stays as it is."""
    if path.startswith(_PLAIN):
        return path
    path = ntpath.normpath(path)
    return _SHARE + path[2:] if path.startswith("\\\\") else _PLAIN + path
