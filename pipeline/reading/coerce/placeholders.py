"""What people type where they do not know yet: `TBD`, `-`, `n/a`, in every shipped language."""

from __future__ import annotations

import re
from functools import cache

from schemas.vocabulary import normal
from schemas.yaml_file import package_data

_MARKS = re.compile(r"[\W_]+")
_ONLY_MARKS = re.compile(r"^[\s\-–—−‐‑_.…?؟¿/\\|*·•:;,،#~()\[\]<>]+$")
# No placeholder is longer, and most texts are: nothing more is asked of those.
_LONGEST = 48


def is_placeholder(text: str) -> bool:
    """Whether `text` only holds the place of what is not known yet."""
    if len(text) > _LONGEST:
        return False
    return bool(_ONLY_MARKS.match(text)) or _bare(text) in _placeholders()


def _bare(text: str) -> str:
    """A text without what makes no difference: case, accents, marks and spaces."""
    return _MARKS.sub("", normal(text))


@cache
def _placeholders() -> frozenset[str]:
    words: dict[str, list[str]] = package_data("placeholders.yaml")["placeholders"]
    return frozenset(_bare(word) for of_language in words.values() for word in of_language)
