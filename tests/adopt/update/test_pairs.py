"""Rows of two partners that may be the same risk are proposed as pairs, and joined only where somebody says yes."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.registers import Line, adopt, answer_open, once_adopted, rows_of, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Mitigation plan")
OURS: tuple[Line, ...] = (
    ("R1", "Convoys are attacked on the road to the north", 4, 5, "Two vehicles"),
    ("R2", "The office is burgled at night", 3, 2, ""),
)
THEIRS: tuple[Line, ...] = (
    ("1", "Attack on convoys on the northern road: convoys are attacked", 5, 3, "Radios"),
    ("2", "Fuel runs out", 2, 2, "Store"),
)
OTHER = "LOCA=Green Valley"


def both(folder: Path) -> tuple[Path, Path]:
    """A workbook from our register, and the register of the other partner."""
    once_adopted(folder, "ours.xlsx", (HEADERS, *OURS))
    return folder / "new.xlsx", saved(folder / "theirs.xlsx", [HEADERS, *THEIRS])


def answered(mapping: Path, answer: str) -> None:
    answer_open(mapping, lambda table, _: answer if table == "MapPairs" else "yes")


def test_a_pair_is_asked_about_before_anything_is_written(tmp_path: Path) -> None:
    new, theirs = both(tmp_path)
    before = new.read_bytes()
    result = adopt(theirs, "--to", new, "--as", OTHER)
    assert (result.exit_code, new.read_bytes() == before) == (3, True)
    assert "the same as Risks R1" in " ".join(result.output.split())


def test_a_yes_joins_the_rows_and_replaces_nothing(tmp_path: Path) -> None:
    new, theirs = both(tmp_path)
    adopt(theirs, "--to", new, "--as", OTHER)
    answered(tmp_path / "theirs.mapping.xlsx", "yes")
    result = adopt(theirs, "--to", new, "--as", OTHER)
    assert result.exit_code == 0, result.output
    rows = [
        (row["Risk"], row["Likelihood · REDC"], row["Likelihood · LOCA"], row["Measures"])
        for row in rows_of(new, "Risks")
    ]
    assert rows == [("R1", 4, 5, "Two vehicles"), ("R2", 3, None, None), ("R3", None, 2, "Store")]
    left = [row["value"] for row in rows_of(new, "Left") if row["file"] == "theirs.xlsx"]
    assert "Radios" in left


def test_a_no_leaves_two_rows(tmp_path: Path) -> None:
    new, theirs = both(tmp_path)
    adopt(theirs, "--to", new, "--as", OTHER)
    answered(tmp_path / "theirs.mapping.xlsx", "no")
    assert adopt(theirs, "--to", new, "--as", OTHER).exit_code == 0
    assert [row["Risk"] for row in rows_of(new, "Risks")] == ["R1", "R2", "R3", "R4"]


def test_accept_joins_no_rows(tmp_path: Path) -> None:
    new, theirs = both(tmp_path)
    assert adopt(theirs, "--to", new, "--as", OTHER, "--accept").exit_code == 0
    assert len(rows_of(new, "Risks")) == 4


def test_a_joined_row_is_known_again_in_a_newer_version(tmp_path: Path) -> None:
    new, theirs = both(tmp_path)
    adopt(theirs, "--to", new, "--as", OTHER)
    answered(tmp_path / "theirs.mapping.xlsx", "yes")
    adopt(theirs, "--to", new, "--as", OTHER)
    saved(theirs, [HEADERS, (*THEIRS[0][:3], 4, THEIRS[0][4]), THEIRS[1]])
    result = adopt(theirs, "--to", new, "--as", OTHER)
    assert result.exit_code == 0, result.output
    assert [row["Impact · LOCA"] for row in rows_of(new, "Risks")] == [4, None, 2]
