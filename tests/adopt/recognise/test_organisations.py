"""Who a name names: an organisation, or perhaps a person, whose name is copied nowhere."""

from __future__ import annotations

import pytest

from pipeline.adopt.recognise.organisations import Proposer, is_organisation, may_be_person


@pytest.mark.parametrize("name", ["Cruz Roja", "Defensa Civil", "Policía Nacional", "Police Scotland", "Age UK"])
def test_services_of_two_capitalised_words_are_organisations(name: str) -> None:
    assert is_organisation(name)
    assert Proposer({}).propose([name], "LOCA", are_organisations=False)[name] not in ("-", "LOCA")


@pytest.mark.parametrize("name", ["School District", "Prison Service", "Croix Bleue", "Protection Civile"])
def test_words_of_bodies_are_in_no_name_of_a_person(name: str) -> None:
    assert not may_be_person(name)


@pytest.mark.parametrize("name", ["Maria Lopez", "John Smith", "Amina Al-Rashid", "Roger Waters"])
def test_names_of_persons_stay_out(name: str) -> None:
    assert Proposer({}).propose([name], "LOCA", are_organisations=False)[name] == "-"
