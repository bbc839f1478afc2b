"""A partner whom the command names only after the mapping was written, and the row in which each question stands."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from tests.adopt.registers import VIEW, adopt, rows_of

RISKS = [
    ("No", "Risk description", "Likelihood", "Impact", "Owner"),
    (1, "The flood cuts off the clinic", 3, 4, "Red Crossing"),
    (2, "Robbery on the road", 2, 5, "Green Valley"),
]
MATRIX = [
    ("Activity", "Red Crossing", "Green Valley"),
    ("Evacuate staff", "P", "L"), ("Call drivers", "L", "P"), ("Keep the store", "L", "S"), ("Warn people", "S", "L"),
]  # fmt: skip


@pytest.fixture
def old(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for title, lines in (("Register", RISKS), ("Who does what", MATRIX)):
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    del book[book.sheetnames[0]]
    book.save(tmp_path / "register.xlsx")
    return tmp_path / "register.xlsx"


def test_a_partner_named_later_gets_what_is_its_own_and_no_proposal_of_before(old: Path) -> None:
    new = old.with_name("new.xlsx")
    assert adopt(old, "--to", new, "--as", VIEW).exit_code == 3
    assert adopt(old, "--to", new, "--as", VIEW, "--partner", "GREE=Green Valley", "--accept").exit_code == 0
    assert [row["Owner"] for row in rows_of(new, "Risks")] == ["REDC", "GREE"]
    roles = [(row["Role · REDC"], row["Role · GREE"]) for row in rows_of(new, "Activities")]
    assert roles == [("P", "L"), ("L", "P"), ("L", "S"), ("S", "L")]


def test_a_partner_typed_over_in_the_mapping_counts_though_the_command_names_one(old: Path) -> None:
    new, mapping = old.with_name("new.xlsx"), old.with_name("register.mapping.xlsx")
    assert adopt(old, "--to", new, "--as", VIEW).exit_code == 3
    book = openpyxl.load_workbook(mapping)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    (name,) = [
        cell for cell in cells if cell.value == "Green Valley" and cell.row and "Owner" in str(cell.offset(0, 1).value)
    ]
    name.offset(0, 2).value = "VALL"
    book.save(mapping)
    assert adopt(old, "--to", new, "--as", VIEW, "--partner", "GREE=Green Valley", "--accept").exit_code == 0
    assert [row["Owner"] for row in rows_of(new, "Risks")] == ["REDC", "VALL"]


def test_each_question_names_the_row_in_which_it_stands(old: Path) -> None:
    new = old.with_name("new.xlsx")
    adopt(old, "--to", new, "--as", VIEW)
    asked = re.findall(
        r"says (?:Risks|Activities): (\w[\w /]*), which .*?\(row (\d+) of",
        " ".join(adopt(old, "--to", new, "--as", VIEW).output.split()),
    )
    sheet = next(sheet for sheet in openpyxl.load_workbook(old.with_name("register.mapping.xlsx")) if sheet.title)
    assert len(asked) >= 3
    for title, row in asked:
        assert any(str(cell.value).endswith(title) for cell in sheet[int(row)]), (title, row)


def test_a_name_has_one_line_that_says_all_its_places_and_who_heads_its_column(old: Path) -> None:
    adopt(old, "--to", old.with_name("new.xlsx"), "--as", VIEW)
    book = openpyxl.load_workbook(old.with_name("register.mapping.xlsx"))
    lines = [row for sheet in book for row in sheet.iter_rows(values_only=True) if row[0] == "Green Valley"]
    (line,) = [line for line in lines if "Owner" in str(line[1])]
    assert "Role" in str(line[1])
    assert line[2] not in ("REDC", None)


def test_taken_as_they_stand_the_owner_and_the_column_of_one_name_are_one_partner(old: Path) -> None:
    new = old.with_name("new.xlsx")
    assert adopt(old, "--to", new, "--as", VIEW, "--accept").exit_code == 0
    owner = [row["Owner"] for row in rows_of(new, "Risks")][1]
    assert owner != "REDC"
    assert [row[f"Role · {owner}"] for row in rows_of(new, "Activities")] == ["L", "P", "S", "L"]
