"""Many new rows are written and checked by short cuts; what they give is what the long way gives."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.table_update import KEEP, OutColumn, Value
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.cells import CellWriter, stored
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import LONGEST, storable, text_content, xml_text
from pipeline.xlsx.writer import told_rows, verify
from pipeline.xlsx.writer.rewrite import rewrite
from pipeline.xlsx.writer.told_rows import Telling, long_table
from tests.xlsx.writer.books import body, cell, edited, fresh, part, workbook
from tests.xlsx.writer.growing import layout

SHEET1, TABLE1 = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
COLUMNS = ("finding", OutColumn("due", "date"))


@given(
    st.text(st.characters(codec=None)) | st.sampled_from(["_x0041_", "a" * (LONGEST + 1), "😀" * (LONGEST // 2 + 1)])
)
def test_a_text_stands_in_a_cell_as_the_long_way_writes_it(text: Any) -> None:
    assert text_content(text) == xml_text(storable(text))


@pytest.mark.parametrize(
    "value", ["a & b", "", 7, -3, 10**18, 10**400, 2.5, float("nan"), True, None, date(2026, 3, 3)]
)
def test_a_cell_of_a_new_row_is_the_one_that_the_long_way_writes(value: Any) -> None:
    after = rewrite(workbook(), [fresh(["R1", ""], ["R2", ""], ["R3", value])])
    assert cell(after, "C6") == CellWriter("").cell("C6", "", stored(value, False))


def test_a_day_in_a_new_row_is_shown_as_a_day_though_no_cell_of_its_column_is() -> None:
    after = rewrite(workbook(), [fresh(["R1", None], ["R2", None], ["R3", date(2026, 3, 3)], columns=COLUMNS)])
    assert body(after)[2][3] == date(2026, 3, 3)


VALUE = (
    st.none()
    | st.sampled_from(
        ["plain", "", "a & b", "_x0041_", "a" * (LONGEST + 1), "two\nlines", True, 10**400, date(2026, 3, 3)]
    )
    | st.text(max_size=3)
    | st.integers()
    | st.floats()
)


@given(st.lists(VALUE, min_size=1, max_size=6) | st.lists(st.none() | st.text("ab", max_size=2), max_size=6))
def test_columns_written_at_once_are_as_if_written_cell_by_cell(values: Any) -> None:
    after = rewrite(workbook(), [fresh(["R1", ""], ["R2", ""], *(["R", value] for value in values))])
    written = [cell(after, f"C{row}") for row in range(6, 6 + len(values))]
    assert written == [CellWriter("").cell(f"C{6 + at}", "", stored(value, False)) for at, value in enumerate(values)]


def test_days_that_are_not_there_need_no_style_for_days() -> None:
    before = workbook()
    after = rewrite(before, [fresh(*(["R", None] for _ in range(9)), columns=COLUMNS)])
    assert part(after, "xl/styles.xml") == part(before, "xl/styles.xml")


@pytest.fixture(scope="module")
def many() -> Any:
    return rewrite(workbook(), [fresh(*([f"R{n}", "text"] for n in range(40)))])


@pytest.mark.parametrize(
    ("what", "by"),
    [
        ('<c r="B30" t', '<c r="B31" t'),
        ('<c r="B30" t', '<c r="D30" t'),
        ('<c r="C30" t', '<c r="B30" t'),
        ('<c r="B30" t', '<c r="B30" s="999" t'),
        ('<c r="B30" t="inlineStr">', '<c r="B30" t="s"><v>99999</v></c><c r="BB30" t="inlineStr">'),
        ('<row r="30"', '<row r="30" s="999" customFormat="1"'),
    ],
)
def test_a_fault_in_one_of_many_rows_alike_is_found(many: Any, what: Any, by: Any) -> None:
    assert lint(many) == []
    assert lint(edited(many, SHEET1, what, by))


def test_a_fault_in_the_values_of_one_of_many_rows_is_found(many: Any) -> None:
    assert lint(edited(many, SHEET1, r'(<c r="C30") t="inlineStr"><is>.*?</is>', r"\1><v>twelve</v>"))


@pytest.mark.parametrize("odd", ["a & b", "_x0041_", "a\tb", "]]>", pytest.param("a" * (LONGEST // 2 + 1), id="long")])
def test_of_many_rows_alike_only_one_with_an_odd_text_is_left_to_the_other_reader(
    monkeypatch: pytest.MonkeyPatch, odd: str
) -> None:
    seen: list[Telling] = []

    def noted(*given: Any) -> Telling:
        seen.append(Telling(*given))
        return seen[-1]

    monkeypatch.setattr(verify, "Telling", noted)
    rewrite(workbook(), [fresh(*([f"R{row}", odd if row == 150 else "plain"] for row in range(200)))])
    first = 4  # the row of the sheet that holds R0
    assert list(seen[0].told[first + 149 : first + 152]) == [1, 0, 1]


def test_beside_another_table_that_was_written_no_row_is_told() -> None:
    long = layout(200)
    assert long_table([long]) is long
    assert long_table([long, layout(1)]) is None


def row(number: int, value: int | None = None, text: str = "kept") -> str:
    """A row of `layout` as it is meant unless a value or a text is given."""
    told = f'<c r="A{number}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<row r="{number}">{told}<c r="B{number}"><v>{number - 2 if value is None else value}</v></c></row>'


def left_of(rows: Iterable[str], cut: int = 1 << 20, first: Value = "kept") -> tuple[str, list[int]]:
    """The rows that are left to the other reader, and the numbers of those that are told."""
    whole = f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()
    telling = Telling(layout(200, first=first), False)
    left = b"".join(telling.left_of([whole[at : at + cut] for at in range(0, len(whole), cut)])).decode()
    told = [number for number, is_told in enumerate(telling.told) if is_told]
    return left.removeprefix("<worksheet><sheetData>").removesuffix("</sheetData></worksheet>"), told


@pytest.mark.parametrize("cut", [1 << 20, 777, 50])
def test_of_rows_alike_those_from_which_the_shape_is_learnt_are_left_wherever_the_part_is_cut(cut: int) -> None:
    assert left_of(map(row, range(2, 202)), cut) == (row(2) + row(3), [*range(4, 202)])


@pytest.mark.parametrize(
    "odd",
    [row(50, 7), row(50, text="a & b"), row(50).replace("B50", "C50"), row(50).replace("B50", "B51"),
     row(50).replace("<row ", '<row s="1" '), row(50) + "<!-- -->", row(50).replace("</row>", "<x/></row>"), ""],
)  # fmt: skip
def test_a_row_that_is_not_alike_or_not_as_meant_is_left(odd: str) -> None:
    rows = [odd if number == 50 else row(number) for number in range(2, 202)]
    assert left_of(rows) == (row(2) + row(3) + odd, [*range(4, 50), *range(51, 202)])


def beside(number: int) -> str:
    """A row in whose column of people nothing stands but in row 50."""
    return row(number).replace("</row>", f'<c r="C{number}"{"><v>7</v></c>" if number == 50 else "/>"}</row>')


def kept(number: int) -> str:
    """A row whose first cell nothing stands in but in row 50."""
    first = f'<row r="{number}"><c r="A{number}"{"><v>7</v></c>" if number == 50 else "/>"}'
    return f'{first}<c r="B{number}"><v>{number - 2}</v></c></row>'


@pytest.mark.parametrize(("made", "first"), [(beside, "kept"), (kept, KEEP)])
def test_a_row_in_which_people_keep_something_is_left(made: Callable[[int], str], first: Value) -> None:
    assert left_of(map(made, range(2, 202)), first=first) == (
        made(2) + made(3) + made(50),
        [*range(4, 50), *range(51, 202)],
    )


@pytest.mark.parametrize(
    "numbers", [[*range(2, 50), 60, 50, *range(61, 202)], [*range(2, 50), 49], [2, 3, 4, 3], [3, 2]]
)
def test_rows_without_an_order_are_refused(numbers: list[int]) -> None:
    with pytest.raises(WriteError, match="order"):
        left_of(map(row, numbers))


def left(*links: str, closing: str = "</hyperlinks>") -> str:
    """The links that are left to the other reader."""
    plain = '<hyperlink ref="B4" location="Gaps!B5"/><hyperlink ref="B5" location="Gaps!B6"/>'
    begin, behind = "<worksheet><sheetData></sheetData><hyperlinks>", f"{closing}</worksheet>"
    pieces = b"".join(Telling(layout(200), False).left_of([f"{begin}{plain}{''.join(links)}{behind}".encode()]))
    return pieces.decode().removeprefix(begin).removesuffix(behind)


FIRST = '<hyperlink ref="B4" location="Gaps!B5"/>'


def test_of_links_alike_the_first_is_left_to_the_other_reader() -> None:
    assert left() == FIRST


@pytest.mark.parametrize(
    "odd",
    [
        '<hyperlink ref="B0" location="Gaps!B5"/>', '<hyperlink ref="B1048577" location="Gaps!B5"/>',
        '<hyperlink ref="XFE1" location="Gaps!B5"/>', '<hyperlink ref="" location="Gaps!B5"/>',
        '<hyperlink ref="B6" r:id="rId9"/>', '<hyperlink ref="B6" location="a & b"/>',
        '<hyperlink ref="B6" location="a\x01"/>', "<hyperlink ref='B6' location='a'>", "</hyperlinks><hyperlinks>",
    ],
)  # fmt: skip
def test_a_link_that_may_be_wrong_is_left_to_the_other_reader(odd: str) -> None:
    assert left(odd).startswith(FIRST + odd)


def test_links_without_the_end_of_their_list_are_left_without_it() -> None:
    assert left(closing="") == FIRST


def test_where_a_sheet_may_have_too_many_links_all_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_rows, "MOST", 2)
    assert left().count("<hyperlink ") == 2


def test_a_sheet_that_was_written_is_not_kept_until_the_next_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[weakref.ref[SheetXml]] = []
    built = SheetXml.built

    def noted(self: SheetXml, rows: Iterable[bytes]) -> Iterator[bytes]:
        seen.append(weakref.ref(self))
        return built(self, rows)

    monkeypatch.setattr(SheetXml, "built", noted)
    gc.disable()
    try:
        rewrite(workbook(), [fresh(["R1", "high"], ["R2", "low"])])
        assert [one() for one in seen] == [None]
    finally:
        gc.enable()
