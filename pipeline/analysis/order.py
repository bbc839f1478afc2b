"""The order of ids as people count: R2 before R10."""

from __future__ import annotations

import re
from functools import lru_cache

from schemas.vocabulary import KEPT

_NUMBER = re.compile(r"(\d+)")
LONGEST = 300  # digits that are a number: texts in cells may have thousands


@lru_cache(KEPT)
def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts R2 before R10 and 1.2 before 1.10; texts that differ in case alone keep one order."""
    keys = [
        (0, int(part), "") if part.isdecimal() and len(part) <= LONGEST else (1, 0, part.casefold())
        for part in _NUMBER.split(text)
        if part
    ]
    return (*keys, (-1, 0, text))
