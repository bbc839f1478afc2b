"""The words of the pages: schemas/wording/en/report.yaml, the one place a translator needs."""

from __future__ import annotations

from schemas.vocabulary import vocabulary


def filled(text: str, /, **values: object) -> str:
    """A text with its gaps filled. Raises KeyError for a missing value."""
    return text.format_map(values)


def label(code: str, name: str) -> str:
    """The label of a code of the vocabulary `name`; "" for no code."""
    return vocabulary(name).label(code) if code else ""
