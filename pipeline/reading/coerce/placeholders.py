"""What people type where they do not know yet: `TBD`, `-`, `n/a`, in every shipped language."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from pipeline.reading.coerce.beginnings import LETTERS, beginning_so
from schemas.vocabulary import normal
from schemas.yaml_file import package_data

_MARKS = re.compile(r"[\W_]+")
_ONLY_MARKS = re.compile(r"^[\s\-–—−‐‑_.…?؟¿/\\|*·•:;,،#~()\[\]<>]+$")
# No placeholder is longer, and none has a number: nothing more is asked of most texts.
_LONGEST = 48
_NUMBER = re.compile(r"\d")


def placeholders_among(texts: Collection[str]) -> set[str]:
    """The texts of a column that are placeholders."""
    return set(filter(is_placeholder, beginning_so(texts, _may_begin)))


def is_placeholder(text: str) -> bool:
    """Whether `text` only holds the place of what is not known yet."""
    if len(text) > _LONGEST or _NUMBER.search(text):
        return False
    return bool(_ONLY_MARKS.match(text)) or _bare(text) in _placeholders()


def _may_begin(start: str) -> bool:
    return _bare(start)[:LETTERS] in _beginnings()


def _bare(text: str) -> str:
    """A text without what makes no difference: case, accents, marks and spaces."""
    return _MARKS.sub("", normal(text))


@cache
def _placeholders() -> frozenset[str]:
    words: dict[str, list[str]] = package_data("placeholders.yaml")["placeholders"]
    return frozenset(_bare(word) for of_language in words.values() for word in of_language)


@cache
def _beginnings() -> frozenset[str]:
    """What a placeholder may begin with, nothing but marks included."""
    return frozenset(word[:count] for word in _placeholders() for count in range(LETTERS + 1))
