"""A row that may be a record is carried where somebody says so, and what its heading said goes with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schemas.wording.text import text
from tests.adopt.registers import VIEW, adopt, answer_open, rows_of, saved

LINES = [
    ("Task", "REDC", "LOCA"),
    ("Planning",),
    ("Map the roads", "R", "A"),
    ("Brief the drivers",),
    ("Buy radios", "A", "R"),
    ("Response",),
    ("Evacuate", "R", "A"),
    ("Report", "A", "C"),
]


def adopted(old: Path, answer: str) -> Path:
    """The workbook that is built where the question about rows is answered so, and all others with yes."""
    words = (old, "--to", old.with_name("new.xlsx"), "--as", VIEW, "--partner", "LOCA=Green Valley")
    said = adopt(*words)
    assert text("adopt.said.rows", rows="4") in said.output
    answer_open(old.with_name("tasks.mapping.xlsx"), lambda table, _: answer if table == "MapRows" else "yes")
    result = adopt(*words)
    assert result.exit_code == 0, result.output
    return old.with_name("new.xlsx")


@pytest.mark.parametrize(("answer", "titles"), [
    ("no", ["Map the roads", "Brief the drivers", "Buy radios", "Evacuate", "Report"]),
    ("yes", ["Map the roads", "Buy radios", "Evacuate", "Report"]),
])  # fmt: skip
def test_the_answer_is_what_is_built(tmp_path: Path, answer: str, titles: list[str]) -> None:
    rows = rows_of(adopted(saved(tmp_path / "tasks.xlsx", LINES, sheet="RACI"), answer), "Activities")
    assert [row["Title"] for row in rows] == titles
    assert [row["Phase"] for row in rows] == ["Preparedness"] * (len(titles) - 2) + ["Response"] * 2


def test_programs_see_which_rows_are_asked_about(tmp_path: Path) -> None:
    old = saved(tmp_path / "tasks.xlsx", LINES, sheet="RACI")
    rows = json.loads(adopt(old, "--json").output)["tables"][0]["rows"]
    assert rows["asked"] == [[4, 4]]
    assert [4, 4, text("adopt.left.heading")] in rows["left"]


def test_accept_leaves_them_where_they_are(tmp_path: Path) -> None:
    old = saved(tmp_path / "tasks.xlsx", LINES, sheet="RACI")
    assert adopt(old, "--to", tmp_path / "new.xlsx", "--as", VIEW, "--accept").exit_code == 0
    assert "Brief the drivers" not in [row["Title"] for row in rows_of(tmp_path / "new.xlsx", "Activities")]
