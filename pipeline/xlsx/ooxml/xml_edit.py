"""XML edited in place: where every element stands, so that a few bytes change and the rest is not touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from weakref import ref
from xml.parsers import expat

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.text import unescaped
from schemas.wording.text import text

SHORT, KEPT = 1 << 15, 100  # bytes of a part, and parts: the tables of a workbook and what leads to them
# In well-formed XML these are all the places where `<` may stand; only of start tags there are groups.
_MARKUP = re.compile(
    rb"""<(?:([^\s/>!?]++)(?:\s++[^\s=/>]++\s*+=\s*+(?:"[^"]*+"|'[^']*+'))*+\s*+(/?)>"""
    rb"""|/[^>]*+>|!--.*?-->|\?.*?\?>|!\[CDATA\[.*?\]\]>)""",
    re.DOTALL,
)
_GIVEN = re.compile(r"""([^\s=]++)\s*+=\s*+("[^"]*+"|'[^']*+')""")
_TO_ESCAPE = re.compile('[&<>"\t\n\r]')
_BLANK = re.compile(r"\r\n|[\r\n\t]")
_ATTRIBUTE = re.compile(rb"""(?<!\s)(\s++)([^\s=]++)(\s*+=\s*+)("[^"]*"|'[^']*')""")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']""")


@dataclass(slots=True, weakref_slot=True)
class Span:
    """An element: its local `name`, its `tag` with the prefix, and where in the bytes it stands.

    `start` to `inner` is the start tag, `close` to `end` the end tag (empty for `<a/>`).
    It does not keep the element around it: in a circle all would stay until a collection, which a run puts off.
    """

    name: str
    tag: str
    depth: int
    around: Callable[[], Span | None]
    start: int
    inner: int
    close: int
    end: int
    _xml: bytes = field(repr=False, compare=False)
    children: Sequence[Span] = ()
    _given: dict[str, str] | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes as a parser gives them; taken out of the tag when first asked for, as few are."""
        if self._given is None:
            self._given = self.attributes_once()
        return self._given

    def attributes_once(self) -> dict[str, str]:
        """As `attributes`, and not kept: for whoever asks each of thousands."""
        return _attributes(self._written.decode("utf-8"))

    def may_have(self, name: bytes) -> bool:
        """Whether it can have an attribute of which that is part of the name: told without taking them out."""
        return self._xml.find(name, self.start, self.inner) >= 0

    @property
    def _written(self) -> bytes:
        return self._xml[self.start + 1 + len(self.tag.encode()) : self.inner]

    @property
    def parent(self) -> Span | None:
        """The element around it, None for the root; there as long as somebody has the list that both are in."""
        return self.around()

    def child(self, name: str) -> Span | None:
        """The first child of that local name."""
        return next((span for span in self.children if span.name == name), None)

    @property
    def is_open(self) -> bool:
        """Whether it has an end tag of its own."""
        return self.close != self.end


def is_utf8(xml: bytes) -> bool:
    """Whether the part is encoded as UTF-8 (ASCII included), with or without a byte order mark."""
    declared = _DECLARED.match(xml.removeprefix(b"\xef\xbb\xbf"))
    return (
        not xml.startswith((b"\xff\xfe", b"\xfe\xff"))
        and b"\0" not in xml[:4]
        and (declared is None or declared[1].lower() in (b"utf-8", b"us-ascii", b"ascii"))
    )


def spans(xml: bytes, part: str) -> list[Span]:
    """Every element of the part in document order, the root first.

    A short part is parsed once although it is opened several times: as it was read, written and looked at once more.
    Raises WriteError if the part is not UTF-8, has a document type, or is not well-formed.
    """
    return list(_known(xml, part)) if len(xml) < SHORT else _parsed(xml, part)


def _parsed(xml: bytes, part: str) -> list[Span]:
    if not is_utf8(xml):
        raise WriteError(text("writer.file.part_encoding", part=part))
    _refuse_ill_formed(xml, part)
    found: list[Span] = []
    names: dict[bytes, tuple[str, str]] = {}  # of thousands of links all have the same two
    parent: Span | None = None
    around: Callable[[], Span | None] = _nothing
    here: list[Span] = []
    siblings = [here]  # of the elements that are open, the innermost last
    for match in _MARKUP.finditer(xml):
        name, slash = match.groups()
        if name is not None:
            if name not in names:
                tag = name.decode("utf-8")
                names[name] = tag.rpartition(":")[2], tag
            local, tag = names[name]
            at, inner = match.span()
            span = Span(local, tag, len(siblings) - 1, around, at, inner, inner, inner, xml)
            found.append(span)
            here.append(span)
            if not slash:
                parent, around = span, ref(span)
                span.children = here = []
                siblings.append(here)
        elif parent and xml.startswith(b"</", match.start()):
            parent.close, parent.end = match.span()
            around = parent.around
            parent = around()
            siblings.pop()
            here = siblings[-1]
    return found


_known = lru_cache(KEPT)(_parsed)


def _nothing() -> None:
    """What is around the root."""


def _refuse_ill_formed(xml: bytes, part: str) -> None:
    """Let a parser go through the part, so that patterns find in it just what a parser would."""
    parser = expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise WriteError(text("writer.file.document_type", part=part))

    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as fault:
        raise WriteError(text("writer.file.part_damaged", part=part, fault=fault)) from fault


def _attributes(written: str) -> dict[str, str]:
    """The attributes of a start tag as a parser gives them: every blank a space, then entities as what they mean."""
    found = {name: quoted[1:-1] for name, quoted in _GIVEN.findall(written)}
    if "&" not in written and written.isprintable():
        return found
    return {name: unescaped(_BLANK.sub(" ", value)) for name, value in found.items()}


def splice(xml: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The bytes with each (start, end) replaced, in any order. Raises ValueError if two edits overlap."""
    out: list[bytes] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < at:
            raise ValueError(f"two edits of the same bytes at {start}")
        out += (xml[at:start], new)
        at = end
    return b"".join([*out, xml[at:]])


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """The start tag with the attribute set; an attribute that it lacks is added at its end."""
    wanted, new = name.encode(), attribute_quoted(value).encode()
    for match in _ATTRIBUTE.finditer(tag):
        if match[2] == wanted:
            return tag[: match.start(4)] + new + tag[match.end(4) :]
    end = len(tag[: -2 if tag.endswith(b"/>") else -1].rstrip())
    return tag[:end] + b" " + wanted + b"=" + new + tag[end:]


def without_attributes(tag: bytes, names: Sequence[str]) -> bytes:
    """The start tag without these attributes."""
    unwanted = {name.encode() for name in names}
    return _ATTRIBUTE.sub(lambda match: b"" if match[2] in unwanted else match[0], tag)


def attribute_quoted(value: str) -> str:
    """An attribute's value, escaped and in double quotes; line ends survive."""
    if _TO_ESCAPE.search(value):
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        value = value.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
    return f'"{value}"'


def is_true(value: str | None) -> bool:
    """What an XML boolean says; absent is False."""
    return value in ("1", "true")
