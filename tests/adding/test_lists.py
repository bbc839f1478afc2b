"""The lists of CONTRIBUTING.md, done step by step in a copy of the project, and what came of it used as people do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adding import lists
from tests.adding.project import Project

WALKED = {
    "A column": "a_column_that_is_added_is_asked_for_read_and_carried_over",
    "A table that people fill in": "a_table_that_is_added_has_a_sheet_where_it_is_asked_for_and_its_rows_are_read",
    "A table of results": "a_table_of_results_that_is_added_is_filled_in",
    "A field of Arrangement": "a_field_that_is_added_is_asked_for_and_read",
    "A word of a list, or a spelling": "a_word_that_is_added_is_understood_by_its_label_and_its_spellings",
    "A threshold": "a_threshold_that_is_added_counts_and_may_be_set",
    "A rule": "a_rule_that_is_added_finds_and_is_explained",
    "A catalogue of indicators": "a_catalogue_that_is_added_fills_a_new_workbook",
}
OLD, BOOK = "Made before.xlsx", "Made after.xlsx"
RISK = {"Risk": "R1", "Threat / event": "Flood", "Description": "The river rises.", "Owner": "A"}
RISKS = (
    {**RISK, "Location": "North", "Treatment": "Insure", "Way out": " By boat. "},
    {**RISK, "Risk": "R2", "Location": "South", "Treatment": "INSURANCE", "Owner": ""},
    {**RISK, "Risk": "R3", "Location": "North"},
    {**RISK, "Risk": "R4"},
)
VISITS = (
    {"Visit": "V1", "What": "Roof lost.", "Went on": "2026-03-04", "Took part": "A; B", "Days · A": 0},
    {"Visit": "V2", "What": "Flood.", "Went on": "soon"},
    {"Visit": " ", "What": "Nobody knows."},
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy with a workbook made before the lists were done, and one made after and filled in."""
    project = Project(tmp_path_factory.mktemp("adding"))
    project.new(OLD)
    project.fill(OLD, "Risks", RISK)
    project.call([command for title in lists.titles() for command in project.add(title)])
    project.new(BOOK, "--catalogue", "night_work", "--with", "visits")
    project.fill(BOOK, "Risks", *RISKS)
    project.fill(BOOK, "Visits", *VISITS)
    project.answer(BOOK, "Meeting place", "At the well.")
    return project


@pytest.fixture(scope="module")
def mentions(project: Project) -> str:
    """What `check` says of the workbook before it was run."""
    return project.mentions(BOOK)


@pytest.fixture(scope="module")
def results(project: Project, mentions: str) -> Any:
    """What the run of the workbook says as data."""
    return project.run(BOOK)


def test_every_list_is_walked_by_a_test() -> None:
    assert lists.titles() == list(WALKED)
    assert all(f"test_{name}" in globals() for name in WALKED.values())


def test_a_column_that_is_added_is_asked_for_read_and_carried_over(
    project: Project, mentions: str, results: Any
) -> None:
    assert "Way out" in project.mentions(OLD)
    assert "Way out" not in mentions
    assert project.read(BOOK, "[(r.way_out, r.blank('way_out')) for r in given.risks[:2]]") == (
        "[('By boat.', False), ('', True)]"
    )
    project.new("Later.xlsx", "--from", BOOK)
    assert project.shown("Later.xlsx", "Risks")[0]["Way out"] == " By boat. "


def test_a_workbook_that_was_made_before_is_still_run(project: Project) -> None:
    assert project.run(OLD)["counts"]
    assert project.read(OLD, "(given.risks[0].way_out, given.risks[0].blank('way_out'))") == "('', False)"


def test_a_table_that_is_added_has_a_sheet_where_it_is_asked_for_and_its_rows_are_read(
    project: Project, mentions: str, results: Any
) -> None:
    assert "Visits" not in project.mentions(OLD)
    assert "soon" in mentions
    assert "has no id" in mentions
    whole = "[(row.id, row.went_on, row.took_part, row.days, sorted(row.unknown)) for row in rows]"
    assert project.read(BOOK, f"(rows := given.table_rows('Visits')) and {whole}") == (
        "[('V1', datetime.date(2026, 3, 4), ('A', 'B'), {'A': 0.0}, []), ('V2', None, (), {}, ['went_on'])]"
    )
    of = "__import__('schemas.tables.visits').tables.visits.Visit"
    assert project.read(BOOK, f"[row.what for row in given.rows_of({of})]") == "['Roof lost.', 'Flood.']"


def test_a_table_of_results_that_is_added_is_filled_in(project: Project, results: Any) -> None:
    assert project.shown(BOOK, "Locations") == [
        {"Location": "North", "Open risks": 2, "Risks": "R1, R3"},
        {"Location": "South", "Open risks": 1, "Risks": "R2"},
    ]


def test_a_field_that_is_added_is_asked_for_and_read(project: Project, results: Any) -> None:
    assert project.read(BOOK, "given.text('meeting_place')") == "At the well."
    assert project.read(OLD, "given.field_blank('meeting_place')") == "True"


def test_a_word_that_is_added_is_understood_by_its_label_and_its_spellings(project: Project, mentions: str) -> None:
    assert "Treatment" not in mentions
    assert project.read(BOOK, "[risk.treatment for risk in given.risks[:2]]") == "['insure', 'insure']"


def test_a_threshold_that_is_added_counts_and_may_be_set(project: Project, results: Any) -> None:
    (project.root / "limits.yaml").write_text("thresholds: {risks.owner_from: 9}\n", encoding="utf-8")
    assert "RSK-09/R2" in found(results)
    other = "Other limits.xlsx"
    project.new(other, "--from", BOOK)
    assert "RSK-09/R2" not in found(project.run(other, "--config", "limits.yaml"))
    in_force = [row for row in project.shown(other, "Summary") if "risks.owner_from" in str(row["Measure"])]
    assert [(row["Value"], row["Note"]) for row in in_force] == [(9, "The number shipped is 1 (practice).")]


def test_a_rule_that_is_added_finds_and_is_explained(project: Project, results: Any) -> None:
    assert {one for one in found(results) if one.startswith("RSK-90")} == {"RSK-90/R4"}
    assert "RSK-90/R4" in {row["Finding"] for row in project.shown(BOOK, "Gaps")}
    assert "Where a risk is" in project.concord("rules", "RSK-90")


def test_a_catalogue_that_is_added_fills_a_new_workbook(project: Project) -> None:
    assert [row["Indicator"] for row in project.shown(BOOK, "Indicators")] == ["NI-1"]


def found(results: Any) -> set[str]:
    return {f"{one['rule']}/{one['subject']}" for one in results["findings"]}
