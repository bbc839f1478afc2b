"""Passwords and addresses that are secrets: from the environment, or from a file that nobody else may read."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from schemas.wording.text import text
from schemas.yaml_file import DataError

NAME = re.compile(r"[A-Z][A-Z0-9_]{0,63}")
_OF_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret by its name; its value is never shown, not even in a traceback."""

    name: str
    value: str = field(repr=False)


class Secrets:
    """Where secrets are found: the environment first, then the file, which is read only when it is needed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read: Mapping[str, str] | None = None

    def named(self, name: str, asked_by: str) -> Secret:
        """The secret called `name`. Raises DataError where there is none; `asked_by` says which setting names it."""
        value = os.environ.get(name) or self._in_file().get(name)
        if not value:
            raise DataError(text("notify.settings.no_secret", key=asked_by, name=name, file=self._file))
        return Secret(name, value)

    def _in_file(self) -> Mapping[str, str]:
        if self._read is None:
            self._read = read_secrets(self._file)
        return self._read


def read_secrets(path: Path) -> Mapping[str, str]:
    """The lines NAME=value of the file, nothing where it is not there. What it holds is never part of a message.

    Raises DataError for a file that others may use, or that holds other lines.
    """
    try:
        with path.open("rb") as file:
            _refuse_what_others_may_read(path, os.fstat(file.fileno()))
            data = file.read()
    except FileNotFoundError:
        return {}
    except OSError as problem:
        raise DataError(text("notify.settings.unreadable", file=path, problem=problem.strerror)) from None
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise DataError(text("notify.settings.no_utf8", file=path)) from None
    found = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not NAME.fullmatch(name.strip()):
            raise DataError(text("notify.settings.no_line", file=path, line=number))
        found[name.strip()] = value.strip()
    return found


def _refuse_what_others_may_read(path: Path, status: os.stat_result) -> None:
    """Only its owner may have any right to the file. Windows keeps rights elsewhere: a user's folders are private."""
    if sys.platform == "win32":
        return
    if stat.S_IMODE(status.st_mode) & _OF_OTHERS:
        raise DataError(text("notify.settings.of_others", file=path))
    if status.st_uid not in (os.geteuid(), 0):
        raise DataError(text("notify.settings.of_another", file=path))
