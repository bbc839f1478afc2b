"""Who pays for the lines of a budget, and in whose budget each stands, by headers that mean other things elsewhere."""

from __future__ import annotations

from functools import cache

from pipeline.adopt.compared_words import plain, word_file, words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.scales.word_lists import owner_words
from schemas.wording.text import text

HELD_BY = "Budget.held_by"
_TEXTS, _NUMBERS, _CODES = 0.2, 0.8, 0.6  # of the cells
_SURE, _ASKED = 0.9, 0.7


def who_pays(columns: ListColumns) -> None:
    """Let texts below Charged to, or À la charge de, be who pays: without its last word that is a charge, or a cost."""
    for column in columns:
        if plain(column.head.header) in _charged() and column.profile.number_share <= _TEXTS:
            column.become("funder", _SURE)
    for column in columns.likely("funder"):
        if are_codes(column.profile):
            column.become("line" if not columns.likely("line") else "", _ASKED)
        elif {*words_of(column.head.header)} & word_set("booking_words"):
            column.sure = min(column.sure, _ASKED)  # Imputation: to whom it is charged, or to which account


def numbers_of_articles(columns: ListColumns) -> None:
    """Let numbers below the header of a kind be those of the lines, where each line has another one: Chap. and Art."""
    if columns.likely("line"):
        return
    for column in columns:
        profile = column.profile
        if column.concept == "category" and profile.number_share >= _NUMBERS and profile.distinct_share >= _NUMBERS:
            column.become("line", _ASKED)
            return


def who_holds(columns: ListColumns, codes: dict[str, str]) -> None:
    """Say which partners those are in whose budget the lines stand; who is only responsible, or a partner, is asked."""
    for column in columns:
        if column.target != HELD_BY:
            continue
        column.words = owner_words(column.profile, codes)
        if not {*words_of(column.head.header)} & word_set("budget_holder_words") and not column.ask:
            column.ask, column.why = True, text("adopt.why.in_part")


def are_codes(profile: Profile) -> bool:
    """Whether numbers of accounts stand there, and no names."""
    has_letters = sum(many for cell, many in profile.counts.items() if sum(map(str.isalpha, cell)) > 1)
    return profile.count > 0 and has_letters < (1 - _CODES) * profile.count


@cache
def _charged() -> frozenset[str]:
    return frozenset(map(plain, word_file("tables")["charged_to"]))
