"""Lists that are called a register of risks, or price them, and rate nothing in words or steps: asked about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.adopt.kind_words import is_strange, speaks_against, speaks_for
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.by_values.text_columns import is_text
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.register_columns import RegisterColumns
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED
from pipeline.adopt.recognise.weighed import WeighedColumn, likely
from pipeline.adopt.source.sheet import number_of

_FEWEST, _MOSTLY, _NAME = 2, 0.75, 8  # columns; of the cells; letters, on average
_TOLD = ("risk", "category", "level", "score", "rank", "due_on", "asset", "cause", "consequence")
_DONE = ("measures", "existing_measures", "treatment")
_FOLLOWED = ("owner", "status", "next_review_on")
_LARGEST_STEP = 25  # larger numbers are amounts, and no steps


def is_listed(candidate: Candidate, columns: RegisterColumns) -> bool:
    """Whether the sheet, or a title above, names risks, and it is told how they stand or what is done."""
    each = list(columns)
    texts = [column for column in likely(each, *MAIN_TEXTS) if is_text(column.profile, _MOSTLY, _NAME)]
    if not texts or any(is_strange(KIND, column.head.words) for column in each if column.head.words):
        return False
    if _are_priced(each):
        return True
    named = any(speaks_for(KIND, name) and not speaks_against(KIND, name) for name in candidate.names)
    told = {column.concept for column in likely(each, *_TOLD, *_DONE)}
    return named and bool(likely(each, *_FOLLOWED, *_DONE)) and len(told) >= _FEWEST


def _are_priced(columns: Sequence[WeighedColumn]) -> bool:
    """Whether a header speaks of risks, one is called a rating whatever stands below it, and amounts are lost."""
    risks = likely(columns, *MAIN_TEXTS, "risk", "category")
    speaks = any(word_set("risk_words") & {*column.head.words} for column in risks)
    return speaks and any(map(_is_called_rating, columns)) and _hold_amounts(columns)


def _is_called_rating(column: WeighedColumn) -> bool:
    found = lexicon(KIND).matches(column.head.words)
    return any(match.concept.name in RATED and match.score == 1 for match in found)


def _hold_amounts(columns: Sequence[WeighedColumn]) -> bool:
    """Whether amounts stand below a loss, or below two headers beside each other with a word in common: min, max."""
    amounts = [column for column in columns if _is_amount(column)]
    beside = any(
        other.number - one.number == 1 and {*one.head.words} & {*other.head.words} for one, other in pairwise(amounts)
    )
    return beside or any(column.concept == "loss" and column.is_likely for column in amounts)


def _is_amount(column: WeighedColumn) -> bool:
    numbers = [number for cell in column.profile.counts if (number := number_of(cell)) is not None]
    most = _MOSTLY * len(column.profile.counts)
    return len(numbers) >= _FEWEST and sum(number > _LARGEST_STEP for number in numbers) >= most
