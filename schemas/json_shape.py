"""What commands print with `--json`: its version, and the JSON Schema that describes it (docs/json.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
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
    return json.dumps(content, indent=2, ensure_ascii=False, default=dict).encode("utf-8", "replace").decode()


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of all that is printed, as it is shipped."""
    return files("schemas").joinpath(SCHEMA).read_text(encoding="utf-8")
