"""Tables are found wherever they went, and what people did to them is said once."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from pipeline.reading.workbook import read
from schemas.spec import tables
from tests.reading.books import Shape, address, book
from tests.reading.reads import activity, indicator, line, reading, risk, told


@pytest.mark.parametrize("state", ["visible", "hidden", "very_hidden"])
def test_a_sheet_may_be_renamed_moved_and_hidden(state: str) -> None:
    read = reading({"Risks": [risk()]}, shapes={"Risks": Shape(sheet=" Register <é> & 'co' ", state=state, down=9)})
    assert told(read) == []
    assert read.places.sheet("Risks") == " Register <é> & 'co' "
    assert read.arrangement.risks[0].row == 11


def test_a_missing_input_table_is_named_and_nothing_is_concluded() -> None:
    read = reading({}, leave_out=["Indicators"])
    assert told(read) == ["CHK-40 Indicators"]
    assert read.arrangement.missing == {"Indicators"}


def test_a_missing_output_table_is_only_absent() -> None:
    read = reading({}, leave_out=["Gaps", "ActionPlan"])
    assert told(read) == []
    assert "Gaps" not in read.present
    assert "Checks" in read.present


@pytest.mark.parametrize("name", [name for name, of in tables().items() if of.is_input])
def test_a_table_that_is_only_cells_is_found_by_its_header(name: str) -> None:
    given: dict[str, Any] = {"Risks": [risk()], "Activities": [activity()], "Budget": [line()]}
    shape = Shape(as_object=False, down=6, right=2)
    read = reading(given, shapes={name: shape})
    assert told(read) == [f"CHK-41 {name}"]
    assert read.arrangement.missing == frozenset()
    assert reading(given).arrangement.partner_codes == read.arrangement.partner_codes
    assert (
        len(read.arrangement.table_rows(name)) == len(reading(given).arrangement.table_rows(name))
        if name != "Arrangement"
        else True
    )


def test_every_table_may_be_only_cells_at_once() -> None:
    shapes = {name: Shape(as_object=False) for name in tables()}
    read = reading({"Risks": [risk("R1"), {}, risk("R2")]}, shapes=shapes)
    assert {p.check for p in read.problems} == {"CHK-41"}
    assert [row.row for row in read.arrangement.risks] == [5, 7]
    assert set(read.present) == {of.name for of in tables().values() if not of.is_input}
    assert not read.present["ActionPlan"].has_object


def test_two_lost_tables_on_one_sheet_are_kept_apart() -> None:
    shapes = {
        "Risks": Shape(sheet="All", as_object=False, down=1),
        "Budget": Shape(sheet="All", as_object=False, down=8),
    }
    read = reading({"Risks": [risk()], "Budget": [line()]}, shapes=shapes)
    assert told(read) == ["CHK-41 Risks", "CHK-41 Budget"]
    assert [row.row for row in read.arrangement.risks] == [3]
    assert [row.row for row in read.arrangement.lines] == [10]


def test_a_table_with_another_name_is_found_by_its_header() -> None:
    read = reading({"Risks": [risk()]}, shapes={"Risks": Shape(name="Register")})
    assert told(read) == ["CHK-42 Risks"]
    assert len(read.arrangement.risks) == 1


def test_the_name_of_a_table_may_be_in_any_case() -> None:
    assert told(reading({"Risks": [risk()]}, shapes={"Risks": Shape(name="RISKS")})) == []


def test_of_two_copies_the_one_with_the_right_name_is_read() -> None:
    def copy(builder: Any) -> None:
        builder.table(tables()["Risks"], [risk("R9")], ("A", "B"), Shape(sheet="Risks (2)", name="Risks3"))

    read = reading({"Risks": [risk("R1")]}, extra=copy)
    assert told(read) == ["CHK-45 Risks"]
    assert "Risks on this sheet was read; not read: Risks3 (sheet Risks (2))" in read.problems[0].says
    assert [row.id for row in read.arrangement.risks] == ["R1"]


def test_a_copy_that_is_alone_is_read_and_mentioned() -> None:
    read = reading({"Risks": [risk("R1")]}, shapes={"Risks": Shape(name="Risks_1")})
    assert told(read) == ["CHK-46 Risks"]
    assert [row.id for row in read.arrangement.risks] == ["R1"]


def test_rows_below_an_input_table_are_read_also_behind_up_to_three_empty_rows() -> None:
    shape = Shape(empty_rows=0, below=[risk("R2"), {}, risk("R3"), {}, {}, {}, risk("R4")])
    read = reading({"Risks": [risk("R1")]}, shapes={"Risks": shape})
    assert told(read) == ["CHK-43 Risks"]
    assert "(rows 6 to 12)" in read.problems[0].says
    assert [row.id for row in read.arrangement.risks] == ["R1", "R2", "R3", "R4"]


@pytest.mark.parametrize(
    ("name", "row"), [("Risks", risk("R9")), ("Activities", activity("9")), ("Indicators", indicator("I9")),
                      ("Budget", line("B9")), ("Partners", {"partner": "C", "name": "Org C", "party": "yes"})],
)  # fmt: skip
def test_a_row_behind_an_empty_one_is_read_in_every_input_table(name: str, row: dict[str, object]) -> None:
    partners = [{"partner": code, "name": f"Org {code}", "party": "yes"} for code in "AB"]
    rows = partners if name == "Partners" else []
    read = reading({name: rows}, shapes={name: Shape(empty_rows=1, below=[{}, row])})
    assert "CHK-43" in [problem.check for problem in read.problems]
    assert len(read.contents[name].numbers) == len(rows) + 1


def test_what_stands_further_down_is_said_not_to_be_read() -> None:
    shape = Shape(empty_rows=0, below=[{}, {}, {}, {}, risk("R2"), {}, {"location": "note"}])
    read = reading({"Risks": [risk("R1")]}, shapes={"Risks": shape})
    assert told(read) == ["CHK-48 Risks"]
    assert "in these rows: 10, 12." in read.problems[0].says
    assert [row.id for row in read.arrangement.risks] == ["R1"]


def test_a_remark_behind_an_empty_row_is_no_row_of_the_table() -> None:
    shape = Shape(empty_rows=0, below=[{}, {"risk": "Agreed on 3 May by all of us"}])
    read = reading({"Risks": [risk("R1")]}, shapes={"Risks": shape})
    assert told(read) == ["CHK-48 Risks"]


def test_one_row_below_a_table_is_told_of_as_one_row() -> None:
    read = reading({"Risks": [risk("R1")]}, shapes={"Risks": Shape(empty_rows=0, below=[risk("R2")])})
    assert "(row 6)" in read.problems[0].says


def test_rows_below_a_table_with_a_total_row_are_not_read_and_that_is_said() -> None:
    read = reading(
        {"Risks": [risk("R1")]}, shapes={"Risks": Shape(empty_rows=0, total_row=True, below=[{}, risk("R2")])}
    )
    assert told(read) == ["CHK-48 Risks"]
    assert [row.id for row in read.arrangement.risks] == ["R1"]


def test_a_table_directly_below_another_is_not_read_as_its_rows() -> None:
    shapes = {"Risks": Shape(sheet="All", empty_rows=0), "Budget": Shape(sheet="All", down=5)}
    read = reading({"Risks": [risk()], "Budget": [line()]}, shapes=shapes)
    assert told(read) == []
    assert len(read.arrangement.risks) == 1


def test_columns_of_ours_typed_beside_a_table_are_read() -> None:
    def beside(builder: Any) -> None:
        builder.sheets["Activities"].write_row(3, 14, ["Role · NEW", "Remarks"])
        builder.sheets["Activities"].write_row(4, 14, ["L", "x"])

    partners = [{"partner": code, "name": code, "party": "no"} for code in ("A", "B", "NEW")]
    read = reading({"Partners": partners, "Activities": [activity(role__A="S")]}, extra=beside)
    assert told(read) == ["CHK-44 Activities"]
    assert read.arrangement.activities[0].role == {"A": "S", "NEW": "L"}
    assert "Role · NEW" in read.problems[0].says
    assert "Remarks" not in read.problems[0].says


def test_hidden_rows_that_are_filled_are_read_and_mentioned_once() -> None:
    read = reading({"Risks": [risk("R1"), risk("R2"), {}]}, shapes={"Risks": Shape(hidden=(6, 7))})
    assert told(read) == ["CHK-47 Risks"]
    assert read.problems[0].values == {"rows": "6"}
    assert len(read.arrangement.risks) == 2


def test_merged_cells_are_named_and_what_they_cover_is_unknown() -> None:
    def merge(builder: Any) -> None:
        builder.sheets["Risks"].merge_range("C5:C6", "Flood")

    read = reading({"Risks": [risk("R1"), risk("R2")]}, extra=merge, shapes={"Risks": Shape(as_object=False)})
    assert told(read) == ["CHK-41 Risks", "CHK-31 Risks!C5"]
    assert [row.unknown for row in read.arrangement.risks] == [frozenset(), {"event"}]


def test_merged_cells_elsewhere_on_the_sheet_do_not_matter() -> None:
    def merge(builder: Any) -> None:
        builder.sheets["Risks"].merge_range("A1:F2", "The joint register")

    assert told(reading({"Risks": [risk("R1")]}, extra=merge)) == []


def test_a_header_row_that_is_switched_off_is_replaced_by_the_names_of_the_columns() -> None:
    read = reading({"Risks": [risk("R1", status="bad")]}, shapes={"Risks": Shape(header_row=False)})
    assert told(read) == ["CHK-49 Risks", f"CHK-13 Risks!{address('Risks', 0, 'status')}"]
    assert len(read.arrangement.risks) == 1


def test_headers_that_stand_there_are_headers_though_the_header_row_is_switched_off() -> None:
    data = book({"Risks": [risk("R1")], "Gaps": [{"finding": "RSK-02/R1"}]})
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/tables/"):
                part = part.replace(b"<table ", b'<table headerRowCount="0" ')
            new.writestr(name, part)
    reading = read(changed.getvalue())
    assert told(reading) == []
    assert [row.id for row in reading.arrangement.risks] == ["R1"]
    assert len(reading.present["Gaps"].rows) == 1


def test_single_quotes_and_prefixes_in_the_parts_make_no_difference() -> None:
    """Other programs write the same XML in other ways."""
    data = book({"Risks": [risk("R1", likelihood__A=3, location="camp")]})
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet4"):
                part = part.replace(b'<c r="F5"><v>3</v>', b"<c r='F5' t='e'><f>1/0</f><v>#DIV/0!</v>")
            new.writestr(name, part)
    reading = read(changed.getvalue())
    assert told(reading) == ["CHK-29 Risks!F5"]
