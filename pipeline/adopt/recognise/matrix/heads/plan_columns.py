"""What stands beside the tasks of a plan: days, months, states and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.adopt.compared_words import Tokens, tokens
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.matrix.heads.listed_heads import holds
from pipeline.adopt.recognise.matrix.heads.task_heads import is_id
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.reading.coerce.months import month_called

_NUMBERED = re.compile(r"(?:[MQTWSK]|KW|Sem\.?|Week|Month|Quarter|Mois|Mes|Semana)\s?-?\d{1,2}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[-–/]\s*")
_PERIODS = 3  # columns of months, from which on they are a plan's
_DIFFERING = 0.8  # of the cells


def says_time(column: WeighedColumn) -> bool:
    """Whether a header is nothing but a word for a time: a week, a day."""
    return bool(column.head.words) and {*column.head.words} <= word_set("time_words") | word_set("time_heads")


def says_when(column: WeighedColumn) -> bool:
    """Whether a header says when something is done, or how far it is: a deadline, a state."""
    return says_time(column) or says_plan(column.head.words)


def says_plan(words: Tokens) -> bool:
    """Whether words of a header are those of a deadline, a state, a cost."""
    return holds(words, "plan")


def is_plan(columns: Iterable[WeighedColumn], names: Iterable[str]) -> bool:
    """Whether days, a state or a number stand beside the task and who does it, or a name says that it is a plan."""
    if any(holds(tokens(name), "plans") for name in names):
        return True
    columns = list(columns)
    return any(map(_says_when, columns)) or are_periods(each.head.header for each in columns)


def are_periods(headers: Iterable[str]) -> bool:
    """Whether months, weeks or quarters stand among headers, so many that they are those of a plan."""
    return sum(map(is_time, headers)) >= _PERIODS


def is_time(header: str) -> bool:
    """Whether a header is a month, several (Jan-Mar), or the number of one, of a week or of a quarter."""
    first = _BETWEEN.split(header.strip())[0]
    return bool(_NUMBERED.fullmatch(header.strip())) or bool(first and month_called(first) is not None)


def _says_when(column: WeighedColumn) -> bool:
    profile = column.profile
    by_header = holds(column.head.words, "plan")
    by_values = profile.date_share >= 0.5 or profile.word_share("activity_state") >= _DIFFERING
    return by_header or by_values or (profile.number_share >= _DIFFERING and not is_id(column))
