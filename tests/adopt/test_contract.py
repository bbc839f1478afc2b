"""What --json and the sheet Adopted hold, item by item against docs/adopt.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_from_string

from tests.adopt.registers import adopt, built, rows_of, saved

LINES = [
    ("Register of the valley",), (),
    ("ID", "Risk description", "Likelihood", "Impact", "Risk score", "Status", "Colour"),
    ("R1", "Convoys are attacked", 4, 5, 20, "Open", "Red"),
    ("R2", "The office is burgled", 3, 2, 6, "tbd", "Green"),
    (None, "Total", None, None, 26),
]  # fmt: skip
TABLE = {
    "id", "sheet", "kind", "confidence", "ask", "why", "header_rows", "first_row", "columns", "fills", "rows"
}  # fmt: skip
COLUMN = {"column", "header", "group", "target", "partner", "confidence", "ask", "why"}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return saved(tmp_path / "register.xlsx", LINES)


@pytest.fixture
def said(old: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(adopt(old, "--json").output)
    return found


def test_json_has_the_fields_of_the_contract_and_no_other(said: dict[str, Any]) -> None:
    assert {*said} == {"version", "command", "contract", "file", "refused", "tables", "left_sheets"}
    assert (said["contract"], said["file"], said["refused"]) == (1, "register.xlsx", None)
    (table,) = said["tables"]
    assert {*table} == TABLE
    assert all({*column} - {"values"} == COLUMN for column in table["columns"])
    assert all({*each["values"]} == {"map", "unmapped", "ask"} for each in table["columns"] if "values" in each)
    assert all({*fill} - {"section"} == {"target", "with", "ask"} for fill in table["fills"])


def test_every_filled_row_below_the_header_is_in_one_range(said: dict[str, Any]) -> None:
    rows = said["tables"][0]["rows"]
    ranges = [(first, last) for first, last, *_ in (*rows["carried"], *rows["left"])]
    assert sorted(row for first, last in ranges for row in range(first, last + 1)) == [4, 5, 6]
    assert all(reason for *_, reason in rows["left"])


def test_each_text_of_a_coded_column_is_mapped_or_not(said: dict[str, Any]) -> None:
    by_target = {column["target"]: column for column in said["tables"][0]["columns"]}
    values = by_target["Risks.status"]["values"]
    assert ({*values["map"]} | {*values["unmapped"]}, values["ask"]) == ({"Open", "tbd"}, True)
    assert by_target["Risks.likelihood"]["values"]["map"] == {"4": "4", "3": "3"}


def test_a_refused_file_has_no_tables_says_why_and_exits_with_1(tmp_path: Path) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(b"PK\x03\x04cut")
    result = adopt(path, "--json")
    found = json.loads(result.output)
    assert (result.exit_code, found["tables"], bool(found["refused"])) == (1, [], True)


def test_each_line_of_the_trace_names_a_row_a_column_and_the_cell_of_its_value(old: Path) -> None:
    new = built(old)
    risks = {row["Risk"]: row for row in rows_of(new, "Risks")}
    book: Any = openpyxl.load_workbook(old)["Risks"]
    for line in rows_of(new, "Adopted"):
        assert line["value"] == risks[line["row"]][line["column"]]
        assert line["how"] in {"copied", "word", "number", "joined", "filled", "given"}
        assert line["assumed"] in {"yes", "no"}
        if line["cell"]:
            coordinate_from_string(line["cell"])
            assert line["source value"] == book[line["cell"]].value
    for line in rows_of(new, "Left"):
        assert line["value"] == book[line["cell"]].value
        assert line["reason"]
