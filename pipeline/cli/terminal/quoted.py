"""A file as it is typed into a command."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

# What neither cmd nor PowerShell takes for more than a name.
_PLAIN = re.compile(r"[\w.:\\/-]+")


def quoted(file: Path) -> str:
    """The file as it is typed in the shell of this system; a name that begins as an option does leads from here."""
    typed = f".{os.sep}{file}" if str(file).startswith("-") else str(file)
    if os.name != "nt":
        return shlex.quote(typed)
    return typed if _PLAIN.fullmatch(typed) else f'"{typed}"'
