"""What decides a result besides the workbook and the day: the program itself and how it was asked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import import_module, metadata
from pathlib import Path

from pipeline.run.batch.options import Options

_PARTS = ("pipeline", "schemas")
_ENDINGS = (".py", ".yaml", ".j2")
# What a value, a finding, a formula or a page may come out of otherwise.
_PACKAGES = ("pandas", "pandera", "python-calamine", "rapidfuzz", "Babel", "openpyxl", "Jinja2")


def method(options: Options) -> str:
    """A digest that changes whenever an unchanged workbook might come out differently on the same day."""
    asked = {"strict": options.strict, "beside": options.beside, "thresholds": dict(options.thresholds)}
    return sha256(f"{program()} {json.dumps(asked, sort_keys=True)}".encode()).hexdigest()


def told(options: Options) -> str:
    """The same of what is told of it, too."""
    return sha256(f"{method(options)} {options.language}".encode()).hexdigest()


@cache
def program() -> str:
    """A digest of our own files and of the versions of libraries: a version number of ours alone is forgotten."""
    digest = sha256()
    for name in _PARTS:
        (root,) = import_module(name).__path__
        for file in sorted(_files(root)):
            digest.update(f"{file.removeprefix(root)}\0".encode())
            digest.update(Path(file).read_bytes())
    for name in _PACKAGES:
        digest.update(f"{name} {metadata.version(name)}\0".encode())
    return digest.hexdigest()


def _files(root: str) -> Iterator[str]:
    """Our own files, as texts: a Path for each thing in the folders takes longer than to read what is ours."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{folder}{os.sep}{name}" for name in names if name.endswith(_ENDINGS))
