"""The words of the pages: schemas/wording/report.yaml, the one place a translator needs."""

from __future__ import annotations

from functools import cache
from typing import Any

from schemas.vocabulary import vocabulary
from schemas.yaml_file import package_data


@cache
def words() -> dict[str, Any]:
    """All words, by section."""
    data: dict[str, Any] = package_data("wording/report.yaml")
    return data


def filled(text: str, /, **values: object) -> str:
    """A text with its gaps filled. Raises KeyError for a missing value."""
    return text.format_map(values)


def label(code: str, name: str) -> str:
    """The label of a code of the vocabulary `name`; "" for no code."""
    return vocabulary(name).label(code) if code else ""
