"""The catalogues say what they should, and a file that does not is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.template.catalogues import catalogue_names, catalogue_rows
from schemas.spec import table
from schemas.yaml_file import DataError

GOOD = """version: 1
title: Ours
prefix: OU
indicators:
  - {id: OU-1, element: Radio, text: Radios work., applies_to: Each partner, key: yes, evidence_needed: [Documented]}
"""


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_catalogues_of_the_method_are_shipped() -> None:
    shipped = {
        "communication_habits", "governance_features", "iso18788_gaps", "iso22397_review", "joint_review",
        "partnering_principles",
    }  # fmt: skip
    assert shipped <= set(catalogue_names())


def test_the_joint_review_has_its_fifteen_elements_and_28_questions() -> None:
    rows = catalogue_rows(["joint_review"])
    assert len({row["element"] for row in rows}) == 15
    assert len({row["question"] for row in rows}) == 28


@pytest.mark.parametrize(
    ("name", "count"),
    [("iso22397_review", 18), ("partnering_principles", 11), ("iso18788_gaps", 68), ("communication_habits", 14)],
)
def test_a_catalogue_has_all_points_of_its_source(name: str, count: int) -> None:
    assert len(catalogue_rows([name])) == count


def test_the_features_of_governance_are_five() -> None:
    assert len({row["element"] for row in catalogue_rows(["governance_features"])}) == 5


def test_all_catalogues_fit_together_in_one_workbook() -> None:
    rows = catalogue_rows(catalogue_names())
    assert len({row["indicator"] for row in rows}) == len(rows)
    assert {key for row in rows for key in row} <= set(table("Indicators").by_name)


def test_a_name_may_be_written_with_a_hyphen() -> None:
    assert catalogue_rows(["joint-review"]) == catalogue_rows(["joint_review"])


def test_a_file_of_ones_own_may_use_labels_and_an_unquoted_yes(tmp_path: Path) -> None:
    (row,) = catalogue_rows([_file(tmp_path, GOOD)])
    assert (row["indicator"], row["framework"]) == ("OU-1", "Ours")
    assert (row["applies_to"], row["key"], row["evidence_needed"]) == ("each_partner", "yes", ("documented",))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("version: 1", "version: 2", "reads version 1"),
        ("title: Ours", "name: Ours", "must hold version, title and indicators"),
        ("OU-1", "XX-1", "begin with OU-"),
        ("element: Radio", "element: ''", "element must be filled in"),
        ("Each partner", "everybody", "allowed are: partnership, each_partner"),
        ("[Documented]", "Documented", "must be a list"),
        ("[Documented]", "[rumour]", "allowed are: documented"),
        ("text: Radios work.", "text: 7", "text must be a text"),
        ("prefix: OU", "prefix: ON", "prefix must be a text; put it in quotes"),
        ("key: yes", "weight: 2", "unknown weight"),
        ("  - {id", "  - just a text\n  - {id", "entry 1: must be keys and values"),
        ("title: Ours", "title: Ours\ntitle: Again", "written twice"),
        ("Radios work.", "2026-02-30", r"line \d+: what stands there looks like a date or a number"),
        ("Radios work.", "[" * 100_000, "more than 50 deep"),
    ],
)
def test_a_file_that_does_not_say_what_it_must_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        catalogue_rows([_file(tmp_path, GOOD.replace(old, new))])


def test_the_same_id_in_two_catalogues_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, GOOD)
    with pytest.raises(DataError, match="stands twice"):
        catalogue_rows([path, path])


def test_an_unknown_name_is_answered_with_the_nearest_and_those_there_are() -> None:
    with pytest.raises(DataError, match=r"Did you mean joint_review\? The catalogues are: communication_habits"):
        catalogue_rows(["joint_revue"])
