"""The words of the pages: texts with gaps, and labels."""

from __future__ import annotations

from markupsafe import Markup

from schemas.vocabulary import vocabulary
from schemas.wording.direction import set_apart


def filled(text: str, /, **values: object) -> str:
    """A text with its gaps filled, each set apart where it runs the other way. Raises KeyError for a missing value."""
    apart = {name: value if isinstance(value, Markup) else set_apart(value) for name, value in values.items()}
    if any(isinstance(value, Markup) for value in apart.values()):
        return Markup.escape(text).format(**apart)
    return text.format_map(apart)


def label(code: str, name: str) -> str:
    """The label of a code of the vocabulary `name`; "" for no code."""
    return vocabulary(name).label(code) if code else ""
