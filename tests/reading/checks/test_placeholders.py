"""What people type for "not known yet" counts as empty and is mentioned, never as an answer."""

from __future__ import annotations

import pytest

from pipeline.reading.coerce.placeholders import is_placeholder
from schemas.yaml_file import package_data
from tests.reading.reads import line, reading, risk, told

WORDS = [
    "TBD", "tbd.", "T.B.D.", "-", "--", "—", ".", "...", "…", "?", "??", "x", "XX", "n/a", "N.A.", "na", "(n/a)",
    "none",
    "To be discussed", "to be  determined", "not known yet", "à définir", "A DEFINIR", "néant", "en attente",
    "por definir", "Pendiente", "ninguno", "غير محدد", "قيد النقاش", "لا يوجد", "[TBC]", "*", "\u00a0-\u00a0",
    "\ufb01ll in", "\u200bTBD", "(_to be_ decided)",
]  # fmt: skip
ANSWERS = ["Radios bought", "X-ray at the gate", "None of the drivers travels alone", "N 12", "Convoy - two cars", "no"]


@pytest.mark.parametrize("typed", WORDS)
def test_a_placeholder_in_a_text_counts_as_empty_and_is_mentioned(typed: str) -> None:
    read = reading({"Risks": [risk(measures=typed)]})
    assert read.arrangement.risks[0].blank("measures")
    (problem,) = read.problems
    assert (problem.check, problem.severity, problem.header) == ("CHK-34", "low", "Measures")


def test_every_word_that_is_listed_is_one() -> None:
    words: dict[str, list[str]] = package_data("placeholders.yaml")["placeholders"]
    assert [word for of_language in words.values() for word in of_language if not is_placeholder(word)] == []


@pytest.mark.parametrize("typed", ANSWERS)
def test_a_text_that_says_something_stays(typed: str) -> None:
    read = reading({"Risks": [risk(measures=typed)]})
    assert (read.arrangement.risks[0].measures, told(read)) == (typed, [])


def test_a_placeholder_for_a_partner_counts_as_empty() -> None:
    read = reading({"Risks": [risk(owner="TBD")], "Budget": [line(protects="A; tbd", held_by="?")]})
    assert read.arrangement.risks[0].blank("owner")
    assert (read.arrangement.lines[0].protects, read.arrangement.lines[0].held_by) == (("A",), "")
    assert [problem.check for problem in read.problems] == ["CHK-34"] * 3


@pytest.mark.parametrize("code", ["NA", "NULL", "NAN", "X", "TBD"])
def test_a_partner_whose_code_looks_like_a_placeholder_is_that_partner(code: str) -> None:
    read = reading({"Risks": [risk(owner=code)]}, partners=(code, "B"))
    assert (read.arrangement.risks[0].owner, told(read)) == (code, [])


def test_a_placeholder_where_something_must_stand_makes_the_cell_unknown() -> None:
    read = reading({"Risks": [risk(event="tbd")]})
    assert read.arrangement.risks[0].unknown == {"event"}
    assert [(problem.check, problem.header) for problem in read.problems] == [("CHK-35", "Threat / event")]


def test_a_placeholder_as_an_answer_of_the_arrangement_counts_as_empty() -> None:
    read = reading({"Arrangement": {"dispute_procedure": "to be discussed", "started_on": None}})
    assert "dispute_procedure" not in read.arrangement.fields
    assert [problem.check for problem in read.problems] == ["CHK-34"]


def test_a_placeholder_for_who_is_responsible_for_an_action_counts_as_empty() -> None:
    row = {"action": "RSK-02/R1", "agreed_responsible": "TBD", "progress": "-", "notes": "-"}
    read = reading({"ActionPlan": [row]})
    (action,) = read.arrangement.actions
    assert (action.agreed_responsible, action.progress, action.notes) == ((), "", "-")


def test_remarks_are_peoples_own() -> None:
    read = reading({"Indicators": [{"indicator": "I1", "element": "e", "applies_to": "partnership", "notes": "n/a"}]})
    assert told(read) == []
