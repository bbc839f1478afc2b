"""Annex C of ISO 22397: eighteen questions, each party's own answer, and what the sheets show beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.review.answers import Answer
from pipeline.review.page import answer_words, page
from pipeline.template.catalogues import catalogue_rows
from schemas.vocabulary import vocabulary
from schemas.yaml_file import package_data
from tests.report.world import TYPICAL, Rows
from tests.review.world import fields, reviewed

ASKED = catalogue_rows(["iso22397_review"])


def asked(**ratings: Mapping[str, Any]) -> dict[str, Rows]:
    """A workbook that asks all of them, with cells of some rows by the end of their ids (C1a)."""
    rows = []
    for row in ASKED:
        id = str(row["indicator"])
        plain = {**row, "applies_to": vocabulary("applies_to").label(str(row["applies_to"])), "evidence_needed": ""}
        rows.append({**plain, **ratings.get(id[3:], {})})
    return {"Indicators": rows}


def answer(values: Mapping[str, Rows], id: str) -> Answer:
    return next(one for one in reviewed(values).answers if one.id == f"RV-{id}")


def test_there_are_eighteen_in_the_order_of_the_annex() -> None:
    clauses = [one.clause for one in reviewed().answers]
    assert len(clauses) == 18
    assert clauses == sorted(clauses)
    assert (clauses[0], clauses[-1]) == ("C.1 a", "C.5 c")
    assert list(package_data("review.yaml")["shown_beside"]) == [str(row["indicator"]) for row in ASKED]


def test_each_says_what_the_sheets_show_or_that_none_does() -> None:
    assert all(one.facts for one in reviewed().answers)
    assert answer({}, "C3c").facts == ("No sheet holds this: hear each party.",)


def test_a_workbook_that_does_not_ask_them_is_told_how_to_and_sees_the_sheets_all_the_same() -> None:
    found = reviewed(TYPICAL)
    assert all(one.ratings is None for one in found.answers)
    assert "--catalogue iso22397_review" in page(found)
    assert [one.rule for one in answer(TYPICAL, "C5a").beside][:1] == ["ACT-01"]


def test_every_party_answers_for_itself_and_the_worst_is_not_hidden() -> None:
    yes, no = {"rating · REDC": "Present", "evidence · REDC": "Documented"}, {"rating · LOCA": "Absent"}
    words = answer_words(answer(asked(C1a={**yes, **no, "agreed_rating": "Present"}), "C1a"))
    assert words["joint"] == "Present (agreed together)"
    assert words["lowest"] == "Lowest: absent (LOCA)"
    assert words["silent"] == "Not here yet: WATR"
    assert [(code, said) for code, _, said in words["own"]] == [
        ("REDC", "Present"), ("LOCA", "Absent"), ("WATR", "Not received"),
    ]  # fmt: skip


def test_a_rating_without_its_evidence_says_as_what_it_counts() -> None:
    words = answer_words(answer(asked(C1a={"rating · REDC": "Present"}), "C1a"))
    assert words["own"][0][2] == "Present, counts as Partial until the agreed evidence is there"


def test_an_answer_that_the_sheets_contradict_says_so() -> None:
    empty = asked(C1a={"agreed_rating": "Present"})
    found = answer(empty, "C1a")
    assert found.is_contradicted
    assert [(one.rule, one.contradicts) for one in found.beside] == [("ARR-04", True)]
    assert "One answer is agreed as in place while the sheets show something else: C.1 a." in page(reviewed(empty))


def test_what_speaks_against_nothing_that_was_agreed_contradicts_nothing() -> None:
    assert not answer(asked(), "C1a").is_contradicted
    filled = {"dispute_procedure": "The boards meet.", "default_procedure": "The others step in."}
    settled = {**asked(C1a={"agreed_rating": "Present"}), "Arrangement": fields(**filled)}
    found = answer(settled, "C1a")
    assert not found.is_contradicted
    assert "Dispute procedure: “The boards meet.”" in found.facts


def test_shares_of_risk_and_money_stand_party_by_party() -> None:
    facts = answer(TYPICAL, "C2b").facts
    assert [said.partition(":")[0] for said in facts] == ["REDC", "LOCA", "WATR"]


def test_a_finding_that_another_took_in_stands_beside_its_question_too() -> None:
    values: dict[str, Rows] = {**TYPICAL, "Activities": []}
    assert {one.rule for one in answer(values, "C5a").beside} >= {"RSK-11"}
