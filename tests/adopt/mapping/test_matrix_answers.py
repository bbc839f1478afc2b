"""What a person answers about a matrix is what is built: partners by column, a letter, the event by heading."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.adopt.kinds.grids import RACI
from tests.adopt.registers import VIEW, adopt, rows_of, saved

ANSWERS = {"Project manager": "yes", "Green Valley Association": "LOCA", "HRBR": "leave out", "D": "Supports"}


def answered(folder: Path, given: dict[str, str], other: str) -> None:
    """Answer each yellow row of the mapping by the texts of its first cells."""
    book = openpyxl.load_workbook(folder / "raci.mapping.xlsx")
    sheet = book["Mapping"]
    for table in sheet.tables.values():
        for row in sheet[table.ref][1:]:
            if row[0].fill.fgColor.rgb == "FFFFF2B3":
                row[-1].value = next((given[cell.value] for cell in row[:2] if cell.value in given), other)
    book.save(folder / "raci.mapping.xlsx")


def test_partners_letters_and_events_are_taken_from_the_mapping(tmp_path: Path) -> None:
    old, new = saved(tmp_path / "raci.xlsx", RACI), tmp_path / "new.xlsx"
    assert adopt(old, "--to", new, "--as", VIEW).exit_code == 3
    answered(tmp_path, ANSWERS, "Flood")
    result = adopt(old, "--to", new, "--as", VIEW)
    assert result.exit_code == 0, result.output
    rows = [(row["Event"], row["Role · REDC"], row["Role · LOCA"]) for row in rows_of(new, "Activities")]
    assert rows == [("Flood", "L", "P"), ("Flood", None, "L"), ("Flood", "P", "L"), ("Flood", "L", "S")]
    assert {row["assumed"] for row in rows_of(new, "Adopted")} == {"no"}


def test_a_name_that_may_be_a_persons_becomes_no_partners_name(tmp_path: Path) -> None:
    rows = [(f"Deliver goods to town {at}", "R", "A") for at in range(3)]
    old, new = saved(tmp_path / "raci.xlsx", [("Task", "Jane Doe", "GVA"), *rows]), tmp_path / "new.xlsx"
    adopt(old, "--to", new, "--as", VIEW)
    answered(tmp_path, {"Jane Doe": "LOCA", "GVA": "yes"}, "yes")
    assert adopt(old, "--to", new, "--as", VIEW).exit_code == 0
    assert {row["Partner"]: row["Name"] for row in rows_of(new, "Partners")}["LOCA"] == "LOCA"
