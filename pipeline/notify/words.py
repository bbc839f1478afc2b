"""The words of messages, from `schemas/wording/notify.yaml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from schemas.yaml_file import package_data


@cache
def words() -> dict[str, Any]:
    """All words, by section."""
    data: dict[str, Any] = package_data("wording/notify.yaml")
    return data


def numbered(entry: dict[str, str], count: int) -> str:
    """A number with its noun, from an entry with `one` and `several`."""
    return entry["one"] if count == 1 else entry["several"].format(count=f"{count:,}")
