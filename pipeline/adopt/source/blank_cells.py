"""Cells far away that hold nothing that people see: a lone space, or a formula that gives an empty text.

The look before reading refuses a sheet that reaches so far for them; without them the file is read as any other.
"""

from __future__ import annotations

import html
import io
import re
import zipfile

_TEXTS = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL = re.compile(rb"<((?:\w+:)?)c\s([^<>]*[^<>/])>((?:(?!</\1c[\s>]).)*)</\1c\s*>", re.DOTALL)
_ITEM = re.compile(rb"<(?:\w+:)?si(?:\s[^<>]*?)?(?:/>|>(.*?)</(?:\w+:)?si\s*>)", re.DOTALL)
_READING_HELP = re.compile(rb"<(?:\w+:)?rPh[\s>].*?</(?:\w+:)?rPh\s*>", re.DOTALL)
_TAG, _VALUE = re.compile(rb"<[^<>]*>"), re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>(.*?)</(?:\w+:)?v\s*>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*?)?(?:/>|>.*?</(?:\w+:)?f\s*>)", re.DOTALL)
_KIND = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")


def without_blank_cells(data: bytes) -> bytes:
    """The package `data` without the cells of its sheets in which nothing is seen; as it is where there are none."""
    stream, is_changed = io.BytesIO(), False
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as smaller:
        blank = _blank_texts(package.read(_TEXTS)) if _TEXTS in package.namelist() else frozenset()
        for entry in package.infolist():
            part = package.read(entry)
            if _SHEET.fullmatch(entry.filename):
                cleaned = _CELL.sub(lambda match: b"" if _is_blank(match, blank) else match[0], part)
                is_changed, part = is_changed or cleaned != part, cleaned
            smaller.writestr(entry.filename, part)
    return stream.getvalue() if is_changed else data


def _blank_texts(part: bytes) -> frozenset[bytes]:
    """The numbers of the shared texts that show nothing."""
    items = (match[1] or b"" for match in _ITEM.finditer(part))
    return frozenset(str(at).encode() for at, item in enumerate(items) if _shows_nothing(_READING_HELP.sub(b"", item)))


def _is_blank(match: re.Match[bytes], blank: frozenset[bytes]) -> bool:
    kind, value = _KIND.search(match[2]), _VALUE.search(match[3])
    if kind and kind[1] == b"s":
        return value is not None and value[1].strip() in blank
    if kind and kind[1] == b"str":
        return value is not None and _shows_nothing(value[1])
    return _shows_nothing(_FORMULA.sub(b"", match[3])) and b"<f" not in match[3] and b":f" not in match[3]


def _shows_nothing(item: bytes) -> bool:
    text = html.unescape(_TAG.sub(b"", item).decode("utf-8", "replace"))
    return not text.strip().strip("\u200b\ufeff\xa0")
