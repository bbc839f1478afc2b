"""What a person answers about a matrix is what is built: partners by column, a letter, the event by heading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from schemas.wording.text import text
from tests.adopt.kinds.grids import RACI
from tests.adopt.registers import VIEW, adopt, answer_open, rows_of, saved

ANSWERS = {"Project manager": "yes", "Green Valley Association": "LOCA", "HRBR": "leave out", "D": "Supports"}


def answered(folder: Path, given: dict[str, str], other: str) -> None:
    """Answer each yellow row of the mapping by the texts of its first cells."""

    def says(_: str, cells: Sequence[Any]) -> str:
        return next((given[cell] for cell in cells[:2] if cell in given), other)

    answer_open(folder / "raci.mapping.xlsx", says)


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


SHARED = (("Task", "GVA", "HRBR", "LKT"), ("Map the access roads", "A", "R", "C"), ("Train the drivers", "A", "A", "I"),
          ("Share the report", "C", "A", "R"))  # fmt: skip


@pytest.mark.parametrize(("answer", "role"), [("yes", "L"), ("Participates", "P")])
def test_where_several_lead_one_task_it_is_asked_what_that_means(tmp_path: Path, answer: str, role: str) -> None:
    old, new = saved(tmp_path / "raci.xlsx", SHARED), tmp_path / "new.xlsx"
    first = adopt(old, "--to", new, "--as", 'GVA="Green Valley"')
    assert text("adopt.why.several_lead", rows="3") in first.output
    answered(tmp_path, {"A": answer, "GVA": "GVA", "HRBR": "HRBR", "LKT": "LKT"}, "yes")
    result = adopt(old, "--to", new, "--as", 'GVA="Green Valley"')
    assert result.exit_code == 0, result.output
    assert [row["Role · HRBR"] for row in rows_of(new, "Activities")] == ["P", role, "L"]
