"""Each table stands on its own sheet, under its fixed name, with exactly the headers of the schemas."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

import pytest
from python_calamine import CalamineWorkbook

from pipeline.reading.workbook import read
from pipeline.template.layout import FIRST_ROW, HEADER_ROW, Layout
from schemas.arrangement_fields import arrangement_fields
from schemas.spec import INPUT_ROWS, tables
from tests.template.made import blank, new, opened, opened_blank, partners

COUNTS = (2, 4, 30)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", tables())
def test_a_table_has_its_name_and_exactly_the_headers_of_the_schemas(name: str, count: int) -> None:
    table, codes = tables()[name], tuple(code for code, _ in partners(count))
    sheet = opened_blank(count)[table.sheet]
    expected = [column.header(code) for column, code in table.layout(codes)]
    assert sheet.tables[name].displayName == name
    assert sheet.tables[name].column_names == expected
    header = int(sheet.tables[name].ref.partition(":")[0].lstrip("A"))
    assert [cell.value for cell in sheet[header]][: len(expected)] == expected
    assert header == Layout(table, codes).header_row + 1


@pytest.mark.parametrize("count", COUNTS)
def test_calamine_finds_every_table(count: int) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(blank(count)), load_tables=True)
    assert set(book.table_names or ()) == set(tables())


def test_the_sheets_stand_in_the_order_of_the_schemas_behind_the_front_sheet() -> None:
    sheets = opened_blank().sheetnames
    assert sheets == ["Start here", *(table.sheet for table in tables().values()), "Lists"]


def test_input_tables_have_room_to_write_and_output_tables_one_row_or_what_the_charts_show() -> None:
    for table in tables().values():
        first, last = opened_blank()[table.sheet].tables[table.name].ref.split(":")
        body = int("".join(filter(str.isdigit, last))) - int("".join(filter(str.isdigit, first)))
        fields = [name for name, of in arrangement_fields().items() if not of.of_copy]
        filled = {"Partners": 2, "Arrangement": len(fields), "Scales": 10}.get(table.name, 0)
        empty = 0 if table.name in ("Arrangement", "Scales") else INPUT_ROWS
        numbers = 26 + 6 + 4 + 5 * 2 + 1 if table.name == "Figures" else 1
        assert body == (filled + empty if table.is_input else numbers), table.name


def test_the_same_input_gives_the_same_bytes() -> None:
    from pipeline.template.build import build

    assert build(new()) == build(new())


def test_the_reader_finds_nothing_to_say_about_a_blank_workbook() -> None:
    reading = read(blank(4))
    assert reading.problems == ()
    assert [partner.partner for partner in reading.arrangement.partners] == ["P1", "P2", "P3", "P4"]


@pytest.mark.parametrize("count", COUNTS)
def test_no_cell_holds_a_formula(count: int) -> None:
    for sheet in opened_blank(count):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), sheet.title


def test_the_lists_are_hidden_and_the_front_sheet_opens_first() -> None:
    book = opened_blank()
    assert book["Lists"].sheet_state == "hidden"
    assert book.worksheets[0].title == "Start here"


def test_the_file_carries_the_arrangements_id() -> None:
    from pipeline.template.build import ARRANGEMENT_PROPERTY, build

    book = opened(build(new(arrangement_id="river-7")))
    assert cast(Any, book).custom_doc_props[ARRANGEMENT_PROPERTY].value == "river-7"


def test_rarely_needed_columns_are_folded_and_the_stamp_is_hidden() -> None:
    risks: Any = opened_blank()["Risks"]
    plan: Any = opened_blank()["Action plan"]
    place = {cell.value: cell.column_letter for cell in risks[HEADER_ROW + 1]}
    folded = risks.column_dimensions[place["Category"]]
    assert (folded.outlineLevel, folded.hidden) == (1, True)
    stamp = next(cell.column_letter for cell in plan[HEADER_ROW + 1] if cell.value == "Stamp")
    assert plan.column_dimensions[stamp].hidden


@pytest.mark.parametrize(
    "table", [table for table in tables().values() if table.is_input], ids=lambda table: table.name
)
def test_ids_and_codes_are_kept_as_text(table: object) -> None:
    sheet = opened_blank()[table.sheet]  # type: ignore[attr-defined]
    for index, (column, _) in enumerate(table.layout(("P1", "P2")), start=1):  # type: ignore[attr-defined]
        if column.kind in ("id", "code", "ids", "partner", "partners"):
            assert sheet.cell(FIRST_ROW + 1, index).number_format == "@", column.name


def test_every_table_sheet_prints_on_a4_with_its_header_on_each_page() -> None:
    for table in tables().values():
        sheet: Any = opened_blank(30)[table.sheet]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        # None: on one page, or at a scale of its own.
        assert sheet.page_setup.fitToHeight == (None if table.name in ("Agenda", "Summary") else 0)
        header = Layout(table, ()).header_row + 1
        assert sheet.print_title_rows == f"${header}:${header}"
        assert "&A" in f"&{str(sheet.oddFooter.left.text).lstrip('&')}"


def test_the_header_and_the_key_stay_in_view_but_below_charts_that_must_scroll_away() -> None:
    assert opened_blank()["Summary"].freeze_panes is None
    for table in (table for table in tables().values() if table.name != "Summary"):
        pane = opened_blank()[table.sheet].freeze_panes
        assert pane in {f"{letter}{FIRST_ROW + 1}" for letter in ("BCE" if table.frozen_through else "BC")}, table.name


def test_only_the_header_row_is_frozen_above() -> None:
    for table in (table for table in tables().values() if table.name != "Summary"):
        assert str(opened_blank()[table.sheet].freeze_panes).lstrip("ABCDE") == "2", table.name


def test_what_a_sheet_is_for_is_said_at_its_first_header_on_paper_and_on_start_here() -> None:
    book = opened_blank()
    front = {str(cell.value) for row in book["Start here"].iter_rows() for cell in row}
    for table in tables().values():
        sheet: Any = book[table.sheet]
        if table.name == "Summary":
            assert [sheet["A1"].value, sheet["A2"].value] == [table.sheet, table.description]
        else:
            (hint,) = [each for each in sheet.data_validations.dataValidation if "A1" in str(each.sqref).split()]
            assert hint.promptTitle == table.sheet
            assert hint.prompt.startswith(table.description)
            assert sheet.oddHeader.left.text == f"&A\n{table.description}"
        assert table.name == "Figures" or table.description in front


def test_no_sheet_is_protected() -> None:
    assert not any(sheet.protection.sheet for sheet in opened_blank())


def test_the_sheet_behind_the_charts_is_hidden_and_can_be_shown() -> None:
    assert opened_blank()["Figures"].sheet_state == "hidden"


def test_gaps_is_read_without_scrolling_and_keeps_the_rest_folded() -> None:
    columns = tables()["Gaps"].columns
    shown = [column.name for column in columns if not column.rare]
    assert shown == ["severity", "what_was_found", "suggested_action", "cell", "partners"]
    assert sum(column.width for column in columns if not column.rare) <= 160
    sheet = opened_blank()["Gaps"]
    assert [sheet.column_dimensions[letter].hidden for letter in "ABCDEF"] == [False] * 5 + [True]


def test_a_hidden_column_makes_no_row_taller() -> None:
    from pipeline.template.build import build

    rows = [{"action": "RSK/R1", "what_to_do": "Meet", "stamp": "x" * 400}]
    book = opened(build(new(values={"ActionPlan": rows})))
    assert (book["Action plan"].row_dimensions[FIRST_ROW + 1].height or 15) < 30
