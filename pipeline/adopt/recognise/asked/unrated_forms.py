"""Registers that rate nothing: told by their form, and asked about.

A list of ids of risks with their level; a workplace assessment without one; what may happen with why and to whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from pipeline.adopt.compared_words import Tokens, plain, tokens, words_of
from pipeline.adopt.kind_words import is_strange
from pipeline.adopt.lexicon import level_signs, lexicon, word_set
from pipeline.adopt.recognise.by_values.text_columns import is_text
from pipeline.adopt.recognise.candidate import SURE, Candidate
from pipeline.adopt.recognise.register_columns import RegisterColumns
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED
from pipeline.adopt.recognise.scales.rated_together import are_rated_together
from pipeline.adopt.recognise.scales.scale_word import level_in, step_of
from pipeline.adopt.recognise.weighed import WeighedColumn, is_called, likely
from pipeline.adopt.source.sheet import number_of, shown

_MOSTLY, _FEWEST = 0.75, 2  # of the cells; columns that say something of a risk
_SENTENCE = 18  # letters of a text that says what may happen, on average
_LONG_SENTENCE, _ROWS_BELOW = 9, 3  # words; rows
_BESIDE = ("cause", "consequence", "existing_measures", "measures", "treatment", "owner", "location", "asset", "level")
_DONE = ("measures", "existing_measures", "treatment")
_HIGHEST = 25  # of likelihood x impact


def is_unrated_form(columns: RegisterColumns) -> bool:
    """Whether columns are those of a register that rates nothing, and none is of another kind of list."""
    each = list(columns)
    if likely(each, *RATED) or any(map(are_rated_together, each)):
        return False
    if any(is_strange(KIND, column.head.words) for column in each if column.head.words):
        return False
    if columns.speaks_of_risks() and _names_risks_first(each):
        return True
    return _are_levels_by_id(each) or _are_levelled(each) or _is_assessment(each) or _is_described(each)


def is_clear_form(columns: RegisterColumns) -> bool:
    """Whether a whole header names risks, and it is said what is done about them: there is nothing to be asked.

    Beside that stands their level; or what comes of them, or why, with what is done already and what is to be done.
    """
    each = list(columns)
    named = [
        column
        for column in _risks(each)
        if is_text(column.profile, _MOSTLY, 0) and is_called(column, KIND, column.concept)
    ]
    done = {column.concept for column in likely(each, "measures", "existing_measures") if column.sure >= SURE}
    strange = any(is_strange(KIND, column.head.words) for column in each if column.head.words)
    if not named or not done or strange or likely(each, *RATED):
        return False
    return _hold_levels(each) or (len(done) > 1 and bool(likely(each, "cause", "consequence")))


def is_card(candidate: Candidate) -> bool:
    """Whether what looks like a header says of one risk what it is: a label, a sentence beside it, and ratings below.

    The ratings have headers of their own, in a row below.
    """
    columns = [column for column in candidate.head.columns if column.header]
    sentences = [
        other
        for one, other in pairwise(columns)
        if len(words_of(other.header)) >= _LONG_SENTENCE and _may_be_label(one.words, one.header)
    ]
    below = range(candidate.first, candidate.first + _ROWS_BELOW)
    return len(columns) <= _FEWEST and bool(sentences) and any(map(partial(_are_rating_heads, candidate), below))


def _may_be_label(words: Tokens, header: str) -> bool:
    found = {match.concept.name for match in lexicon(KIND).matches(words) if match.score == 1}
    return header.rstrip().endswith(":") or bool(found & {*MAIN_TEXTS})


def _are_rating_heads(candidate: Candidate, row: int) -> bool:
    """Whether two cells of a row are called likelihood and impact."""
    cells = [tokens(shown(candidate.sheet.at(row, column.column))) for column in candidate.columns]
    called = {match.concept.name for words in cells for match in lexicon(KIND).matches(words) if match.score == 1}
    return {*RATED} <= called


def _are_levels_by_id(columns: Sequence[WeighedColumn]) -> bool:
    """Whether each row has an id that is called a risk's, what it is, and its level or score."""
    ids = [column for column in likely(columns, "risk") if _speaks_of(column, "risk_words")]
    return bool(ids and likely(columns, *MAIN_TEXTS)) and _hold_levels(columns)


def _are_levelled(columns: Sequence[WeighedColumn]) -> bool:
    """Whether what is called a risk, and no danger, stands there in sentences, with its level."""
    risks = [column for column in _risks(columns) if not _speaks_of(column, "threat_words")]
    said = [column for column in risks if is_text(column.profile, _MOSTLY, _SENTENCE)]
    return bool(said) and any(map(_holds_levels, likely(columns, "level")))


def _risks(columns: Sequence[WeighedColumn]) -> list[WeighedColumn]:
    return [column for column in likely(columns, *MAIN_TEXTS) if _speaks_of(column, "risk_words")]


def _hold_levels(columns: Sequence[WeighedColumn]) -> bool:
    return any(map(_holds_levels, likely(columns, "level", "score")))


def _holds_levels(column: WeighedColumn) -> bool:
    levels = sum(many for cell, many in column.profile.counts.items() if _is_level(cell))
    return bool(levels) and levels >= _MOSTLY * column.profile.count


def _is_level(cell: str) -> bool:
    number = number_of(cell)
    if number is not None:
        return 0 < number <= _HIGHEST
    is_colour = plain(cell) in word_set("level_colours") or cell.strip() in level_signs()
    return is_colour or level_in(cell) is not None or step_of(cell, "impact") is not None


def _is_assessment(columns: Sequence[WeighedColumn]) -> bool:
    """Whether dangers stand there with who is in danger, or what comes of them, and with what is done about it."""
    dangers = [column for column in likely(columns, *MAIN_TEXTS) if _speaks_of(column, "threat_words") or _asks(column)]
    beside = [column for column in likely(columns, *MAIN_TEXTS) if column not in dangers]
    of_danger = [column for column in beside if _speaks_of(column, "risk_words")]
    said = bool(of_danger) or bool(likely(columns, "asset", "consequence"))
    return bool(dangers) and said and bool(likely(columns, "measures", "existing_measures"))


def _is_described(columns: Sequence[WeighedColumn]) -> bool:
    """Whether it is said of risks why they may happen, what would come of them, or to whom: two of these."""
    told = {column.concept for column in likely(columns, "cause", "consequence", "asset")}
    return bool(_risks(columns)) and len(told) >= _FEWEST


def _names_risks_first(columns: Sequence[WeighedColumn]) -> bool:
    """Whether a whole header names risks, with what is done about them or two other things that are said of risks.

    No sentences stand before them: behind what was found a risk is only what it may lead to: findings of an audit.
    """
    named = [one for one in _risks(columns) if is_called(one, KIND, one.concept) and is_text(one.profile, _MOSTLY, 3)]
    beside = {column.concept for column in likely(columns, *_BESIDE) if column.sure >= SURE}
    if not named or (len(beside) < _FEWEST and not likely(columns, *_DONE)):
        return False
    before = [column for column in columns if column.number < named[0].number]
    free = [column for column in before if column.concept in MAIN_TEXTS or not column.is_likely]
    return not any(is_text(column.profile, _MOSTLY, _SENTENCE) for column in free)


def _asks(column: WeighedColumn) -> bool:
    """Whether a whole header asks what may happen: What could go wrong?"""
    return len(column.head.words) > _FEWEST and any(is_called(column, KIND, one) for one in MAIN_TEXTS)


def _speaks_of(column: WeighedColumn, words: str) -> bool:
    return bool(word_set(words) & {*column.head.words})
