"""The words of the portfolio: schemas/wording/portfolio.yaml."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline.disclosure.audience import OUTSIDE, PARTIES
from schemas.yaml_file import package_data


@cache
def words() -> dict[str, Any]:
    """All words, by section."""
    data: dict[str, Any] = package_data("wording/portfolio.yaml")
    return data


def edition_words(audience: str) -> dict[str, Any]:
    """What a portfolio for this audience says of itself: for whom it is, its note, how to read it."""
    kind = audience if audience in (PARTIES, OUTSIDE) else "partner"
    found: dict[str, Any] = words()["editions"][kind]
    return {name: text.format(partner=audience) if isinstance(text, str) else text for name, text in found.items()}


def several(forms: dict[str, str], count: int, /, **values: object) -> str:
    """The form for so many, filled in. Raises KeyError for a missing value."""
    return forms["one" if count == 1 else "several"].format_map({"count": f"{count:,}", **values})
