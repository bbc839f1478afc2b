"""A list of who does what where becomes activities: one for each activity and place, each partner with its role."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.adopt.proposal import ranges
from pipeline.adopt.questions import table_questions
from tests.adopt.kinds.grids import PRESENCE, proposal_of, table_of, targets
from tests.adopt.registers import VIEW, adopt, built, rows_of, saved


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("list") / "list.xlsx", PRESENCE, sheet="3W")


@pytest.fixture(scope="module")
def new(old: Path) -> Path:
    return built(old, "--partner", "GVA=Green Valley Association")


def test_its_columns_are_recognised_and_the_row_of_tags_is_no_record() -> None:
    table = table_of(PRESENCE)
    assert (table.kind, ranges(table.carried)) == ("activity_matrix", [(3, 6)])
    assert targets(table) == {
        "Organisation": "Partners.name", "Acronym": "Partners.partner", "Sector": None, "Activity": "Activities.title",
        "Governorate": "Activities.location", "Status": None,
    }  # fmt: skip


def test_where_no_column_names_the_activity_it_is_the_sector() -> None:
    lines = [(line[0], line[2], line[4]) for line in PRESENCE]
    assert targets(table_of(lines, name="3W"))["Sector"] == "Activities.title"


def test_it_is_asked_who_they_are_when_what_and_in_which_role() -> None:
    assert [about for about, _ in table_questions(table_of(PRESENCE))] == ["words", "fill", "fill", "fill"]


def test_a_list_of_contacts_is_none() -> None:
    lines = [
        ("Name", "Organisation", "District", "Sector", "Phone", "Email"),
        ("A", "GVA", "North", "Health", "1", "a"),
    ]
    assert proposal_of([*lines, lines[1], lines[1]]).tables == []


def test_rows_of_the_same_activity_and_place_are_one(new: Path) -> None:
    rows = [
        (row["Title"], row["Location"], row["Role · GVA"], row["Role · HREL"]) for row in rows_of(new, "Activities")
    ]
    assert rows == [
        ("Mobile clinic", "Northvale", "P", "P"), ("Wells", "Lakeside", "P", None), ("Wells", "Eastmoor", None, None)
    ]  # fmt: skip


def test_organisations_have_the_acronym_of_the_list_as_their_code(new: Path) -> None:
    names = {row["Partner"]: row["Name"] for row in rows_of(new, "Partners")}
    assert (names["LKT"], names["HREL"]) == ("Lakeside Trust", "Harbour Relief")


def test_every_cell_of_the_list_is_carried_or_left(new: Path) -> None:
    named = {row["cell"] for table in ("Adopted", "Left") for row in rows_of(new, table)}
    assert {f"{'ABCDEF'[at]}{number}" for number in range(2, 7) for at in range(6)} - named == set()


def test_only_the_organisations_of_the_rows_chosen_are_asked_about(old: Path) -> None:
    result = adopt(old, "--only", "Governorate=Lakeside", "--to", old.with_name("other.xlsx"), "--as", VIEW, "--accept")
    assert result.exit_code == 0, result.output
    assert {row["Partner"] for row in rows_of(old.with_name("other.xlsx"), "Partners")} == {"REDC", "GVA"}


def test_a_programme_among_organisations_is_one_of_them_and_not_a_post_of_the_viewer() -> None:
    lines = [("Organisation", "Activity", "District"), ("World Food Programme", "School canteens", "North"),
             ("County Health Team", "Vaccination", "South"), ("Harbour Relief", "Cash", "North")]  # fmt: skip
    (column,) = [each for each in table_of(lines, name="3W").columns if each.target == "Partners.name"]
    assert column.words
    assert column.words.proposed == {
        "World Food Programme": "WFP", "County Health Team": "CHT", "Harbour Relief": "HR",
    }  # fmt: skip


def test_a_mark_for_nothing_is_no_place_and_is_named(tmp_path: Path) -> None:
    lines = [("Organisation", "Activity", "Province", "District"), ("Harbour Relief", "Cash", "North", "0"),
             ("Green Valley", "Vaccination", "#N/A", "Hills"), ("Harbour Relief", "Wells", "N/A", "-")]  # fmt: skip
    workbook = built(saved(tmp_path / "list.xlsx", lines, sheet="3W"))
    assert [row["Location"] for row in rows_of(workbook, "Activities")] == ["North", "Hills", None]
    assert {row["cell"] for row in rows_of(workbook, "Left")} >= {"D2", "C3", "C4", "D4"}


def test_a_list_in_which_few_rows_say_what_is_done_is_asked_about() -> None:
    names = ("Aba", "Bor", "Cir", "Dul")
    rows = [(f"Clinic of {name}", "Triage" if name == "Aba" else "", "North", f"{name} town") for name in names]
    lines = [("Organisation", "Activity", "Region", "District"), *rows]
    assert table_of(lines, name="3W").ask


def test_headers_that_machines_joined_are_read_word_by_word() -> None:
    lines = [("OrgName", "ActivityType", "Admin1Name"), ("Harbour Relief", "School canteens", "North"),
             ("Green Valley", "Vaccination", "South"), ("Harbour Relief", "Cash", "North")]  # fmt: skip
    assert list(targets(table_of(lines, name="3W")).values()) == [
        "Partners.name", "Activities.title", "Activities.location",
    ]  # fmt: skip
