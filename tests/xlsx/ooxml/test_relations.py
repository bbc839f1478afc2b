"""Names, relations and content types of a package mean the same in every spelling that is allowed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.xlsx.ooxml.plain_xml import NotXmlError, encoding_of, plain_elements, plain_xml, without_comments
from pipeline.xlsx.ooxml.relations import (
    owner_of,
    part_key,
    read_content_types,
    read_relations,
    relations_of,
    resolved,
    workbook_key,
)
from tests.xlsx.ooxml.variants import percent

NAME = "xl/worksheets/sheet 1.xml"


@pytest.mark.parametrize(
    "spelled",
    [NAME, f"/{NAME}", NAME.upper(), NAME.replace(" ", "%20"), NAME.replace("/", "\\"), f"./{NAME}", percent(NAME)],
)
def test_a_part_is_the_same_in_any_spelling(spelled: str) -> None:
    assert part_key(spelled) == NAME


def test_a_folder_is_no_part() -> None:
    assert part_key("xl/") != part_key("xl")


@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("../tables/table1.xml", "xl/tables/table1.xml"),
        ("/xl/tables/table1.xml", "xl/tables/table1.xml"),
        ("..\\tables\\Table1.xml", "xl/tables/table1.xml"),
        ("sheet2.xml#Risks!A1", "xl/worksheets/sheet2.xml"),
        ("../../../../docProps/app.xml", "docprops/app.xml"),
        ("./%2E%2e/x.xml", "xl/worksheets/../x.xml"),
    ],
)
def test_a_target_counts_from_the_folder_of_the_part_that_names_it(target: str, key: str) -> None:
    assert resolved("XL/Worksheets/sheet1.xml", target) == key


@given(st.sampled_from(["", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "top.xml"]))
def test_the_relations_of_a_part_lead_back_to_it(part: str) -> None:
    assert owner_of(relations_of(part)) == part


def test_what_holds_no_relations_has_no_owner() -> None:
    assert owner_of("xl/workbook.xml") is None


def test_a_relation_out_of_the_file_leads_to_no_part() -> None:
    xml = b'<r:Relationships xmlns:r="x"><r:Relationship Id="a" Type="t/Link" Target="A.xml" TargetMode="EXTERNAL"/>'
    (found,) = read_relations(xml + b"</r:Relationships>", "", {"a.xml": "A.xml"})
    assert (found.kind, found.key, found.part, found.external) == ("link", "", None, True)


def test_a_type_for_a_part_comes_before_the_one_for_its_ending() -> None:
    types = read_content_types(
        b'<Types xmlns="x"><Default Extension=".XML" ContentType="Any/XML"/>'
        b'<Override PartName="/XL/a%20b.xml" ContentType="Own/One"/></Types>'
    )
    assert (types.of("xl/A B.xml"), types.of("other.Xml"), types.of("a.bin")) == ("own/one", "any/xml", "")


def test_without_a_relation_the_workbook_is_where_the_content_types_say() -> None:
    types = read_content_types(
        b'<Types xmlns="x"><Override PartName="/b/Main.xml" ContentType="x.sheet.main+xml"/></Types>'
    )
    assert workbook_key([], types) == "b/main.xml"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252", "koi8-r"])
def test_a_part_in_another_encoding_is_read(encoding: str) -> None:
    name = encoding.removesuffix("-le").removesuffix("-be")
    text = "Жук" if name == "koi8-r" else "Zürich"
    (found,) = plain_elements(f'<?xml version="1.0" encoding="{name}"?><a b="{text}"/>'.encode(encoding))
    assert found == ("a", {"b": text})


@pytest.mark.parametrize("name", ["utf-7", "rot13", "punycode", "no-such-thing", "cp037"])
def test_an_encoding_in_which_markup_could_hide_is_none(name: str) -> None:
    assert encoding_of(f'<?xml version="1.0" encoding="{name}"?><a/>'.encode()) == ""


@pytest.mark.parametrize("xml", [b"", b"<a>", b"plain", b"<!DOCTYPE a><a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'])
def test_what_is_no_xml_or_declares_a_document_type_is_refused(xml: bytes) -> None:
    with pytest.raises(NotXmlError):
        plain_elements(xml)


def test_raw_text_is_escaped_and_comments_stay() -> None:
    assert plain_xml(b"<a><!-- <![CDATA[x]]> --><![CDATA[<&]]></a>") == b"<a><!-- <![CDATA[x]]> -->&lt;&amp;</a>"


def test_without_comments_only_the_text_is_left() -> None:
    assert without_comments(b"<a>x<!-- y -->z<?p q?><![CDATA[<]]></a>") == b"<a>xz&lt;</a>"


@given(st.binary(max_size=60))
def test_what_is_no_xml_comes_back_as_it_is(content: bytes) -> None:
    assert plain_xml(b"\x89PNG" + content) == b"\x89PNG" + content


@pytest.mark.parametrize("cut", range(0, 40, 3))
def test_a_section_that_never_ends_is_left_to_the_parser(cut: int) -> None:
    xml = b"<a>" + b"<![CDATA[" * 20
    assert plain_xml(xml[: len(xml) - cut]) == xml[: len(xml) - cut]
