"""What decides a result besides the workbook and the day: the program itself and how it was asked."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib import import_module, metadata
from pathlib import Path

from pipeline.run.batch.options import Options

_PARTS = ("pipeline", "schemas")
_ENDINGS = frozenset({".py", ".yaml", ".j2"})
_PACKAGES = ("pandas", "pandera", "python-calamine")


def method(options: Options) -> str:
    """A digest that changes whenever an unchanged workbook might come out differently on the same day."""
    asked = {"strict": options.strict, "beside": options.beside, "thresholds": dict(options.thresholds)}
    return sha256(f"{program()} {json.dumps(asked, sort_keys=True)}".encode()).hexdigest()


def told(options: Options) -> str:
    """The same of what is told of it, too."""
    return sha256(f"{method(options)} {options.language}".encode()).hexdigest()


@cache
def program() -> str:
    """A digest of our own files and of the versions of what reads workbooks: a version number alone is forgotten."""
    digest = sha256()
    for name in _PARTS:
        (root,) = import_module(name).__path__
        for path in sorted(Path(root).rglob("*")):
            if path.suffix in _ENDINGS:
                digest.update(f"{path.relative_to(root)}\0".encode())
                digest.update(path.read_bytes())
    for name in _PACKAGES:
        digest.update(f"{name} {metadata.version(name)}\0".encode())
    return digest.hexdigest()
