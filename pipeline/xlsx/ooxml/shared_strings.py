"""The shared strings of a workbook, looked up one by one: most are never needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise

from pipeline.xlsx.ooxml.plain_xml import without_comments
from pipeline.xlsx.ooxml.text import unescaped, unscreened

_ITEM = re.compile(r"<(?:[\w.-]+:)?si(?=[\s/>])")
_ITEM_END = re.compile(r"</(?:[\w.-]+:)?si\s*>")
_PHONETIC = re.compile(
    r"<(?P<tag>(?:[\w.-]+:)?rPh)(?:\s[^<>]*)?(?<!/)>(?:(?!<(?:[\w.-]+:)?rPh[\s>]).)*?</(?P=tag)\s*>", re.DOTALL
)
_TEXT = re.compile(r"<(?P<tag>(?:[\w.-]+:)?t)(?:\s[^<>]*)?(?<!/)>(?P<text>[^<]*)</(?P=tag)\s*>")

# An item that needs no decoding, as most do not.
_SIMPLE = re.compile(r"<t>([^<&\r_]*)</t></si>")


def text_within(xml: str) -> str:
    """The text of a string item or inline string: its runs joined, reading aids left out."""
    if "rPh" in xml:
        xml = _PHONETIC.sub("", xml)
    return unscreened("".join(unescaped(match["text"]) for match in _TEXT.finditer(xml)))


class SharedStrings:
    """The workbook's shared strings; `read` gives the bytes of their part, none if it has none."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read

    @cached_property
    def _xml(self) -> str:
        return without_comments(self._read()).decode("utf-8", "replace")

    @cached_property
    def _items(self) -> list[str]:
        """The XML of each string; of the plain kind without its first tag, which is many times faster to find."""
        plain_items = self._xml.split("<si>")
        if len(plain_items) > 1 and self._xml.count("<si") == len(plain_items) - 1:
            return plain_items[1:]
        starts = [match.start() for match in _ITEM.finditer(self._xml)] + [len(self._xml)]
        return [self._xml[start:end] for start, end in pairwise(starts)]

    @cached_property
    def _count(self) -> int:
        """How many there are; to take them apart for that would cost more than all else that is asked of most."""
        plain_items = self._xml.count("<si>")
        return plain_items if plain_items and plain_items == self._xml.count("<si") else len(self._items)

    def __len__(self) -> int:
        return self._count

    def rich(self) -> Iterator[tuple[int, str]]:
        """The strings that have runs of their own look: index, and the whole item as XML."""
        for index, item in enumerate(self._items if "rPr" in self._xml else ()):
            end = _ITEM_END.search(item) if "rPr" in item else None
            if end:
                whole = item[: end.end()]
                yield index, whole if _ITEM.match(whole) else f"<si>{whole}"

    def lengths(self, measure: Callable[[str], int]) -> list[int]:
        """The length of every string, by the given measure."""
        return [measure(text_within(item)) for item in self._items]

    def text(self, index: str) -> str | None:
        """The text that a cell's `<v>` names; None if there is none such."""
        try:
            item = self._items[int(index)]
        except (ValueError, IndexError):
            return None
        simple = _SIMPLE.match(item)
        return simple[1] if simple else text_within(item)
