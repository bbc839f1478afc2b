"""A reader makes room for the box from A1 to the furthest filled cell: a stray cell is refused, data is not."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.errors import RefusedFileError
from pipeline.xlsx.ooxml.refs import column_number, letters
from pipeline.xlsx.preflight import part_scan as look_module
from pipeline.xlsx.preflight.extent import exact_extent
from pipeline.xlsx.preflight.extent_scan import Glance, filled_extent
from pipeline.xlsx.preflight.inspect import inspect
from tests.xlsx.preflight import books

IMPOSSIBLE = ("", "A1:", "B9:A1", "A0:B9", "A1:B1048577", "A1:ZZZ9", "A1:B2:C3")
FAR = '<c r="XFD1048576"><v>1</v></c>'


def code(data: bytes) -> str:
    try:
        inspect(data)
    except RefusedFileError as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(f"<row>{FAR}</row>", id="far cell"),
        pytest.param('<row><c r="A1"><v>1</v></c></row><row><c r="Z400000"><v>1</v></c></row>', id="far row"),
        pytest.param('<row><c r="XFD1"><v>1</v></c></row><row><c r="A999"><v>1</v></c></row>', id="far column"),
        pytest.param(f'<row r="1">{FAR}<c r="A1"><v>1</v></c></row>', id="cells in no order"),
        pytest.param("<row><c r='XFD1048576'><v>1</v></c></row>", id="single quotes"),
        pytest.param('<row><c\n r = "XFD1048576"><v>1</v></c></row>', id="line break in the tag"),
        pytest.param('<row><c s="1" r="XFD1048576"><v>1</v></c></row>', id="reference not first"),
        pytest.param('<row><c x=" r=&quot;A1&quot; > " r="XFD1048576"><v>1</v></c></row>', id="disguised reference"),
        pytest.param('<row><c r="XFD1048576" x="/>"><v>1</v></c></row>', id="bracket in an attribute"),
        pytest.param('<row><c r="xfd1048576"><v>1</v></c></row>', id="small letters"),
        pytest.param(f'<row xmlns:y="{books.MAIN}"><y:c r="XFD1048576"><y:v>1</y:v></y:c></row>', id="other prefix"),
        pytest.param('<row r="999999"><c/><c/><c/><c/><c/><c><v>1</v></c></row>', id="cells without references"),
        pytest.param('<row r="999999"/><row><c/><c/><c/><c/><c/><c><f>1</f></c></row>', id="rows without numbers"),
        pytest.param(f"<row>{FAR.replace('<v>1</v>', '<is><t>x</t></is>')}</row>", id="inline text"),
        pytest.param(f"<row>{FAR.replace('<v>1</v>', '<f>1</f>')}</row>", id="formula without value"),
    ],
)  # fmt: skip
def test_a_stray_cell_is_refused_however_it_is_written(rows: str) -> None:
    assert code(books.book(rows)) == "STRAY_CELL"


def test_the_sentence_names_sheet_row_and_column() -> None:
    with pytest.raises(RefusedFileError, match=r"sheet Risks reaches to row 1,048,576 and column XFD"):
        inspect(books.book(f"<row>{FAR}</row>"))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param('<row r="1048576"><c r="XFD1048576" s="4"/></row>', id="self-closed"),
        pytest.param('<row r="1048576"><c r="XFD1048576" s="4"></c></row>', id="empty"),
        pytest.param("<row r='1048576'><c r='XFD1048576' s='4'></c></row>", id="written oddly"),
        pytest.param('<row r="1048576" ht="30" customHeight="1"/>', id="row of its own height"),
    ],
)
def test_far_cells_that_are_only_formatted_do_no_harm(rows: str) -> None:
    assert code(books.book(books.SMALL + rows)) == ""


def test_a_false_dimension_does_no_harm() -> None:
    spoilt = books.sheet().replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert code(books.book(**{books.SHEET: spoilt})) == ""


def test_a_large_sheet_that_is_full_passes_and_one_that_is_empty_between_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cells = "".join(f'<c r="{letters(column)}#"><v>7</v></c>' for column in range(1, 31))
    full = "".join(f'<row r="{row}">' + cells.replace("#", str(row)) + "</row>" for row in range(1, 4_001))
    monkeypatch.setattr(look_module, "MAX_BOX", 100_000)
    assert code(books.book(full)) == ""
    assert code(books.book(full + '<row r="400000"><c r="A400000"><v>1</v></c></row>')) == "STRAY_CELL"
    monkeypatch.setattr(look_module, "MAX_DENSE_BOX", 110_000)
    assert code(books.book(full)) == "TOO_BIG"


def test_a_very_large_sheet_written_oddly_is_not_parsed_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_module, "MAX_ODD", 100)
    assert code(books.book("<row><c><v>1</v></c></row>")) == "TOO_BIG"


@pytest.mark.parametrize("reference", ["A0", "1A", "", "ZZZ1", "A1048577", "A99999999", "AAAA1"])
def test_a_cell_that_cannot_be_is_damage(reference: str) -> None:
    assert code(books.book(f'<row><c s="1" r="{reference}"><v>1</v></c></row>')) == "DAMAGED"


def test_a_sheet_that_nothing_lists_is_looked_at_too() -> None:
    assert code(books.book(**{"xl/hidden.bin": books.sheet(f"<row>{FAR}</row>")})) == "STRAY_CELL"


def test_a_sheet_in_utf_16_is_looked_at() -> None:
    spoilt = books.sheet(f"<row>{FAR}</row>").replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
    assert code(books.book(**{books.SHEET: spoilt})) == "STRAY_CELL"


def test_a_table_that_reaches_far_beyond_the_data_is_refused() -> None:
    assert code(books.book(**{"xl/tables/t.xml": books.table("A1:B9")})) == ""
    assert code(books.book(**{"xl/any.xml": books.table("A1:Z1048576")})) == "STRAY_CELL"


def with_table(part: str) -> bytes:
    beside = "xl/worksheets/_rels/sheet1.xml.rels"
    return books.book(**{"xl/tables/t.xml": part, beside: books.relations(("table", "../tables/t.xml"))})


@pytest.mark.parametrize(
    "around",
    ["{}", "<tables>{}</tables>", '<table ref="A1:B2">{}</table>', "<!-- x -->{}", '<a>{}<table altText="x"/></a>'],
)
def test_a_table_is_found_wherever_its_part_describes_it(around: str) -> None:
    assert code(with_table(around.format(books.table("A1:B9")))) == ""
    assert code(with_table(around.format(books.table("A1:Z1048576")))) == "STRAY_CELL"


@pytest.mark.parametrize(
    "part",
    [
        *(books.table(reference) for reference in IMPOSSIBLE),
        books.table("A1:B9").replace(" ref", ' headerRowCount="4294967000" ref'),
        books.table("A1:B1").replace(" ref", ' totalsRowCount="1" ref'),
    ],
)
def test_a_table_that_cannot_be_is_damage(part: str) -> None:
    assert code(with_table(part)) == "DAMAGED"


@pytest.mark.parametrize("count", ['"4294967295"', "'4294967295'", ' = "4294967295"', '"900000"'])
@pytest.mark.parametrize("before", [0, (1 << 20) - 40, (1 << 20) - 20, (1 << 20) - 3])
def test_more_shared_texts_than_there_can_be_are_damage(count: str, before: int) -> None:
    sign = "" if "=" in count else "="
    texts = f"<a>{' ' * (before - 5)}<x:sst xmlns:x='{books.MAIN}' uniqueCount{sign}{count}/></a>"
    assert code(books.packed(books.parts() | {"xl/sharedStrings.xml": texts}, zipfile.ZIP_STORED)) == "DAMAGED"


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", books.SHEET, "xl/comments1.xml", "customXml/item1.xml"])
@pytest.mark.parametrize(
    "text",
    ["uniqueCount", 'uniqueCount="4294967295"', "<![CDATA[<sst uniqueCount='4294967295'> <!DOCTYPE html> ]]>",
     "<!-- <!DOCTYPE a> <c r='XFD1048576'><v>1</v></c> -->", '<b name="uniqueCount"/>'],
)  # fmt: skip
def test_a_word_in_a_text_or_a_comment_is_only_a_word(part: str, text: str) -> None:
    root = {"xl/sharedStrings.xml": "sst", books.SHEET: "worksheet"}.get(part, "a")
    content = f'<{root} xmlns="{books.MAIN}"><si><t>{text}</t></si></{root}>'
    assert code(books.book(**{part: content})) == ""


def test_a_text_that_looks_like_a_far_cell_does_not_make_a_sheet_larger() -> None:
    text = '<![CDATA[see <c r="XFD1048576"><v>1</v></c>]]>'
    assert code(books.book(rows=f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')) == ""


@pytest.mark.parametrize("content", ["<table/>", "<table ref='none'><tr/></table>"])
def test_a_part_of_others_whose_first_word_is_table_is_no_damaged_table(content: str) -> None:
    assert code(books.book(**{"customXml/item1.xml": content})) == ""


def test_what_only_looks_like_a_comment_hides_nothing() -> None:
    hidden = '<?x <!-- ?><!DOCTYPE a [<!ENTITY e "x">]><!-- --><a>&e;</a>'
    assert code(books.book(**{"xl/a.xml": hidden})) == "DTD"


def test_as_many_shared_texts_as_there_are_pass() -> None:
    assert code(books.book(**{"xl/sharedStrings.xml": '<sst count="90" uniqueCount="2"><si/><si/></sst>'})) == ""


def with_foreign_sheet(rows: str, table: str = "Risks", foreign_table: str = "") -> bytes:
    """A workbook with a table on its first sheet, and a second sheet with these rows and perhaps a table."""
    content = books.parts() | {
        "[Content_Types].xml": books.types(("/xl/worksheets/sheet2.xml", f"{books.KIND}.worksheet+xml")),
        "xl/workbook.xml": books.workbook("Risks", "Theirs"),
        "xl/_rels/workbook.xml.rels": books.relations(
            ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")
        ),
        "xl/tables/t.xml": books.table("A1:B9", table),
        "xl/worksheets/_rels/sheet1.xml.rels": books.relations(("table", "../tables/t.xml")),
        "xl/worksheets/sheet2.xml": books.sheet(rows),
    }
    if foreign_table:
        content["xl/tables/u.xml"] = books.table(foreign_table, "Theirs")
        content["xl/worksheets/_rels/sheet2.xml.rels"] = books.relations(("table", "../tables/u.xml"))
    return books.packed(content)


def test_a_sheet_of_peoples_own_may_reach_to_the_last_row_of_a_workbook_of_ours() -> None:
    assert code(with_foreign_sheet(f"<row>{FAR}</row>", foreign_table="A1:XFD1048576")) == ""


def test_a_far_sheet_in_a_workbook_without_a_table_of_ours_is_refused() -> None:
    assert code(with_foreign_sheet(f"<row>{FAR}</row>", table="Stock")) == "STRAY_CELL"


def test_damage_in_a_sheet_of_peoples_own_is_still_damage() -> None:
    assert code(with_foreign_sheet('<row><c s="1" r="ZZZ1"><v>1</v></c></row>')) == "DAMAGED"


# Rows of cells: a row's cells are (column, filled).
sheets = st.lists(
    st.tuples(st.integers(1, 3_000_00), st.lists(st.tuples(st.integers(1, 16_384), st.booleans()), max_size=4)),
    max_size=6,
)


@pytest.mark.parametrize(("prefix", "cell"), [("", b"<x:c "), ("x:", b"<y:c "), ("x:", b"<c ")])
def test_a_cell_under_another_prefix_is_noticed_in_whatever_piece_it_stands(prefix: str, cell: bytes) -> None:
    glance = Glance(prefix.encode())
    for piece in (f"<{prefix}sheetData>".encode(), cell + b'r="XFD1048576"/>', b"<"):
        glance.look(piece)
    glance.bound()
    assert glance.odd


@given(sheets, st.sampled_from(["", "x:"]), st.integers(20, 200))
def test_the_quick_looks_never_see_less_than_the_exact_one(
    rows: list[tuple[int, list[tuple[int, bool]]]], prefix: str, step: int
) -> None:
    p = prefix
    body = "".join(
        f'<{p}row r="{row}">'
        + "".join(
            f'<{p}c r="{letters(column)}{row}" s="1"' + (f"><{p}v>1</{p}v></{p}c>" if filled else "/>")
            for column, filled in cells
        )
        + f"</{p}row>"
        for row, cells in rows
    )
    text = f"<{p}worksheet><{p}sheetData>{body}</{p}sheetData></{p}worksheet>".encode()
    pieces = [text[at : at + step] for at in range(0, len(text), step)]
    exact = exact_extent(pieces, "sheet")
    assert filled_extent(pieces, prefix.encode(), 10**9) == exact
    glance = Glance(prefix.encode())
    for piece in pieces:
        glance.look(piece)
    bound = glance.bound()
    assert not glance.odd
    places = [(row, column) for row, cells in rows for column, _ in cells]
    assert bound.row >= max((row for row, _ in places), default=0)
    assert bound.column >= max((column for _, column in places), default=0)
    assert bound.row <= max(999, *(2 * row for row, _ in places), 0)


@given(st.integers(1, 16_384))
def test_column_letters_and_numbers_are_one_another(number: int) -> None:
    assert column_number(letters(number)) == number


def test_stored_parts_are_looked_at_like_packed_ones() -> None:
    assert code(books.packed(books.parts(f"<row>{FAR}</row>"), zipfile.ZIP_STORED)) == "STRAY_CELL"
