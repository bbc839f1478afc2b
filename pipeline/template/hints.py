"""The short help that appears when a cell is chosen."""

from __future__ import annotations

from pipeline.template.layout import Placed
from schemas.spec import Column

TITLE_LIMIT, TEXT_LIMIT = 32, 255
LIST_ADVICE = "Separate several by commas."


def shortened(text: str, limit: int) -> str:
    """`text` within `limit` UTF-16 units, cut at a word where it is too long."""
    if _units(text) <= limit:
        return text
    while _units(text) > limit - 1:
        text = text[:-1]
    return (text[: text.rfind(" ")] if " " in text else text) + "…"


def hint_title(placed: Placed) -> str:
    """The hint's heading: the column's header."""
    return shortened(placed.header, TITLE_LIMIT)


def hint_text(column: Column) -> str:
    """What the column asks for, with the meaning of its words as far as they fit."""
    text = column.description
    if column.is_list and "comma" not in text and column.owner == "people":
        text = f"{text} {LIST_ADVICE}"
    if column.required and column.owner == "people":
        text = f"{text} Please fill it in."
    return shortened(_with_meanings(text, column), TEXT_LIMIT)


def _with_meanings(text: str, column: Column) -> str:
    # All the meanings or none: half a list reads as if the rest were not allowed.
    words = column.vocabulary
    if words is None or column.words == "role":
        return text
    lines = [f"{word.label}: {word.means}" if word.means else word.label for word in words]
    full = "\n".join([text, *lines])
    return full if _units(full) <= TEXT_LIMIT else text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
