"""The sources of the method: what carries an element is there, and every rule and table carries one."""

from __future__ import annotations

import re

import pytest

from schemas import wording
from schemas.spec import input_tables
from schemas.wording import RuleWording
from scripts.reference_sources import Entry, carrier, elements, sources

ELEMENTS = list(elements())
CARRIED = {name for element in ELEMENTS for name in element.get("carried", ())}


@pytest.mark.parametrize("name", sorted(CARRIED))
def test_what_carries_an_element_is_there(name: str) -> None:
    assert carrier(name)


def test_what_is_not_there_is_no_carrier() -> None:
    with pytest.raises(KeyError):
        carrier("Risks.colour")


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: f"{element['at']} {element['element']}"[:50])
def test_an_element_is_carried_or_says_why_not(element: Entry) -> None:
    assert element.get("carried") or element.get("not_ours")
    assert set(element) <= {"at", "element", "carried", "not_ours"}


def test_every_rule_carries_an_element() -> None:
    assert set(wording.rules()) - CARRIED == set()


def test_every_sheet_that_people_fill_in_carries_an_element() -> None:
    assert {table.name for table in input_tables()} - {name.partition(".")[0] for name in CARRIED} == set()


@pytest.mark.parametrize("rule", wording.rules().values(), ids=lambda rule: rule.id)
def test_every_clause_a_rule_rests_on_is_among_the_elements(rule: RuleWording) -> None:
    clauses = re.findall(r"\b\d\.\d(?:\.\d)?\b|\bA\.\d\b|\bC\.\d [a-e]\b|\bAnnex [A-C]\b", rule.source)
    parts = [part["title"] for source in sources() for part in source["parts"]]
    places = "; ".join([*parts, *(str(element["at"]) for element in ELEMENTS)])
    assert [clause for clause in clauses if clause not in places] == []
