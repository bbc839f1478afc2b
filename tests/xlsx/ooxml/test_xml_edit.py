"""Where the elements of a part stand is found by a pattern; a parser that is asked for each says the same."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.xml_edit import spans

PIECES = (
    "<a>", "</a>", "<a/>", '<x:b y="1">', "</x:b>", "<!-- <a> -->", "<?p <a>?>", "<![CDATA[</a>]]>", "x/>", ">", " ",
    "<c y='>' z=\"a&gt;'/&#10;\"/>", "&amp;", "/>", '<d\n e = "f\r\ng\th"\r>', "</d >", "<é ü='ä'/>",
)  # fmt: skip


def parsed(xml: bytes) -> list[tuple[str, dict[str, str], int]] | None:
    """Tag, attributes and place of each element by a parser's own calls; None for what is not well-formed."""
    found: list[tuple[str, dict[str, str], int]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: found.append((tag, given, parser.CurrentByteIndex))
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        return None
    return found


@given(st.lists(st.sampled_from(PIECES), max_size=10))
def test_elements_and_attributes_are_those_that_a_parser_finds(pieces: list[str]) -> None:
    xml = f"\ufeff<?xml version='1.0'?><!-- <r> --><r>{''.join(pieces)}</r>".encode()
    meant = parsed(xml)
    if meant is None:
        with pytest.raises(WriteError):
            spans(xml, "part.xml")
    else:
        assert [(span.tag, span.attributes, span.start) for span in spans(xml, "part.xml")] == meant


def test_an_element_knows_its_tags_its_parent_and_its_children() -> None:
    xml = b"<a><b><c d='>'/></b>/></a>"
    a, b, c = spans(xml, "part.xml")
    assert [xml[one.start : one.inner] for one in (a, b, c)] == [b"<a>", b"<b>", b"<c d='>'/>"]
    assert [xml[one.close : one.end] for one in (a, b, c)] == [b"</a>", b"</b>", b""]
    assert (c.parent, b.children, a.children, c.depth) == (b, [c], [b], 2)
