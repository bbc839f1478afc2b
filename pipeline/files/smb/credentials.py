"""Who signs in to servers: from the environment, from a file, or whoever runs this. Never from an argument."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from schemas.wording.text import text

USER, PASSWORD, FILE = "CONCORD_SMB_USER", "CONCORD_SMB_PASSWORD", "CONCORD_SMB_CREDENTIALS"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST = 4096


class CredentialsError(Exception):
    """The user name and the password cannot be used as they are given; says why and what to do, without them."""


@dataclass(frozen=True)
class Credentials:
    """A user name (with a domain: `DOMAIN\\name` or `name@domain`) and its password; both None: whoever runs this."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)


def credentials(environ: Mapping[str, str]) -> Credentials:
    """Those that the environment gives; a file goes before single variables. Raises CredentialsError."""
    if environ.get(FILE):
        return _in_file(Path(environ[FILE]))
    user, password = environ.get(USER), environ.get(PASSWORD)
    if user and not password:
        raise CredentialsError(text("files.share.half_set", user=USER, password=PASSWORD))
    return Credentials(user, password) if user else Credentials()


def _in_file(file: Path) -> Credentials:
    try:
        status = file.stat()
        if os.name != "nt" and status.st_mode & _OTHERS:
            raise CredentialsError(text("files.share.file_open_to_others", file=file))
        content = file.read_text(encoding="utf-8") if status.st_size <= _LONGEST else ""
    except (OSError, UnicodeError) as problem:
        raise CredentialsError(text("files.share.file_unreadable", file=file, setting=FILE)) from problem
    pairs = (line.partition("=") for line in content.splitlines() if "=" in line)
    said = {name.strip().lower(): value.strip() for name, _, value in pairs}
    user, domain = said.get("username"), said.get("domain")
    if not user or not said.get("password"):
        raise CredentialsError(text("files.share.file_incomplete", file=file))
    return Credentials(f"{domain}\\{user}" if domain else user, said["password"])
