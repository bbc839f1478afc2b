"""XML of any permitted kind as the rest of the program reads it: UTF-8, without CDATA sections."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from xml.parsers import expat

from schemas.wording.text import text

SHORT, KEPT = 1 << 12, 200  # bytes of a part, and parts: the tables of a workbook and the relations of its parts
_UTF8_MARK = b"\xef\xbb\xbf"
_USUAL = b'<?xml version="1.0" encoding="UTF-8"'  # so nearly all parts begin: no pattern is needed for them
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]+)["']""")
_DECLARATION = re.compile(r"""(<\?xml[^>]*?\sencoding\s*=\s*["'])[^"'>]+""")
# Every one of these holds ASCII as it is, so nothing hides from a search for bytes.
_SINGLE_BYTE = re.compile(r"iso8859-\d+|cp125\d|koi8-[ru]|mac-roman")
_CDATA, _COMMENT, _INSTRUCTION = b"<![CDATA[", b"<!--", b"<?"
_ENDS = {_CDATA: b"]]>", _COMMENT: b"-->", _INSTRUCTION: b"?>"}
_OPENING = re.compile(rb"<!\[CDATA\[|<!--|<\?")


class NotXmlError(ValueError):
    """The bytes are not well-formed XML, or declare a document type, which no spreadsheet program writes."""


def plain_elements(xml: bytes) -> Sequence[tuple[str, Mapping[str, str]]]:
    """The elements of a small part in order: name without prefix, and attributes. Raises NotXmlError.

    A short part is parsed once for those who look at it and those who read it.
    """
    return _known(xml) if len(xml) < SHORT else _elements(xml)


def _elements(xml: bytes) -> Sequence[tuple[str, Mapping[str, str]]]:
    found: list[tuple[str, Mapping[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(":")[2], attributes))
    parse(parser, xml)
    return tuple(found)


_known = lru_cache(KEPT)(_elements)


def parse(parser: expat.XMLParserType, xml: bytes) -> None:
    """Let a parser go through a whole part. Raises NotXmlError, for a document type too: entities hang on it."""

    def doctype(*_: object) -> None:
        raise NotXmlError(text("writer.file.declares_type"))

    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(as_utf8(xml), True)
    except (expat.ExpatError, LookupError) as fault:
        raise NotXmlError(str(fault)) from fault


def encoding_of(xml: bytes) -> str:
    """The encoding of a part, in Python's name for it; "" if it is none that a workbook may have."""
    if xml.startswith(_USUAL):
        return "utf-8"
    if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in xml[:4]:
        return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(xml[:2], "")
    declared = _DECLARED.match(xml.removeprefix(_UTF8_MARK))
    if declared is None or xml.startswith(_UTF8_MARK):
        return "utf-8"
    try:
        name = codecs.lookup(declared[1].decode("ascii", "replace")).name
    except LookupError:
        return ""
    if name in ("utf-8", "ascii"):
        return "utf-8"
    return name if _SINGLE_BYTE.fullmatch(name) else ""


def as_utf8(xml: bytes) -> bytes:
    """The same part in UTF-8; the very same bytes if that is what it is, or if it cannot be told what it is."""
    if xml.startswith(_USUAL):
        return xml
    encoding = encoding_of(xml)
    declared = _DECLARED.match(xml) if encoding == "utf-8" else None
    if encoding == "" or (encoding == "utf-8" and (declared is None or declared[1].lower() in (b"utf-8", b"us-ascii"))):
        return xml
    try:
        text = xml.decode(encoding)
    except UnicodeDecodeError:
        return xml
    return _DECLARATION.sub(r"\1UTF-8", text.removeprefix("\ufeff"), count=1).encode("utf-8", "surrogatepass")


def plain_xml(content: bytes) -> bytes:
    """A part as we read it: UTF-8, CDATA as escaped text. What needs no change, or is no XML, comes back as it is."""
    if content[:1] not in (b"<", b"\0", b"\xef", b"\xff", b"\xfe", b" ", b"\r", b"\n", b"\t"):
        return content
    xml = as_utf8(content)
    if not xml.removeprefix(_UTF8_MARK).lstrip().startswith(b"<"):
        return content
    return _replaced(xml, keeping=(_COMMENT, _INSTRUCTION)) if holds(xml, _CDATA) else xml


def holds(xml: bytes, mark: bytes) -> bool:
    """Whether a mark such as `<!--` stands behind the first byte; what usually begins a part does not count.

    Its second byte alone is looked for, at the speed of memory: few parts hold many of them.
    """
    rare = mark[1:2]
    at = xml.find(rare, 2)
    while at > 0:
        if xml.startswith(mark, at - 1):
            return True
        at = xml.find(rare, at + 1)
    return False


def without_comments(xml: bytes) -> bytes:
    """XML without comments, processing instructions and CDATA sections, whose text stays."""
    return _replaced(xml, keeping=()) if holds(xml, b"<!") or holds(xml, _INSTRUCTION) else xml


def _replaced(xml: bytes, keeping: tuple[bytes, ...]) -> bytes:
    out: list[bytes] = []
    at = 0
    while opening := _OPENING.search(xml, at):
        mark = opening[0]
        end = xml.find(_ENDS[mark], opening.end())
        if end < 0:
            break  # not well-formed: whoever parses it says so
        stop = end + len(_ENDS[mark])
        out.append(xml[at : opening.start()])
        if mark == _CDATA:
            out.append(_escaped(xml[opening.end() : end]))
        elif mark in keeping:
            out.append(xml[opening.start() : stop])
        at = stop
    return b"".join([*out, xml[at:]])


def _escaped(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


class RawSheet:
    """A sheet's part as `xml` in UTF-8, among whose rows, from `start` to `end`, something rare is looked for.

    `was_utf8` says whether the part is so itself.

    The rows of a long sheet are nearly all alike but for numbers. Without digits, and each of them once, a few dozen
    are left, in which any number of patterns is looked for at no cost.
    """

    def __init__(self, part: bytes) -> None:
        self.xml = xml = as_utf8(part)
        self.was_utf8 = xml is part
        self.start, self.end = xml.find(b"sheetData"), xml.rfind(b"sheetData")

    @property
    def has_rows(self) -> bool:
        """Whether there is any room for rows."""
        return self.start < self.end

    def rows_hold(self, pattern: re.Pattern[bytes]) -> bool:
        """Whether a pattern is found among the rows: one that is found still where digits are left out."""
        return pattern.search(self._unlike) is not None and pattern.search(self.xml, self.start, self.end) is not None

    @cached_property
    def _unlike(self) -> bytes:
        """The rows without digits, those alike once."""
        first, *rows = self.xml.translate(None, b"0123456789").split(b"row>")
        last = rows.pop() if rows else b""
        first, last = first[first.find(b"sheetData") :], last[: last.rfind(b"sheetData") + 1]
        return b"row>".join({first, *rows, last})
