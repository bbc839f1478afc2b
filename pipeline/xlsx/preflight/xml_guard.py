"""XML as the door sees it: is a part XML, does it carry a document type, what are the elements of a small one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from xml.parsers import expat

from pipeline.files.errors import RefusedFileError
from pipeline.xlsx.ooxml import plain_xml
from pipeline.xlsx.ooxml.plain_xml import NotXmlError
from pipeline.xlsx.preflight.verdict import damaged, refused

OVERLAP = 32
_COUNT = re.compile(rb'uniqueCount="(\d{1,10})"')
_ROOT = re.compile(
    rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+<(?:([A-Za-z_][A-Za-z0-9_-]{0,15}):)?([A-Za-z_][A-Za-z0-9_.-]{0,30})[\s/>]",
    re.DOTALL,
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def begins_as_xml(beginning: bytes) -> bool:
    """Whether a part that begins so would be taken for XML by some reader, in any encoding."""
    return _plain(beginning).lstrip()[:1] == b"<"


def root(beginning: bytes) -> tuple[bytes, str]:
    """The prefix with its colon and the name of the first element of an XML part; empty where none is found."""
    found = _ROOT.match(_plain(beginning))
    return (b"", "") if found is None else (found[1] + b":" if found[1] else b"", found[2].decode())


def _plain(beginning: bytes) -> bytes:
    for mark in _MARKS:
        beginning = beginning.removeprefix(mark)
    return beginning.replace(b"\0", b"") if b"\0" in beginning[:4] else beginning


def is_wide(beginning: bytes) -> bool:
    """Whether XML that begins so has more than one byte per character (UTF-16 or UTF-32)."""
    return beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in beginning[:4]


def may_declare_type(piece: bytes) -> bool:
    """Whether a piece of an XML part holds what looks like a document type; `refuse_hostile` tells whether it is one.

    Pieces must overlap by OVERLAP bytes, and have lost the zeros of wide characters. Readers differ
    in whether small letters count, so they do.
    """
    at = piece.find(b"<!") if b"!" in piece else -1  # one byte is looked for many times faster than two
    while at >= 0:
        if piece[at + 2 : at + 9].lower() == b"doctype":
            return True
        at = piece.find(b"<!", at + 2)
    return False


def may_overcount(piece: bytes, last: bool, size: int) -> bool:
    """Whether a piece may announce more shared texts than a part of `size` bytes holds; `refuse_hostile` tells.

    What stands within OVERLAP of the end is left to the next piece, unless this is the last.
    """
    at = piece.find(b"uniqueCount")
    while at >= 0 and (last or at < len(piece) - OVERLAP):
        count = _COUNT.match(piece, at)
        if count is None or int(count[1]) > _most_texts(size):
            return True
        at = piece.find(b"uniqueCount", at + 1)
    return False


def refuse_hostile(pieces: Iterable[bytes], size: int, part: str, *, has_type: bool) -> None:
    """Read an XML part of `size` bytes as it is meant, so that a word in a cell or in a comment does not count.

    Raises RefusedFileError for a document type, for more shared texts than there can be (a reader makes room for as
    many as are announced), and where the part is not XML. `has_type`: it holds what looks like a document type.
    """
    parser = expat.ParserCreate()

    def declares(*_: object) -> None:
        raise _declares_type(part)

    def starts(name: str, given: Mapping[str, str]) -> None:
        if local(name) == "sst":
            for attribute, value in given.items():
                if local(attribute) == "uniqueCount" and not (
                    value.isascii() and value.isdigit() and len(value) <= 10 and int(value) <= _most_texts(size)
                ):
                    raise damaged("too_many_texts", part=part)

    parser.StartDoctypeDeclHandler = declares
    parser.StartElementHandler = starts
    try:
        for piece in pieces:
            parse(parser, piece, False, part)
        parse(parser, b"", True, part)
    except RefusedFileError as refused:
        # Some reader may take for XML what this parser does not.
        raise _declares_type(part) if has_type else refused from None


def _most_texts(size: int) -> int:
    return size // len(b"<si/>")


def _declares_type(part: str) -> RefusedFileError:
    """Entities and outside files hang on a document type."""
    return refused("DTD", "preflight.document_type", part=part)


def guarded_elements(content: bytes, part: str) -> Sequence[tuple[str, Mapping[str, str]]]:
    """The elements of a small part in order: name without prefix, and attributes. Raises RefusedFileError (DAMAGED)."""
    with readable_as_xml(part):
        return plain_xml.plain_elements(content)


@contextmanager
def readable_as_xml(part: str) -> Iterator[None]:
    """Where a small part is read: what is not XML is a damaged part."""
    try:
        yield
    except NotXmlError as problem:
        raise damaged("not_xml", part=part) from problem


def parse(parser: expat.XMLParserType, piece: bytes, last: bool, part: str) -> None:
    """Feed a parser; what is not XML is a damaged part."""
    try:
        parser.Parse(piece, last)
    except (expat.ExpatError, LookupError, ValueError) as problem:
        raise damaged("not_xml", part=part) from problem


def local(name: str) -> str:
    """An element's or attribute's name without its namespace prefix."""
    return name.rpartition(":")[2]
