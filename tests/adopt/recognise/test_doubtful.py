"""Where a header, or its cells, leave more than one meaning, it is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.adopt.registers import recognised, saved

RATED = ("Likelihood", "Impact")
TEXTS = ("Convoys are attacked on the road to the north", "The office is burgled at night", "Floods cut the only road")
NAMES = ("Ambush", "Burglary", "Flood")
ACTS = ("Guards at night and better lights", "Two vehicles on every trip", "Radio checks every hour")


def columns_of(path: Path, *columns: tuple[str, tuple[object, ...]]) -> dict[str, Any]:
    ids: tuple[tuple[str, tuple[object, ...]], ...] = (("ID", ("R1", "R2", "R3")),)
    ratings: tuple[tuple[str, tuple[object, ...]], ...] = ((RATED[0], (5, 3, 1)), (RATED[1], (4, 5, 2)))
    made = (*ids, *columns, *ratings)
    lines = [tuple(header for header, _ in made), *zip(*(cells for _, cells in made), strict=True)]
    found = recognised(saved(path, lines))["columns"]
    return {column["header"]: column for column in found}


@pytest.mark.parametrize("header", ["Controls", "Key controls"])
def test_controls_of_which_nobody_says_whether_they_exist_are_asked_about(tmp_path: Path, header: str) -> None:
    found = columns_of(tmp_path / "a.xlsx", ("Risk description", TEXTS), (header, ACTS))
    assert (found[header]["target"], found[header]["ask"]) == ("Risks.existing_measures", True)


def test_controls_that_exist_are_not_asked_about(tmp_path: Path) -> None:
    found = columns_of(tmp_path / "a.xlsx", ("Risk description", TEXTS), ("Existing controls", ACTS))
    assert (found["Existing controls"]["target"], found["Existing controls"]["ask"]) == (
        "Risks.existing_measures", False,
    )  # fmt: skip


@pytest.mark.parametrize("header", ["Actions to be taken", "Planned controls", "Planned actions"])
def test_what_is_still_to_be_done_is_no_measure_that_exists(tmp_path: Path, header: str) -> None:
    found = columns_of(tmp_path / "a.xlsx", ("Risk description", TEXTS), (header, ACTS))
    assert found[header]["target"] == "Risks.measures"


def test_a_header_that_means_two_places_is_asked_about(tmp_path: Path) -> None:
    found = columns_of(tmp_path / "a.xlsx", ("Risk description", TEXTS), ("Area", ("North", "South", "North")))
    assert found["Area"]["ask"] is True


def test_an_event_that_says_more_than_its_description_is_asked_about(tmp_path: Path) -> None:
    found = columns_of(tmp_path / "a.xlsx", ("Threat", TEXTS), ("Description", NAMES))
    assert (found["Threat"]["ask"], found["Description"]["ask"]) == (True, True)


def test_the_only_known_text_beside_an_unknown_one_is_asked_about(tmp_path: Path) -> None:
    found = columns_of(tmp_path / "a.xlsx", ("Threat", NAMES), ("In our words", TEXTS))
    assert found["Threat"]["ask"] is True


def test_an_owner_column_of_treatments_is_a_treatment(tmp_path: Path) -> None:
    words = ("Reduce", "Accept", "Transfer")
    found = columns_of(tmp_path / "a.xlsx", ("Risk description", TEXTS), ("Responsible", words))
    assert found["Responsible"]["target"] == "Risks.treatment"


def test_a_row_that_numbers_the_columns_is_no_record(tmp_path: Path) -> None:
    header = ("ID", "Risk description", *RATED, "Status")
    lines = [
        header,
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("R1", TEXTS[0], 4, 5, "Open"),
        ("R2", TEXTS[1], 1, 2, "Open"),
    ]
    table = recognised(saved(tmp_path / "a.xlsx", lines))
    assert (table["first_row"], table["rows"]["carried"]) == (3, [[3, 4]])


def test_a_matrix_may_have_its_columns_numbered_below_the_header(tmp_path: Path) -> None:
    lines = [("Task", "HR", "Finance", "Logistics"), ("(1)", "(2)", "(3)", "(4)"),
             ("Map the access roads", "R", "A", "C"), ("Train the drivers", "A", "R", "I")]  # fmt: skip
    table = recognised(saved(tmp_path / "a.xlsx", lines))
    assert (table["kind"], table["rows"]["carried"]) == ("activity_matrix", [[3, 4]])
