"""Ids of the new workbook: those of the source where they can be ours, else the table's letter and a number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from pipeline.adopt.workbook.trace import How
from schemas.fields import ACTIVITY_PATTERN
from schemas.spec import table
from schemas.vocabulary import compared_once

LETTERS = {"Risks": "R", "Indicators": "I", "Budget": "B", "ActionPlan": "M-"}


class Ids:
    """Gives each row an id that no other row of its table has; `taken` are those that are there, by table."""

    def __init__(self, taken: Iterable[tuple[str, str]] = ()) -> None:
        self._taken: dict[str, set[str]] = defaultdict(set)
        for name, id in taken:
            self._taken[name].add(compared_once(id))
        self._next: dict[str, int] = {}

    def give(self, name: str, source: str) -> tuple[str, How]:
        """The id for a row of table `name` whose id in the source is `source` ("" for none), and how it came about."""
        wanted = _code(source) if name == "Activities" else _id(name, source)
        taken = self._taken[name]
        if wanted and (key := compared_once(wanted)) not in taken:
            taken.add(key)
            return wanted, "copied" if wanted == source else "given"
        while True:
            number = self._next[name] = self._next.get(name, 0) + 1
            id = f"{LETTERS.get(name, '')}{number}"
            if (key := compared_once(id)) not in taken:
                taken.add(key)
                return id, "given"


def _id(name: str, source: str) -> str:
    """An id that the table takes: a bare number gets the table's letter."""
    bare = " ".join(source.split())
    if re.fullmatch(r"\d+(\.\d+)*", bare):
        bare = f"{LETTERS[name]}{bare}"
    pattern = _pattern(name)
    return bare if pattern and re.fullmatch(pattern, bare) else ""


@cache
def _pattern(name: str) -> str | None:
    return next(column.pattern for column in table(name).columns if column.is_key)


def _code(source: str) -> str:
    """A dotted code of an activity: 1.0 is 1, and so is A1 without its letter."""
    bare = source.strip().rstrip(".").removesuffix(".0")
    return bare if re.fullmatch(ACTIVITY_PATTERN, bare) else ""
