"""Where a newer version has its rows elsewhere, and in other words, the trace says what the file holds now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopt.registers import VIEW, Line, adopt, answer_open, rows_of, saved

HEADERS = ("Risk description", "Likelihood", "Impact", "Risk score", "Mitigation plan")
FIRST: tuple[Line, ...] = (
    ("Convoys are attacked on the road to the north", 4, 5, 20, "More radios"),
    ("The office is burgled at night", 3, 2, 6, "Cameras"),
    ("Staff are detained at checkpoints", 2, 4, 8, "Training"),
)
NEWER: tuple[Line, ...] = (
    ("The river floods the warehouse", 1, 1, 1, "Sandbags"),
    ("Convoys are attacked on the main road to the north", 3, 5, 15, "More radios"),
    FIRST[1],
)


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A risk is new above the others, one is said in other words, one is gone; the pair is answered with yes."""
    folder = tmp_path_factory.mktemp("moved")
    old, new = saved(folder / "register.xlsx", [HEADERS, *FIRST]), folder / "new.xlsx"
    assert adopt(old, "--to", new, "--as", VIEW, "--accept").exit_code == 0
    saved(old, [HEADERS, *NEWER])
    assert adopt(old, "--to", new, "--as", VIEW).exit_code == 3
    answer_open(folder / "register.mapping.xlsx", lambda *_: "yes")
    result = adopt(old, "--to", new, "--as", VIEW)
    assert result.exit_code == 0, result.output
    return new, " ".join(result.output.split())


def test_a_row_in_other_words_is_updated_once_somebody_says_that_it_is_the_same(updated: tuple[Path, str]) -> None:
    rows = {row["Risk"]: (row["Description"], row["Likelihood · REDC"]) for row in rows_of(updated[0], "Risks")}
    assert rows == {
        "R1": ("Convoys are attacked on the main road to the north", 3), "R2": ("The office is burgled at night", 3),
        "R3": ("Staff are detained at checkpoints", 2), "R4": ("The river floods the warehouse", 1),
    }  # fmt: skip


def test_each_line_of_the_trace_names_the_cell_in_which_its_value_stands_now(updated: tuple[Path, str]) -> None:
    cells = {(row["row"], row["column"]): row["cell"] for row in rows_of(updated[0], "Adopted") if row["cell"]}
    assert {key: cell for key, cell in cells.items() if key[0] != "R3" and key[1] == "Description"} == {
        ("R1", "Description"): "A3", ("R2", "Description"): "A4", ("R4", "Description"): "A2",
    }  # fmt: skip


def test_the_notes_beside_rows_and_what_is_left_are_those_of_the_newer_version(updated: tuple[Path, str]) -> None:
    notes = [row["Source"].rpartition(" ")[2] for row in rows_of(updated[0], "Risks")]
    left = {row["cell"]: row["value"] for row in rows_of(updated[0], "Left")}
    assert (notes, left) == (["3", "4", "4", "2"], {"D2": 1, "D3": 15, "D4": 6})


def test_every_change_is_told(updated: tuple[Path, str]) -> None:
    assert "Risks R1, Likelihood · REDC: 4 → 3" in updated[1]
    assert "Risks R4: new (The river floods the warehouse)." in updated[1]
    assert "Risks R3: no longer in register.xlsx" in updated[1]
