"""One spelling for each event, and values as they stand in sentences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.assessment import commonest
from pipeline.analysis.later import days_later, months_later
from pipeline.analysis.words import day, listed, lists_of_names, lower_label, names, percent
from pipeline.domain.arrangement import Arrangement, Partner
from schemas.wording.text import text

NETWORK = Arrangement(
    partners=tuple(
        Partner(row=5 + at, partner=code, name=code, party="no" if code == "I" else "yes")
        for at, code in enumerate("ABCDEFGHI")
    )
)


def test_the_commonest_spelling_stands_for_all() -> None:
    assert commonest(["flood", "Flood", " Flood ", "FLOOD"]) == {"flood": "Flood"}


def test_accents_and_spaces_do_not_make_another_event() -> None:
    assert commonest(["Séisme", "seisme", "S éisme", "Séisme"]) == {"seisme": "Séisme"}


def test_empty_texts_are_no_event() -> None:
    assert commonest(["", "  ", "\u200b"]) == {}


@given(st.permutations(["flood", "Flood", "Fire", "fire", "FIRE", "fire "]))
def test_sorting_the_sheet_changes_no_spelling(texts: list[str]) -> None:
    assert commonest(texts) == {"flood": "Flood", "fire": "fire"}


@pytest.mark.parametrize(
    ("codes", "text"), [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")]
)
def test_codes_are_listed_as_people_say_them(codes: tuple[str, ...], text: str) -> None:
    assert names(NETWORK, codes) == text


def test_of_more_than_six_parties_a_sentence_says_how_many_they_are() -> None:
    assert names(NETWORK, "ABCDEF") == "A, B, C, D, E and F"
    assert names(NETWORK, "ABCDEFG") == "7 of 8 parties"


def test_with_an_organisation_that_is_no_party_it_counts_partners() -> None:
    assert names(NETWORK, "ABCDEFI") == "7 of 9 partners"


def test_of_several_lists_the_longest_are_counted_until_six_are_named() -> None:
    assert lists_of_names(NETWORK, ("AB", "CDEFG")) == ("A and B", "5 of 8 parties")
    assert lists_of_names(NETWORK, ("ABC", "ABC", "DEF")) == ("A, B and C", "A, B and C", "D, E and F")
    assert lists_of_names(NETWORK, ("ABCD", "EFGH")) == ("A, B, C and D", "4 of 8 parties")


def test_a_long_list_says_how_many_more_there_are() -> None:
    assert listed(map(str, range(20))).endswith("18, 19")
    assert listed(map(str, range(25))).endswith("18, 19 and 5 more")


def test_days_shares_and_labels_stand_in_sentences() -> None:
    assert day(date(2026, 3, 3)) == "2026-03-03"
    assert [percent(share) for share in (0, 0.006, 0.06, 0.093, 0.4)] == ["0 %", "0.6 %", "6 %", "9.3 %", "40 %"]
    assert lower_label("risk_level", "very_high") == "very high"


def test_one_and_several_have_words_of_their_own() -> None:
    assert [text("phrases.rated", count=count) for count in (1, 2)] == ["one rated indicator", "2 rated indicators"]


@pytest.mark.parametrize(
    ("since", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2026, 11, 22), 2, date(2027, 1, 22)),
        (date(2026, 11, 22), 10**9, date.max),
        (date(2026, 11, 22), -(10**9), date.min),
    ],
)
def test_months_are_calendar_months(since: date, months: int, then: date) -> None:
    assert months_later(since, months) == then


@pytest.mark.parametrize(
    ("since", "days", "then"),
    [
        (date(2026, 11, 30), 1, date(2026, 12, 1)), (date(2026, 12, 1), -1.0, date(2026, 11, 30)),
        (date.max, 1, date.max), (date.min, -1, date.min), (date(2026, 11, 22), 1e300, date.max),
        (date(2026, 11, 22), -(10**400), date.min),
    ],
)  # fmt: skip
def test_days_beyond_the_calendar_are_its_first_and_last(since: date, days: float, then: date) -> None:
    assert days_later(since, days) == then
