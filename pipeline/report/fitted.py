"""A page that stays small, however long the workbook: what does not fit is counted and leads to the workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.report.render import render

# A page that is longer than this (bytes) opens slowly on an old phone and cannot be sent by mail in many places.
LARGEST = 300_000
# No row takes less room than this: with more rows than so fit, the whole page is not even tried.
SMALLEST_ROW = 100
ALL = LARGEST  # more rows than any list of a page can have
FIRST, FEWEST = 200, 3  # so many rows of each list are tried first, and are shown whatever their length

_LINK = re.compile(r'<a href="?#([^">]*)"?>(.*?)</a>', re.DOTALL)
_ANCHOR = re.compile(r'\sid="?([^\s">]+)')

# The context with at most so many rows in each list, and how many rows there are in all (of which each takes at least
# the room that `fitted` is told).
Shorten = Callable[[Mapping[str, Any], int], tuple[dict[str, Any], int]]


def fitted(template: str, context: Mapping[str, Any], shorten: Shorten, smallest_row: int = SMALLEST_ROW) -> str:
    """The page, whole where it is not too long, else with as many rows of each list as find room."""
    whole, rows = shorten(context, ALL)
    most = FIRST
    if rows * smallest_row <= LARGEST:
        made = render(template, whole)
        if _size(made) <= LARGEST:
            return made
    made = render(template, shorten(context, most)[0])
    while _size(made) > LARGEST and most > FEWEST:
        most = max(FEWEST, min(most - 1, int(0.95 * most * LARGEST / _size(made))))
        made = render(template, shorten(context, most)[0])
    return _without_dead_links(made)


def _size(page: str) -> int:
    return len(page.encode("utf-8", "replace"))


def _without_dead_links(page: str) -> str:
    """Links to rows that are not shown are only their words."""
    there = set(_ANCHOR.findall(page))
    return _LINK.sub(lambda link: link[0] if link[1] in there else link[2], page)
