"""The shared strings of a workbook, looked up one by one: most are never needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import pairwise

from pipeline.package.parts import Package
from pipeline.package.text import plain, unscreened

_ITEM = re.compile(r"<(?:[\w.-]+:)?si(?=[\s/>])")
_PHONETIC = re.compile(r"<(?P<tag>(?:[\w.-]+:)?rPh)(?=[\s>]).*?</(?P=tag)\s*>", re.DOTALL)
_TEXT = re.compile(r"<(?P<tag>(?:[\w.-]+:)?t)(?:\s[^>]*)?(?<!/)>(?P<text>[^<]*)</(?P=tag)\s*>")


def text_within(xml: str) -> str:
    """The text of a string item or inline string: its runs joined, reading aids left out."""
    if "rPh" in xml:
        xml = _PHONETIC.sub("", xml)
    return unscreened("".join(plain(match["text"]) for match in _TEXT.finditer(xml)))


class SharedStrings:
    """The workbook's shared strings; empty if it has none."""

    def __init__(self, package: Package, parts: Iterable[str]) -> None:
        self._package = package
        self._part = next(iter(parts), None)

    @cached_property
    def _xml(self) -> str:
        return self._package.read(self._part).decode("utf-8", "replace") if self._part else ""

    @cached_property
    def _starts(self) -> list[int]:
        return [match.start() for match in _ITEM.finditer(self._xml)] + [len(self._xml)]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def lengths(self, measure: Callable[[str], int]) -> list[int]:
        """The length of every string, by the given measure."""
        return [measure(text_within(self._xml[start:end])) for start, end in pairwise(self._starts)]

    def text(self, index: str) -> str | None:
        """The text that a cell's `<v>` names; None if there is none such."""
        if not index.strip().isdigit() or int(index) >= len(self):
            return None
        return text_within(self._xml[self._starts[int(index)] : self._starts[int(index) + 1]])
