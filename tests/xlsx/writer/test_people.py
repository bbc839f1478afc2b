"""What people wrote into a table of ours: their columns follow the row that they belong to."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.writer.rewrite import WriteError, rewrite
from tests.xlsx.writer.books import body, cell, edited, fresh, members, part, replaced, update, workbook

SHEET1 = "xl/worksheets/sheet1.xml"
ROWS = [["R1", "high", "first", 1], ["R2", "low", "second", 2], ["R3", "low", "third", 3]]


def with_formulas(formulas: Any, **more: Any) -> Any:
    """The workbook with a formula in the column `due` (E) of each row."""

    def add(_: Any, sheet: Any) -> None:
        for at, formula in enumerate(formulas):
            sheet.write_formula(3 + at, 4, formula, None, 10 + at)

    return workbook(ROWS, more=add, **more)


def with_chain(data: Any, *refs: Any) -> Any:
    """The workbook with a calculation chain, as Excel writes one."""
    entries = "".join(f'<c r="{ref}" i="1"/>' for ref in refs)
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = replaced(data, {"xl/calcChain.xml": f'<calcChain xmlns="{namespace}">{entries}</calcChain>'.encode()})
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    data = edited(
        data, "xl/_rels/workbook.xml.rels", "</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>',
    )  # fmt: skip
    chain = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    declared = f'<Override PartName="/xl/calcChain.xml" ContentType="{chain}"/></Types>'
    return edited(data, "[Content_Types].xml", "</Types>", declared)


def test_their_cells_follow_the_row_wherever_it_goes() -> None:
    after = rewrite(workbook(ROWS), [update((6, ["R3", "x"]), (4, ["R1", "y"]))])
    assert body(after) == [["R3", "x", "third", 3], ["R1", "y", "first", 1]]


def test_a_new_row_has_nothing_of_theirs() -> None:
    after = rewrite(workbook(ROWS), [update((None, ["R0", "x"]), (4, ["R1", "y"]))])
    assert body(after)[0] == ["R0", "x", "", ""]
    assert body(after)[1][2] == "first"


def test_their_cells_stay_byte_for_byte_where_the_row_stays() -> None:
    before = edited(workbook(ROWS), SHEET1, r'<c r="D5" t="s">', '<c  r="D5"   t="s" ph="1">')
    after = rewrite(before, [update((4, ["R1", "y"]), (5, ["R2", "z"]), (6, ["R3", "w"]))])
    assert '<c  r="D5"   t="s" ph="1"><v>' in part(after)


def test_the_style_of_their_cell_goes_with_it() -> None:
    def styled(book: Any, sheet: Any) -> None:
        sheet.write("D6", "third", book.add_format({"bold": True}))

    after = rewrite(workbook(ROWS, more=styled), [update((6, ["R3", "x"]), (5, ["R2", "y"]))])
    assert 's="1"' in cell(after, "D4")


def test_a_formula_that_moves_is_adjusted_like_a_copied_cell() -> None:
    before = with_formulas(["=$A$1&B4", "=$A$1&B5", '=$A$1&B6&"B6"'])
    after = rewrite(before, [update((6, ["R3", "x"]), (5, ["R2", "y"]), (4, ["R1", "z"]))])
    assert '<f>$A$1&amp;B4&amp;"B6"</f><v>12</v>' in cell(after, "E4")


def test_a_formula_of_its_row_moves_as_it_is() -> None:
    before = with_formulas(["=1", "=2", "=Gaps[[#This Row],[finding]]&Other!Rate"])
    after = rewrite(before, [update((6, ["R3", "x"]))])
    assert "<f>Gaps[[#This Row],[finding]]&amp;Other!Rate</f>" in cell(after, "E4")


def test_a_sheets_own_name_is_not_lost_when_a_formula_is_adjusted() -> None:
    before = with_formulas(["=1", "=2", "=B6&Other!Rate"])
    after = rewrite(before, [update((6, ["R3", "x"]))])
    assert "<f>B4&amp;Other!Rate</f>" in cell(after, "E4")


def test_a_formula_that_would_point_off_the_sheet_is_refused() -> None:
    before = with_formulas(["=1", "=2", "=A1"])
    with pytest.raises(WriteError, match="E6") as caught:
        rewrite(before, [update((6, ["R3", "x"]))])
    assert caught.value.cell == "E6"


def test_shared_formulas_are_written_out_when_their_rows_move() -> None:
    before = with_formulas(["=B4", "=B5", "=B6"])
    before = edited(before, SHEET1, "<f>B4</f>", '<f t="shared" ref="E4:E6" si="0">B4&amp;$A1</f>')
    before = edited(before, SHEET1, "<f>B5</f>", '<f t="shared" si="0"/>')
    before = edited(before, SHEET1, "<f>B6</f>", '<f t="shared" si="0"></f>')
    after = rewrite(before, [update((6, ["R3", "x"]), (4, ["R1", "y"]))])
    assert "<f>B4&amp;$A1</f><v>12</v>" in cell(after, "E4")
    assert "<f>B5&amp;$A2</f><v>10</v>" in cell(after, "E5")
    assert "shared" not in part(after)
    assert lint(after) == []


def test_shared_formulas_stay_where_no_row_moves() -> None:
    shared = '<f t="shared" ref="E4:E4" si="0">B4</f>'
    before = edited(with_formulas(["=B4", "=B5", "=B6"]), SHEET1, "<f>B4</f>", shared)
    after = rewrite(before, [update((4, ["R1", "y"]), (5, ["R2", "z"]), (6, ["R3", "w"]))])
    assert shared in cell(after, "E4")


def test_a_formula_shared_with_cells_outside_the_table_is_refused_when_its_row_moves() -> None:
    shared = '<f t="shared" ref="E4:E9" si="0">B4</f>'
    below = '<row r="9"><c r="E9"><f t="shared" si="0"/></c></row></sheetData>'
    before = edited(with_formulas(["=B4", "=B5", "=B6"]), SHEET1, "<f>B4</f>", shared)
    before = edited(before, SHEET1, "</sheetData>", below)
    with pytest.raises(WriteError, match="shared with other cells"):
        rewrite(before, [update((5, ["R2", "x"]), (4, ["R1", "y"]))])


def calculated(*formulas: str) -> Any:
    """The workbook with a calculated column `due` (E): these formulas, of which the first is the column's."""
    columns = [{"header": header} for header in ("finding", "severity", "notes")]
    columns.append({"header": "due", "formula": f"={formulas[0]}"})
    before = workbook(ROWS, table={"columns": columns})
    for row, formula in enumerate(formulas, 4):
        old, new = f'<c r="E{row}"><f>{formulas[0]}</f>', f'<c r="E{row}"><f>{formula}</f>'
        before = edited(before, SHEET1, re.escape(old), new) if new != old else before
    return before


def test_a_calculated_column_is_filled_in_new_rows() -> None:
    before = calculated("LEN(Gaps[[#This Row],[notes]])")
    after = rewrite(before, [fresh(*([f"R{at}", "x"] for at in range(5)))])
    assert "<f>LEN(Gaps[[#This Row],[notes]])</f></c>" in cell(after, "E8")
    assert lint(after) == []


def test_what_was_typed_over_the_formula_of_the_last_row_is_not_continued() -> None:
    before = calculated("LEN(D4)", "LEN(D5)", "7+0*A1")
    after = rewrite(before, [update((4, ["R1", "x"]), (5, ["R2", "x"]), (6, ["R3", "x"]), (None, ["R4", "x"]))])
    assert "<f>LEN(D7)</f>" in cell(after, "E7")


def test_where_only_the_first_row_has_the_formula_that_one_is_continued() -> None:
    before = calculated("LEN(D4)", "7+0*A1", "8+0*A1")
    after = rewrite(before, [update((4, ["R1", "x"]), (5, ["R2", "x"]), (6, ["R3", "x"]), (None, ["R4", "x"]))])
    assert "<f>LEN(D7)</f>" in cell(after, "E7")


def as_arrays(before: Any, *rows: int) -> Any:
    """The workbook with array formulas in these cells of E, as Excel fills them into a column of a table."""
    for row in rows:
        plain, array = f'<c r="E{row}"><f>', f'<c r="E{row}" cm="1"><f t="array" ref="E{row}">'
        before = edited(before, SHEET1, plain, array)
    return before


def test_an_array_formula_of_a_calculated_column_is_one_in_new_rows() -> None:
    before = as_arrays(calculated("SUM(LEN(Gaps[notes]))"), 4, 5, 6)
    before = edited(before, "xl/tables/table1.xml", "<calculatedColumnFormula", '<calculatedColumnFormula array="1"')
    after = rewrite(before, [fresh(*([f"R{at}", "x"] for at in range(5)))])
    assert '<c r="E8" cm="1"><f t="array" ref="E8">SUM(LEN(Gaps[notes]))</f></c>' in cell(after, "E8")


@pytest.mark.parametrize(
    ("rows", "continued"),
    [((4, 5), '<c r="E7" cm="1"><f t="array" ref="E7">SUM(LEN(Gaps[notes]))</f></c>'), ((), "")],
)
def test_an_ordinary_formula_in_a_column_of_array_formulas_is_not_continued(
    rows: tuple[int, ...], continued: str
) -> None:
    before = as_arrays(calculated("SUM(LEN(Gaps[notes]))"), *rows)
    before = edited(before, "xl/tables/table1.xml", "<calculatedColumnFormula", '<calculatedColumnFormula array="1"')
    after = rewrite(before, [update((4, ["R1", "x"]), (5, ["R2", "x"]), (6, ["R3", "x"]), (None, ["R4", "x"]))])
    assert cell(after, "E7") == continued


def test_an_array_formula_in_a_column_of_ordinary_formulas_is_not_continued() -> None:
    before = as_arrays(calculated("SUM(LEN(Gaps[notes]))"), 6)
    after = rewrite(before, [update((4, ["R1", "x"]), (5, ["R2", "x"]), (6, ["R3", "x"]), (None, ["R4", "x"]))])
    assert cell(after, "E7") == '<c r="E7"><f>SUM(LEN(Gaps[notes]))</f></c>'


def test_an_array_formula_of_one_cell_follows_its_row() -> None:
    before = as_arrays(with_formulas(["=1", "=2", "=B6"]), 6)
    after = rewrite(before, [update((6, ["R3", "x"]), (4, ["R1", "y"]))])
    assert '<f t="array" ref="E4">B4</f>' in cell(after, "E4")


def test_the_calculation_chain_goes_when_a_formula_goes_and_nothing_else_does() -> None:
    def ours(_: Any, sheet: Any) -> None:
        sheet.write_formula("B4", "=1+1", None, 2)

    before = with_chain(workbook(ROWS, more=ours), "B4")
    after = rewrite(before, [update((4, ["R1", "x"]), (5, ["R2", "x"]), (6, ["R3", "x"]))])
    assert members(before).keys() - members(after).keys() == {"xl/calcChain.xml"}
    assert "calcChain" not in part(after, "[Content_Types].xml") + part(after, "xl/_rels/workbook.xml.rels")
    assert lint(after) == []


def test_the_calculation_chain_stays_while_every_formula_stays() -> None:
    before = with_chain(with_formulas(["=B4", "=B5", "=B6"]), "E4", "E5", "E6")
    after = rewrite(before, [update((4, ["R1", "y"]), (5, ["R2", "z"]), (6, ["R3", "w"]))])
    assert members(after)["xl/calcChain.xml"] == members(before)["xl/calcChain.xml"]
    assert lint(after) == []


def test_a_formula_that_stands_elsewhere_keeps_its_value() -> None:
    def beside(_: Any, sheet: Any) -> None:
        sheet.write_formula("H1", "=SUM(E:E)", None, 41)

    after = rewrite(workbook(ROWS, more=beside), [fresh(["R1", "x"])])
    assert "<v>41</v>" in cell(after, "H1")
