"""Indicators that are tracked: baseline, targets and results beside each, and no answer that says what is in place.

Tracking tables, logframes and results frameworks. Their numbers have no place with us; the indicators have.
"""

from __future__ import annotations

from pipeline.adopt.kind_words import holds_phrase
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.weighed import WeighedColumn

WORTH = {"baseline": 2.0, "planned_value": 1.0, "reached_value": 1.0}
_SURE, _FEWEST, _MOST = 0.9, 2, 0.5
_SHORTEST = 15  # letters, on average


def are_tracked(columns: ListColumns) -> bool:
    """Whether indicators stand beside their baseline, or beside targets and results."""
    planned, reached = (len(columns.likely(name)) for name in ("planned_value", "reached_value"))
    values = columns.likely("baseline") or planned >= _FEWEST or (planned and reached)
    return bool(values) and _main(columns) is not None


def are_targets_of_work(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether the table or its main header is called one of key figures: they are to be reached, not in place."""
    main = _main(columns)
    # What a file is called says less: a logframe of one's own may stand in it too.
    names = [name for name in candidate.names if name != candidate.file]
    named = [*names, *([main.head.header] if main else [])]
    return any(holds_phrase("performance", "", name) for name in named)


def tracked_texts(columns: ListColumns) -> None:
    """Let the indicators be what is asked, texts left of them their elements, and values no answers."""
    main = _main(columns)
    if main is None:
        return
    for column in columns:
        if column is main:
            column.become("text", _SURE)
        elif column.is_likely and column.concept in ("text", "question"):
            is_above = column.number < main.number and not columns.likely("element")
            column.become("element" if is_above else "other", 0.8)
        elif (
            not column.is_likely and column.number < main.number and _is_text(column) and not columns.likely("element")
        ):
            column.become("element", 0.65)
        elif column.concept == "rating" and column.profile.word_share("rating") < _MOST:
            column.become("reached_value", 0.8)


def _main(columns: ListColumns) -> WeighedColumn | None:
    """The column of the indicators: called so, and of texts."""
    named = [each for each in columns if word_set("indicator_words") & set(each.head.words) and _is_text(each)]
    return max(named, key=lambda each: (each.profile.distinct_share, each.profile.mean_length), default=None)


def _is_text(column: WeighedColumn) -> bool:
    profile = column.profile
    return profile.mean_length >= _SHORTEST and profile.number_share + profile.date_share < _MOST
