"""The register of a second partner goes into the same workbook, with ratings of its own."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pipeline.reading.workbook import read
from tests.adopt.registers import VIEW, Line, adopt, rows_of, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact")
OURS: tuple[Line, ...] = (("R1", "Convoys are attacked", 4, 5), ("R2", "The office is burgled", 3, 2))
THEIRS: tuple[Line, ...] = (("1", "The river floods", 5, 3), ("2", "Fuel runs out", 2, 2))


@pytest.fixture(scope="module")
def joint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("joint")
    new = folder / "new.xlsx"
    ours, theirs = saved(folder / "ours.xlsx", [HEADERS, *OURS]), saved(folder / "theirs.xlsx", [HEADERS, *THEIRS])
    for old, view in ((ours, VIEW), (theirs, "LOCA=Green Valley")):
        result = adopt(old, "--to", new, "--as", view, "--accept")
        assert result.exit_code == 0, result.output
    return new


def test_their_rows_are_added_with_ids_of_their_own(joint: Path) -> None:
    assert [row["Risk"] for row in rows_of(joint, "Risks")] == ["R1", "R2", "R3", "R4"]


def test_each_view_stands_in_columns_of_its_own(joint: Path) -> None:
    ratings = [(row["Likelihood · REDC"], row["Likelihood · LOCA"]) for row in rows_of(joint, "Risks")]
    assert ratings == [(4, None), (3, None), (None, 5), (None, 2)]


def test_the_second_partner_is_a_party_and_its_ratings_are_read(joint: Path) -> None:
    reading = read(joint.read_bytes())
    assert reading.problems == ()
    assert reading.arrangement.party_codes == ("REDC", "LOCA")
    assert [risk.likelihood.get("LOCA") for risk in reading.arrangement.risks] == [None, None, 5, 2]


def test_both_sources_are_named(joint: Path) -> None:
    assert [(row["file"], row["view of"]) for row in rows_of(joint, "Sources")] == [
        ("ours.xlsx", "REDC"), ("theirs.xlsx", "LOCA")
    ]  # fmt: skip


def test_a_workbook_that_no_adoption_made_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "new.xlsx")
    before = (tmp_path / "new.xlsx").read_bytes()
    old = saved(tmp_path / "ours.xlsx", [HEADERS, *OURS])
    assert adopt(old, "--to", tmp_path / "new.xlsx", "--as", VIEW, "--accept").exit_code == 1
    assert (tmp_path / "new.xlsx").read_bytes() == before
