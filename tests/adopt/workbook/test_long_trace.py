"""What becomes of a trace that is longer than a sheet of Excel: folded where it can be, else refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.adopt.workbook import left_lines, new_file
from tests.adopt.registers import VIEW, adopt, built, rows_of, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Region", "Colour")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    regions = ("North", "South")
    lines = [(f"R{at}", f"Convoy {at} is attacked", 1 + at % 5, 2, regions[at % 2], "Red") for at in range(1, 21)]
    return saved(tmp_path / "register.xlsx", [HEADERS, *lines])


def _with_room(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    for module in (left_lines, new_file):
        monkeypatch.setattr(module, "ROOM", rows)
    monkeypatch.setattr("pipeline.adopt.adopt.ROOM", rows)


def test_more_lines_than_a_sheet_holds_are_refused_with_what_helps(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_room(monkeypatch, 50)
    new = old.with_name("new.xlsx")
    result = adopt(old, "--to", new, "--as", VIEW, "--accept")
    assert (result.exit_code, new.exists()) == (1, False)
    assert "room for 50." in result.output


def test_rows_not_chosen_are_one_line_each_where_their_cells_are_too_many(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_room(monkeypatch, 65)
    left = rows_of(built(old, "--only", "Region=North"), "Left")
    assert [row["cell"] for row in left if "--only" in row["reason"]] == [f"A{at}:F{at}" for at in range(2, 22, 2)]
    assert not any(row["value"] for row in left if ":" in row["cell"])


def test_cells_are_named_one_by_one_where_there_is_room(old: Path) -> None:
    left = rows_of(built(old, "--only", "Region=North"), "Left")
    assert len([row for row in left if "--only" in row["reason"]]) == 60
    assert not any(":" in row["cell"] for row in left)
