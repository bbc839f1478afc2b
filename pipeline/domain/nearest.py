"""What somebody probably meant by an id or code that nothing has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from schemas.vocabulary import compared

_NUMBER = re.compile(r"0*(\d+)")
_MARKS = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")  # but a dot between numbers makes a code: 1.1 is not 11
LONG_ENOUGH = 4
ALIKE = 0.75


def nearest(text: str, known: Iterable[str]) -> str:
    """The one of `known` that `text` probably means, "" where none is near.

    The same letters and numbers are near, whatever stands between them: R-03 means R3. Beyond that, only
    texts of four letters or more are: R4 is no slip of R5.
    """
    spelled = {_bare(each): each for each in sorted(known, reverse=True)}
    bare = _bare(text)
    if bare in spelled:
        return spelled[bare]
    close = get_close_matches(bare, spelled, n=1, cutoff=ALIKE) if len(bare) >= LONG_ENOUGH else []
    same_numbers = [each for each in close if _NUMBER.findall(each) == _NUMBER.findall(bare)]
    return spelled[same_numbers[0]] if same_numbers else ""


@cache
def _bare(text: str) -> str:
    return _MARKS.sub("", _NUMBER.sub(r"\1", compared(text)))
