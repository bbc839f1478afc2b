"""What each line of a budget costs in each of several years or months, without a sum: they are added up, and asked."""

from __future__ import annotations

import re

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.costs.quantity_parts import without_time
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import joined, text

TARGET = "Budget.unit_cost"
_FEWEST, _HALF, _ASKED = 3, 0.5, 0.7  # columns; of the cells; how sure
_AFTER = re.compile(r"(?:N|n)\s*(?:\+\s*\d)?")  # N, N+1
_YEAR = re.compile(r"\W*(?:FY\s?)?(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\W*", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|re|e|ème|º|ª|°)?\b", re.IGNORECASE)
_KNOWN = ("unit_cost", "quantity", "total")


def cost_parts(columns: ListColumns) -> list[WeighedColumn]:
    """The columns that hold what each year or month costs, where nothing else says what a line costs."""
    numeric = [each for each in columns if each.profile.count > 1 and each.profile.number_share >= _HALF]
    parts = [
        each for each in numeric if each.profile.are_amounts and _is_time(each.head.header) and not _is_spent(each)
    ]
    first = numeric.index(parts[0]) if parts else 0
    if first and _begins_with_second(parts) and numeric[first - 1].profile.are_amounts:
        parts.insert(0, numeric[first - 1])  # initial period, 2nd year, 3rd year
    if len(parts) < _FEWEST or any(each.concept != "total" or each not in parts for each in columns.likely(*_KNOWN)):
        return []
    for each in parts:
        each.become("unit_cost", _ASKED)
    return parts


def add_up_costs(parts: list[WeighedColumn]) -> None:
    """Let each of them go to the price, and ask whether they are rightly added up."""
    for each in parts:
        each.target, each.ask = TARGET, True
        each.why = text("adopt.why.costs_added_up", headers=joined(one.head.header for one in parts))


def _is_time(header: str) -> bool:
    """Whether a header is one of several times, not of all of them."""
    if not word_set("whole_words").isdisjoint(words_of(header)):
        return False
    if _AFTER.fullmatch(header.strip()) or _YEAR.fullmatch(header):
        return True
    numbered = _ORDINAL.search(header) and not word_set("time_words").isdisjoint(
        word for word in words_of(header) if len(word) > 1
    )
    return bool(numbered) or without_time(header) is not None


def _is_spent(column: WeighedColumn) -> bool:
    """Whether a header says what was spent, or what differs: no part of what is planned."""
    return not word_set("spent_words").isdisjoint(words_of(column.head.header))


def _begins_with_second(parts: list[WeighedColumn]) -> bool:
    found = _ORDINAL.search(parts[0].head.header)
    return bool(found and int(found[1]) == 2)
