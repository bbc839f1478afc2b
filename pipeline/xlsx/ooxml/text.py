"""Text as a workbook stores it: XML escapes, Excel's own `_xHHHH_` escapes, and the limit of a cell."""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST = 32_767  # characters in a cell, counted as UTF-16 code units
CUT_MARK = " […]"

_ILL = re.compile("[\ud800-\udfff\ufffe\uffff]")  # cannot stand in a file at all
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
# What readers take for something else than it is, or may not find in a file; of markup only the end of raw text.
_ODD = re.compile("[&\x00-\x09\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x|]]>")
_PRINT = bytes([0x0A, *range(0x20, 0x7F)])
_UNSCREEN = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def _is_in_print(text: str) -> bool:
    """Whether every character can be printed, line breaks included: then none is a control, or half of one.

    Of letters of one byte those that can be are taken out: to ask each for itself takes four times as long.
    """
    if text.isascii():
        return not text.encode().translate(None, _PRINT)
    return text.replace("\n", " ").isprintable()


def storable(text: str) -> str:
    """What a cell can hold of a text: halves of characters replaced, what is too long cut with a visible mark."""
    if len(text) * 2 > LONGEST and _units(text) > LONGEST:
        kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (LONGEST - len(CUT_MARK))]
        text = kept.decode("utf-16-le", "ignore") + CUT_MARK
    return text if _is_in_print(text) else _ILL.sub("\ufffd", text)


def screened(text: str) -> str:
    """With control characters as `_x0007_`, and an underscore that would begin such an escape as `_x005F_`."""
    return _CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unscreened(text: str) -> str:
    """What `_x0007_` and the like stand for."""
    return _UNSCREEN.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def xml_text(text: str) -> str:
    """A storable text as the content of an element."""
    if not _is_in_print(text) or "_x" in text:
        text = screened(text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def is_plain(text: str) -> bool:
    """Whether a text, and every part of it, stands in an element just as it is, however long it may be."""
    if "\n" in text or "&" in text or "<" in text or ">" in text or "_x" in text:
        return False
    return _is_in_print(text)


def is_read_as_it_stands(text: str) -> bool:
    """Whether every reader takes texts in elements for just what they are; of printable ones it is soon told."""
    if _is_in_print(text):
        return not ("&" in text or "_x" in text or "]]>" in text)
    return _ODD.search(text) is None


def text_content(text: str) -> str:
    """Any text as the content of an element: what `xml_text` makes of what is storable of it."""
    return text if len(text) * 2 <= LONGEST and is_plain(text) else xml_text(storable(text))


def text_contents(texts: Collection[str]) -> Collection[str]:
    """The `text_content` of each text; that most are plain is seen of all of them at once."""
    if 2 * max(map(len, texts), default=0) <= LONGEST and is_plain(" ".join(texts)):
        return texts
    return [text_content(text) for text in texts]


def framed(contents: Collection[str], before: str, after: str) -> list[str]:
    """Contents of elements, of which none can hold the first of all characters, each between the same: all at once."""
    between = f"{after}\0{before}"
    return f"{before}{between.join(contents)}{after}".split("\0") if contents else []


def unescaped(xml: str) -> str:
    """The text that the content of an element (no elements inside) stands for, before Excel's own escapes."""
    if "\r" in xml:
        xml = xml.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_entity, xml) if "&" in xml else xml


def length(text: str) -> int:
    """How many characters Excel counts in an escaped text."""
    return _units(unscreened(text))


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _entity(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    return chr(int(match[1], 16) if match[1] else int(match[2]))
