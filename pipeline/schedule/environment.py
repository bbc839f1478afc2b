"""What a scheduled run needs from the environment; secrets stay in a file that only their owner can read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.printable import has_password
from pipeline.schedule.words import ScheduleError
from schemas.yaml_file import DataError

PREFIX = "CONCORD_"
SECRETS = "schedule.secrets"
_SECRET_NAME = re.compile(r"PASS|SECRET|TOKEN|WEBHOOK|KEY|SIGNATURE")
# These name a file, which may hold secrets and is none.
_FILES = ("_FILE", "_CREDENTIALS")


def handed_on(environment: Mapping[str, str], state: Path | None) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """The variables that a job takes along, and the names of those that hold a secret and are left out.

    `state`: the folder for state, named in any case so that the run and `concord status` mean the same one.
    """
    ours = {name: value for name, value in environment.items() if name.startswith(PREFIX) and value}
    secrets = sorted(name for name, value in ours.items() if is_secret(name, value))
    kept = {
        name: os.path.abspath(value) if name.endswith(_FILES) else value  # noqa: PTH100 (as text)
        for name, value in ours.items()
        if name not in secrets
    }
    if state is not None:
        kept["CONCORD_STATE"] = str(state)
    return tuple(sorted(kept.items())), secrets


def is_secret(name: str, value: str) -> bool:
    """Whether a variable holds what nobody else may read: by its name, or a password or a key in an address."""
    if name.endswith(_FILES):
        return False
    return bool(_SECRET_NAME.search(name)) or has_password(value) or value.lower().startswith(("http://", "https://"))


def from_file(file: Path) -> Mapping[str, str]:
    """The variables in the file of secrets; nothing where there is no file. Raises ScheduleError as it must not be."""
    from pipeline.notify.secret import read_secrets

    try:
        return read_secrets(file)
    except DataError as problem:
        raise ScheduleError(str(problem)) from None


@contextmanager
def with_secrets(state: Path) -> Iterator[Mapping[str, str]]:
    """The environment as a scheduled run will have it, for as long as something is tried out in it."""
    before = dict(os.environ)
    os.environ.update({name: value for name, value in from_file(state / SECRETS).items() if name not in before})
    try:
        yield os.environ
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]


def lacks(file: Path, names: Sequence[str]) -> list[str]:
    """The names for which the file of secrets has nothing. Raises ScheduleError as `from_file` does."""
    there = from_file(file) if names else {}
    return [name for name in names if not there.get(name)]
