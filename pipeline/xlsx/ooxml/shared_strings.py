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
        self._texts: dict[str, str | None] = {}

    def _xml(self) -> str:
        """The part, read anew each time: beside what is made of it nobody need keep it."""
        return without_comments(self._read()).decode("utf-8", "replace")

    @cached_property
    def _items(self) -> list[str]:
        """The XML of each string; of the plain kind without its first tag, which is many times faster to find."""
        xml = self._xml()
        plain_items = xml.split("<si>")
        if len(plain_items) > 1 and xml.count("<si") == len(plain_items) - 1:
            return plain_items[1:]
        starts = [match.start() for match in _ITEM.finditer(xml)] + [len(xml)]
        return [xml[start:end] for start, end in pairwise(starts)]

    @cached_property
    def _seen(self) -> tuple[int, bool]:
        """How many there are, and whether any has runs; to take them apart for that would cost more than all else."""
        xml = self._xml()
        plain_items = xml.count("<si>")
        is_plain = plain_items and plain_items == xml.count("<si")
        return plain_items if is_plain else len(self._items), "rPr" in xml

    def __len__(self) -> int:
        return self._seen[0]

    def rich(self) -> Iterator[tuple[int, str]]:
        """The strings that have runs of their own look: index, and the whole item as XML."""
        for index, item in enumerate(self._items if self._seen[1] else ()):
            end = _ITEM_END.search(item) if "rPr" in item else None
            if end:
                whole = item[: end.end()]
                yield index, whole if _ITEM.match(whole) else f"<si>{whole}"

    def lengths(self, measure: Callable[[str], int]) -> list[int]:
        """The length of every string, by the given measure."""
        return [measure(text_within(item)) for item in self._items]

    def text(self, index: str) -> str | None:
        """The text that a cell's `<v>` names; None if there is none such."""
        if index not in self._texts:
            self._texts[index] = self._found(index)
        return self._texts[index]

    def let_go(self) -> None:
        """Keep the texts that were asked for and no others, which are thousands: they are found anew when asked for."""
        vars(self).pop("_items", None)

    def _found(self, index: str) -> str | None:
        try:
            item = self._items[int(index)]
        except (ValueError, IndexError):
            return None
        simple = _SIMPLE.match(item)
        return simple[1] if simple else text_within(item)
