"""What commands print with `--json`: its version, and the JSON Schema that describes it (docs/json.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

# Counts up when a field goes, or means something else; a new field leaves it as it is.
VERSION = 1
_plain = json.JSONEncoder(ensure_ascii=False).encode
SCHEMA = "json/output.schema.json"


def document(command: str, *, exit_code: int = 0, made: Iterable[Path] = (), **content: Any) -> dict[str, Any]:
    """What a command prints: its version and name, then `content`, the files that it made, and its exit code."""
    return {
        "version": VERSION, "command": command, **content, "files": [str(file) for file in made],
        "exit_code": exit_code,
    }  # fmt: skip


def json_text(content: Mapping[str, Any]) -> str:
    """The JSON text: UTF-8 letters as they are, two spaces of indent; a file's name may hold bytes that are no text."""
    return _indented(content, "\n").encode("utf-8", "replace").decode()


def _indented(value: Any, margin: str) -> str:
    """As json.dumps with an indent of two, which goes through every value as a generator: four times as slow."""
    inner = f"{margin}  "
    if isinstance(value, Mapping) and value:
        items = (f"{_plain(str(key))}: {_indented(item, inner)}" for key, item in value.items())
        return f"{{{inner}{f',{inner}'.join(items)}{margin}}}"
    if isinstance(value, (list, tuple)) and value:
        return f"[{inner}{f',{inner}'.join(_indented(item, inner) for item in value)}{margin}]"
    return _plain(value)


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of all that is printed, as it is shipped."""
    return files("schemas").joinpath(SCHEMA).read_text(encoding="utf-8")
