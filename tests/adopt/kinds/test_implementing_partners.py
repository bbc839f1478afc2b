"""Lists of who does what where that say who carries it out: a partner too; and lists of which nothing is carried."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from schemas.wording.text import text
from tests.adopt.registers import VIEW, adopt, answer_open, rows_of, saved

LIST = (
    ("Organisation", "Implementing partner", "Sector", "Activity", "Province"),
    ("Water for All", "GVA", "WASH", "Chlorination of wells", "Upper Lake"),
    ("Lake Doctors", "", "Health", "Vaccination", "Lower Lake"),
    ("Water for All", "GVA", "WASH", "Repair of pumps", "Lower Lake"),
)


def test_who_carries_it_out_takes_part_beside_whose_project_it_is(tmp_path: Path) -> None:
    old, new = saved(tmp_path / "5w.xlsx", LIST), tmp_path / "new.xlsx"
    result = adopt(old, "--to", new, "--as", VIEW, "--accept")
    assert result.exit_code == 0, result.output
    rows = {
        row["Activity"]: (row["Role · WFA"], row["Role · GVA"], row["Role · LD"]) for row in rows_of(new, "Activities")
    }
    assert [*rows.values()] == [("P", "P", None), (None, None, "P"), ("P", "P", None)]


def test_where_every_organisation_is_left_out_no_empty_workbook_is_made(tmp_path: Path) -> None:
    old, new = saved(tmp_path / "5w.xlsx", LIST), tmp_path / "new.xlsx"
    adopt(old, "--to", new, "--as", VIEW)
    names = {"Water for All", "GVA", "Lake Doctors"}

    def says(_: str, cells: Sequence[Any]) -> str:
        return text("adopt.mapping.leave_out") if names & {*map(str, cells)} else "yes"

    answer_open(tmp_path / "5w.mapping.xlsx", says)
    result = adopt(old, "--to", new, "--as", VIEW)
    assert text("adopt.refused.nothing_carried", name="5w.xlsx") in result.output
    assert not new.exists()
