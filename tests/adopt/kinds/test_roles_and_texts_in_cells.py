"""Roles beside names in one cell, texts of what a service does, services by place: what is carried of them."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.registers import Line, built, rows_of, saved

PARTNERS = ("TOWN=Town council", "POL=Police", "RC=Red Cross")
CODES = ("TOWN", "POL", "RC")


def new_of(folder: Path, *lines: Line) -> Path:
    old = saved(folder / "plan.xlsx", lines, sheet="Plan")
    return built(old, *(word for one in PARTNERS for word in ("--partner", one)))


def roles_in(new: Path) -> list[list[object]]:
    return [[row.get(f"Role · {code}") or "" for code in CODES] for row in rows_of(new, "Activities")]


def test_everybody_has_the_role_that_stands_beside_the_name(tmp_path: Path) -> None:
    new = new_of(
        tmp_path,
        ("Activity", "Who"),
        ("Open the shelter", "Lead: Town council; Support: Red Cross, Police"),
        ("Close the bridge", "Police (lead), Town council (support)"),
        ("Count the families", "Red Cross [L], Town council"),
    )
    assert roles_in(new) == [["L", "S", "S"], ["S", "L", ""], ["P", "", "L"]]


def test_whoever_is_only_informed_in_a_cell_has_no_role(tmp_path: Path) -> None:
    new = new_of(
        tmp_path,
        ("Step", "RACI"),
        ("Open the shelter", "A: Town council / R: Red Cross / I: Police"),
        ("Close the bridge", "A: Police / R: Town council / I: Red Cross"),
    )
    assert roles_in(new) == [["L", "", "P"], ["P", "L", ""]]


def test_what_a_text_says_that_somebody_does_is_what_they_can_do(tmp_path: Path) -> None:
    new = new_of(
        tmp_path,
        ("Stage", "Town council", "Police", "Red Cross"),
        ("River high", "opens the school", "Lead: guards the dyke", ""),
        ("River low", "", "opens the road again", "Support: cleans the houses"),
    )
    assert roles_in(new) == [["P", "L", ""], ["", "P", "S"]]
    assert [row["Capability"] for row in rows_of(new, "Activities")] == [
        "Town council: opens the school\nPolice: Lead: guards the dyke",
        "Police: opens the road again\nRed Cross: Support: cleans the houses",
    ]


def test_each_service_in_each_place_is_an_activity_of_its_own(tmp_path: Path) -> None:
    new = new_of(
        tmp_path,
        ("District", "Health", "Shelter"),
        ("North", "Red Cross", "Town council, Red Cross"),
        ("South", "Red Cross, Police", "Town council"),
    )
    rows = rows_of(new, "Activities")
    assert [(row["Title"], row["Location"]) for row in rows] == [
        ("Health", "North"), ("Health", "South"), ("Shelter", "North"), ("Shelter", "South"),
    ]  # fmt: skip
    assert roles_in(new) == [["", "", "L"], ["", "P", "P"], ["P", "", "P"], ["L", "", ""]]


def test_services_down_the_rows_and_phases_across_are_read_as_one_that_lies_on_its_side(tmp_path: Path) -> None:
    new = new_of(
        tmp_path,
        ("Body", "Before the storm", "During the storm", "After the storm"),
        ("Town council", "cuts the trees", "opens the school", "clears the roads"),
        ("Police", "trains its drivers", "", "guards the empty houses"),
        ("Red Cross", "fills the depots", "runs the first aid posts", "hands out blankets"),
    )
    assert roles_in(new) == [["P", "P", "P"], ["P", "", "P"], ["P", "P", "P"]]
    assert rows_of(new, "Activities")[1]["Capability"] == (
        "Town council: opens the school\nRed Cross: runs the first aid posts"
    )


def test_whoever_stands_down_the_rows_does_what_is_said_below_each_phase(tmp_path: Path) -> None:
    new = new_of(
        tmp_path,
        ("Entity", "Emergency phase", "Recovery phase"),
        ("Town council", "Opens the hall to families", "Counts the damaged houses"),
        ("Police", "Closes the roads by the river", ""),
        ("Red Cross", "Sets up a first aid post", "Visits the older people"),
    )
    assert roles_in(new) == [["P", "P", "P"], ["P", "", "P"]]
    told = [str(row["Capability"]) for row in rows_of(new, "Activities")]
    assert "Red Cross: Sets up a first aid post" in told[0]
    assert "Police: Closes the roads by the river" in told[0]
    assert "Town council: Counts the damaged houses" in told[1]
