"""Answers of which no header speaks: the only column of few values beside what is asked and what is said of it."""

from __future__ import annotations

import re

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.answers.points import SUPPOSED, are_points, is_aimed_at
from pipeline.adopt.recognise.by_values.names import names_posts
from pipeline.adopt.recognise.heads.head_words import spoken_of
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn

_TOLD_BY_CELLS = 0.7
_FEWEST, _MOST_VALUES, _LONGEST = 4, 6, 40  # cells; different values; letters, on average
_AGAIN, _NUMBERED = 0.7, 0.8  # of the cells differ, at most; of the cells have a level in brackets, at least
_STATES = frozenset({"status", "rating"})
_LEVEL = re.compile(r"[^\W\d_].*[(\[]\s*[0-5]\s*[)\]]\s*|[0-5]\s*[-–—:=.)]\s*[^\W\d_].*", re.DOTALL)


def are_few_values(profile: Profile) -> bool:
    """Whether a few short texts stand there again and again, or levels with their numbers: Defined (3), 2 - Partly."""
    is_short = 0 < profile.mean_length <= _LONGEST and not profile.number_share and not profile.date_share
    if profile.count < _FEWEST or not is_short or not 1 < len(profile.counts) <= _MOST_VALUES:
        return False
    levels = sum(many for cell, many in profile.counts.items() if _LEVEL.fullmatch(cell))
    return profile.distinct_share <= _AGAIN or levels >= _NUMBERED * profile.count


def suppose_answers(columns: ListColumns) -> None:
    """Let the only column of few values be the answer where texts, and what is said of them, are known by headers.

    One whose header speaks of a level comes first; one whose header is known to say something else is none.
    """
    asked = columns.first("text")
    if columns.likely("rating") or asked is None:
        return
    is_known = asked.sure > _TOLD_BY_CELLS
    free = [each for each in columns if _is_free(each) and not is_aimed_at(each)]
    levels = [each for each in free if _speaks_of_level(each)]
    are_said = bool(columns.likely("notes", "evidence_needed"))
    if not are_said and not (is_known and any(are_levels_aimed_at(columns, each) for each in levels)):
        return
    found = levels or [each for each in free if is_known and not _is_known(each)]
    if len(found) == 1:
        found[0].become("rating", SUPPOSED)


def are_levels_aimed_at(columns: ListColumns, answers: WeighedColumn | None) -> bool:
    """Whether points, or words for levels, stand beside those that are aimed at: current and target level."""
    if answers is None or not (are_points(answers.profile) or are_few_values(answers.profile)):
        return False
    return any(_is_target_of(each, answers) for each in columns)


def _is_target_of(column: WeighedColumn, answers: WeighedColumn) -> bool:
    of_level = word_set("level_heads") & {*column.head.words} & {*answers.head.words}
    return column is not answers and bool(of_level) and (are_points(column.profile) or are_few_values(column.profile))


def _is_free(column: WeighedColumn) -> bool:
    if column.is_likely and column.concept != "reached_value" and not _is_left_out_level(column):
        return False
    are_steps = are_points(column.profile) and _speaks_of_level(column)  # Current level (1-5)
    return are_steps or (are_few_values(column.profile) and not names_posts(column.profile))


def _is_left_out_level(column: WeighedColumn) -> bool:
    """Whether nothing is known of it but that it is a level, of whatever: Maturity (current)."""
    words = {*words_of(column.head.header)}
    is_other = bool(words & (word_set("severity_words") | word_set("ranking_words") | word_set("risk_words")))
    return column.concept == "other" and bool(words & word_set("level_heads")) and not is_other


def _speaks_of_level(column: WeighedColumn) -> bool:
    return bool(word_set("level_heads") & {*words_of(column.head.header)})


def _is_known(column: WeighedColumn) -> bool:
    """Whether a header is known to say something else, in whatever kind of table, or there is none."""
    names = {name for (_, name), _ in spoken_of(column.head.words)}
    return not column.head.words or bool(names and not names & _STATES)
