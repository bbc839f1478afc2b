"""What can be read and is worth a word: ratings beside Exposure None, events with two names, persons."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.reads import activity, indicator, line, reading, risk, told

NONE = {"exposure__A": "None", "likelihood__A": 5, "impact__A": 4}


def said(given: dict[str, Any], check: str, **how: Any) -> list[str]:
    return [one.partition(" ")[2] for one in told(reading(given, **how)) if one.startswith(check)]


def test_a_rating_beside_exposure_none_is_mentioned_at_the_rating() -> None:
    read = reading({"Risks": [risk("R1", **NONE, exposure__B="Direct")]})
    assert [(p.check, p.severity) for p in read.problems] == [("CHK-78", "low")]
    assert "A says that this risk does not concern it" in read.problems[0].says
    assert read.arrangement.risks[0].likelihood == {"A": 5}


@pytest.mark.parametrize(
    "cells",
    [
        {**NONE, "exposure__B": "None"},  # where all say so, all count as not given
        {"exposure__A": "None", "exposure__B": "Direct"}, {**NONE, "exposure__A": "Indirect"},
        {**NONE, "exposure__A": None},
    ],
)  # fmt: skip
def test_what_counts_and_what_is_not_rated_is_not_mentioned(cells: dict[str, Any]) -> None:
    assert said({"Risks": [risk("R1", **cells)]}, "CHK-78") == []


def test_half_a_rating_beside_none_is_mentioned_too() -> None:
    cells = {"exposure__A": "None", "impact__A": 2}
    address = reading({"Risks": [risk("R1", **cells)]}).problems[0]
    assert (address.check, address.header) == ("CHK-78", "Impact · A")


def test_each_rating_beside_none_is_mentioned_once_and_as_it_was_typed() -> None:
    cells = [(5, 4), (3, 4), (None, 4), (5, None), (None, None)]
    rows = [
        risk(f"R{at}", exposure__A="None", likelihood__A=likelihood, impact__A=impact)
        for at, (likelihood, impact) in enumerate(cells)
    ]
    problems = [p for p in reading({"Risks": rows}).problems if p.check == "CHK-78"]
    assert [(p.header.partition(" ")[0], p.found) for p in problems] == [
        ("Likelihood", "5"), ("Likelihood", "3"), ("Impact", "4"), ("Likelihood", "5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [("Flood", "Flooding"), ("Floods", "flood"), ("Armed attack", "Armed atack"), ("Strike", "Strikes in town")],
)
def test_an_event_of_one_sheet_that_is_nearly_one_of_the_other_is_mentioned_on_both(one: str, other: str) -> None:
    given = {"Risks": [risk(event=one), risk("R2", event=one)], "Activities": [activity(event=other)]}
    read = reading(given)
    assert told(read) == ["CHK-79 Risks!C5", "CHK-79 Activities!D5"]
    assert f"Activities has {other!r}" in read.problems[0].says


@pytest.mark.parametrize(
    ("one", "other"), [("Flood", "flood "), ("Séisme", "Seisme"), ("Flood", "Theft"), ("Fire", "Firm"), ("Flood", "")]
)
def test_the_same_event_and_one_that_is_quite_another_are_not_mentioned(one: str, other: str) -> None:
    given = {"Risks": [risk(event=one)], "Activities": [activity(event=other)]}
    assert said(given, "CHK-79") == []


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("Call +46 70 123 45 67", "CHK-80"), ("0046701234567", "CHK-80"), ("Tel. 070-123 45 67", "CHK-80"),
        ("WhatsApp: 0701234567", "CHK-80"), ("هاتف ٠٧٠١٢٣٤٥٦٧", "CHK-80"), ("Téléphone 01 23 45 67 89", "CHK-80"),
        ("jane.doe@gmail.com", "CHK-81"), ("ask x@yahoo.co.uk first", "CHK-81"), ("x@GMX.de", "CHK-81"),
        ("security@oxfam.example", ""), ("x@gmail.example.org", ""), ("200,000 people by 2026-11-22 14:30", ""),
        ("Dr Amina Said leads", ""), ("1.10 and 1.12", ""), ("14 drivers and 1200000 litres", ""),
        ("CA-D0054831762F", ""), ("see CA-0054831762AB", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("table", "column"), [("Risks", "measures"), ("Activities", "resources"),
                                               ("Indicators", "notes"), ("Budget", "funder")])  # fmt: skip
def test_numbers_to_call_and_private_mailboxes_are_mentioned_in_every_text(
    table: str, column: str, text: str, check: str
) -> None:
    row = {"Risks": risk, "Activities": activity, "Indicators": indicator, "Budget": line}[table]()
    found = told(reading({table: [row, {**row, next(iter(row)): "9", column: text}]}))
    assert [one.partition(" ")[0] for one in found] == ([check] if check else [])


@pytest.mark.parametrize(
    ("focal_point", "check"),
    [
        ("Mr Smith", "CHK-82"), ("Dr. Amina Said", "CHK-82"), ("Ask for Mme. Dupont", "CHK-82"),
        ("Sra García", "CHK-82"),
        ("السيد أحمد", "CHK-82"), ("MRS JONES", "CHK-82"), ("Security Adviser (070 123 4567)", "CHK-80"),
        ("Security Adviser", ""), ("Me and the team", ""), ("Doctor on duty", ""),
    ],
)  # fmt: skip
def test_a_titled_name_is_mentioned_where_a_post_is_meant(focal_point: str, check: str) -> None:
    partners = [{"partner": "A", "name": "Alpha", "party": "yes", "focal_point": focal_point}]
    found = told(reading({"Partners": partners}, partners=("A",)))
    assert [one.partition(" ")[0] for one in found] == ([check] if check else [])


def test_posts_and_words_of_people_in_the_action_plan_are_looked_at_too() -> None:
    row = {"action": "RSK/R1", "post": "Mr Smith", "notes": "call +46 70 123 45 67", "why": "call +46 70 123 45 67"}
    found = [(p.check, p.header) for p in reading({"ActionPlan": [row]}).problems]
    assert found == [("CHK-82", "Post"), ("CHK-80", "Notes")]


def test_an_answer_of_the_arrangement_is_looked_at_too() -> None:
    assert said({"Arrangement": {"dispute_procedure": "Call +46 70 123 45 67"}}, "CHK-80")


@pytest.mark.parametrize(
    ("given", "out"),
    [
        ({"Risks": [risk("Arrangement")]}, "Risks"), ({"Indicators": [indicator("arrangement")]}, "Indicators"),
        ({"Budget": [line("ARRANGEMENT")]}, "Budget"), ({"Risks": [risk(event="arrangement")]}, ""),
        ({"Activities": [activity(event="Arrangement ")]}, ""),
        ({"Indicators": [indicator(element="arrangement")]}, ""),
    ],
)  # fmt: skip
def test_nothing_may_be_called_arrangement(given: dict[str, Any], out: str) -> None:
    read = reading(given)
    assert [p.check for p in read.problems] == ["CHK-83"]
    assert set(read.arrangement.left_out) == ({out} if out else set())
