"""Matrices with several columns for each organisation, below one merged head: the letter is in any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopt.registers import built, rows_of, saved

TICKED = (
    ("Task", "Harbour Relief", "", "", "Lakeside Trust", "", ""),
    ("", "R", "A", "I", "R", "A", "I"),
    ("Map the routes", "x", "", "", "", "x", ""),
    ("Brief drivers", "", "", "x", "x", "x", ""),
    ("Call the families", "x", "x", "", "", "", "x"),
)
SPREAD = (
    ("Task", "Harbour Relief", "", "", "Lakeside Trust", "", ""),
    ("Map the routes", "", "R", "", "A", "", ""),
    ("Brief drivers", "I", "", "", "", "R", "A"),
    ("Call the families", "R", "A", "", "", "", "I"),
)


@pytest.mark.parametrize("lines", [TICKED, SPREAD], ids=["a letter for each column", "letters anywhere"])
def test_each_organisation_has_the_strongest_of_its_letters(lines: tuple[tuple[str, ...], ...], tmp_path: Path) -> None:
    old = saved(tmp_path / "matrix.xlsx", lines, merged=("B1:D1", "E1:G1"), sheet="RACI")
    new = built(old, "--partner", "HREL=Harbour Relief", "--partner", "LKT=Lakeside Trust")
    found = [(row["Title"], row["Role · HREL"], row["Role · LKT"]) for row in rows_of(new, "Activities")]
    assert found == [("Map the routes", "P", "L"), ("Brief drivers", None, "L"), ("Call the families", "L", None)]
