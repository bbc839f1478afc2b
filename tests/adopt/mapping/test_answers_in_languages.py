"""Yes, no and "leave out" are understood in every language, whatever language is in force."""

from __future__ import annotations

import pytest

from pipeline.adopt.mapping.answers import is_no, is_yes
from pipeline.adopt.sheet_words import answer_word
from schemas.vocabulary import vocabulary
from schemas.wording.languages import languages, speaking
from schemas.wording.text import text


@pytest.mark.parametrize("said", ["yes", "Y", "Sí", "oui", "نعم", "ok"])
def test_whoever_agrees_is_understood(said: str) -> None:
    assert (is_yes(said), is_no(said)) == (True, False)


@pytest.mark.parametrize("said", ["no", "Non", "لا", "leave out", "stays out", "يُترك", "-"])
def test_whoever_declines_is_understood(said: str) -> None:
    assert (is_yes(said), is_no(said)) == (False, True)


@pytest.mark.parametrize("code", languages())
def test_what_a_mapping_offers_is_what_it_understands(code: str) -> None:
    with speaking(code):
        assert is_yes(answer_word("yes"))
        assert is_no(answer_word("no"))
        assert is_no(text("adopt.mapping.leave_out"))
        assert text("adopt.mapping.leave_out") in text("adopt.mapping.tables.MapPartners")


@pytest.mark.parametrize("said", ["Yes", "Sí", "Oui", "نعم"])
def test_a_proposal_is_accepted_in_every_language(said: str) -> None:
    assert vocabulary("yes_no").code(said) == "yes"
