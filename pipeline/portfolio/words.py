"""The words of the portfolio: schemas/wording/portfolio.yaml."""

from __future__ import annotations

from functools import cache
from typing import Any

from schemas.yaml_file import package_data


@cache
def words() -> dict[str, Any]:
    """All words, by section."""
    data: dict[str, Any] = package_data("wording/portfolio.yaml")
    return data


def several(forms: dict[str, str], count: int, /, **values: object) -> str:
    """The form for so many, filled in. Raises KeyError for a missing value."""
    return forms["one" if count == 1 else "several"].format_map({"count": f"{count:,}", **values})
