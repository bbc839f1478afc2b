"""What commands print with `--json`: its version, and the JSON Schema that describes it (docs/json.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

# Counts up when a field goes, or means something else; a new field leaves it as it is.
VERSION = 1
SCHEMA = "json/output.schema.json"


def document(command: str, *, exit_code: int = 0, made: Iterable[Path] = (), **content: Any) -> dict[str, Any]:
    """What a command prints: its version and name, then `content`, the files that it made, and its exit code."""
    return {
        "version": VERSION, "command": command, **content, "files": [str(file) for file in made],
        "exit_code": exit_code,
    }  # fmt: skip


def json_text(content: Mapping[str, Any]) -> str:
    """The JSON text: UTF-8 letters as they are, two spaces of indent; a file's name may hold bytes that are no text."""
    return _laid_out(content, "\n").encode("utf-8", "replace").decode()


def _laid_out(value: object, line: str) -> str:
    """A value as `json.dumps` lays it out, in half the time; `line` is the line break and indent that it stands at."""
    if isinstance(value, str):
        return encode_basestring(value)
    inner = f"{line}  "
    if isinstance(value, Mapping):
        pieces = [f"{encode_basestring(str(name))}: {_laid_out(one, inner)}" for name, one in value.items()]
        opening, closing = "{", "}"
    elif isinstance(value, (list, tuple)):
        pieces, opening, closing = [_laid_out(one, inner) for one in value], "[", "]"
    else:
        return json.dumps(value)
    return f"{opening}{inner}{f',{inner}'.join(pieces)}{line}{closing}" if pieces else f"{opening}{closing}"


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of all that is printed, as it is shipped."""
    return files("schemas").joinpath(SCHEMA).read_text(encoding="utf-8")
