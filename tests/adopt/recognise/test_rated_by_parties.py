"""A register in which several organisations rate side by side: each keeps its own view, and whose it is is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.adopt.registers import adopt, recognised, rows_of, saved

ROWS = [
    ("R1", "Staff of the local partner are threatened", 2, 3, 4, 5),
    ("R2", "Funds are late", 4, 2, 4, 5),
    ("R3", "Lists are asked for by an armed group", 3, 4, 3, 4),
]


def below(one: str, other: str) -> list[tuple[object, ...]]:
    """The register with a name above the two ratings of each."""
    groups = ("", "", one, "", other, "")
    return [groups, ("No", "Risk description", "Likelihood", "Impact", "Likelihood", "Impact"), *ROWS]


def beside(one: str, other: str, form: str) -> list[tuple[object, ...]]:
    """The register with the names within the headers."""
    heads = [form.format(what=what, who=who) for who in (one, other) for what in ("Likelihood", "Impact")]
    return [("No", "Risk description", *heads), *ROWS]


def targets(path: Path) -> list[tuple[str | None, bool]]:
    return [(column["target"], column["ask"]) for column in recognised(path)["columns"][2:]]


OWN = [("Risks.likelihood", True), ("Risks.impact", True)]


@pytest.mark.parametrize("lines", [
    below("MedAid", "Bright Future"), below("INGO", "Local partner"), below("Partner 1", "Partner 2"),
    beside("MedAid", "Bright Future", "{what} ({who})"), beside("MedAid", "Bright Future", "{what} - {who}"),
])  # fmt: skip
def test_ratings_below_or_beside_names_are_one_view_each_and_whose_is_asked(
    tmp_path: Path, lines: list[tuple[object, ...]]
) -> None:
    assert targets(saved(tmp_path / "a.xlsx", lines)) == [*OWN, *OWN]


@pytest.mark.parametrize(("one", "other"), [
    ("Before mitigation", "After mitigation"), ("Inherent risk", "Residual risk"), ("2024", "2025"),
    ("Current situation", "Target situation"),
])  # fmt: skip
def test_ratings_below_phases_or_years_are_nobody_elses(tmp_path: Path, one: str, other: str) -> None:
    found = [target for target, _ in targets(saved(tmp_path / "a.xlsx", below(one, other)))]
    assert found.count("Risks.likelihood") == 1


def test_what_is_accepted_goes_to_the_partner_that_is_proposed_and_known_names_are_not_asked(tmp_path: Path) -> None:
    old, new = saved(tmp_path / "a.xlsx", below("MedAid", "Bright Future")), tmp_path / "new.xlsx"
    said = adopt(old, "--to", new, "--as", "MA=MedAid", "--accept")
    assert said.exit_code == 0, said.output
    rows = rows_of(new, "Risks")
    mine, theirs = ("Likelihood · MA", "Impact · MA"), ("Likelihood · BF", "Impact · BF")
    assert [tuple(row[name] for name in (*mine, *theirs)) for row in rows] == [row[2:] for row in ROWS]
    partners = {row["Partner"]: (row["Name"], row["Party"]) for row in rows_of(new, "Partners")}
    assert partners["MA"] == ("MedAid", "Yes")
    assert partners["BF"] == ("BF", "Yes")  # two words with capitals may be a person's name: it is copied nowhere


def test_of_names_that_are_known_nothing_is_asked_though_one_sounds_like_a_phase(tmp_path: Path) -> None:
    old = saved(tmp_path / "a.xlsx", below("MedAid", "Bright Future"))
    named = ("--as", "MA=MedAid", "--partner", "BRIF=Bright Future")
    said = json.loads(adopt(old, "--to", tmp_path / "new.xlsx", *named, "--dry-run", "--json").output)
    columns = said["tables"][0]["columns"][2:]
    assert [(one["partner"], one["target"], one["ask"]) for one in columns] == [
        ("MA", "Risks.likelihood", False), ("MA", "Risks.impact", False),
        ("BRIF", "Risks.likelihood", False), ("BRIF", "Risks.impact", False),
    ]  # fmt: skip
