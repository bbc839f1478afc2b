"""What was agreed on beside the answers of each party, and titles and sections beside what is asked."""

from __future__ import annotations

from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.answers.points import are_points
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn, is_called
from schemas.wording.text import text

_KIND = "indicators"
_ANSWERS, _FEWEST = 0.8, 2
_SURE, _ASKED = 0.8, 0.7
_SHORTER = 0.7  # of the letters of what is asked: a title of it
_ALL = 0.9  # of the cells differ from each other


def agreed_beside(columns: ListColumns) -> list[WeighedColumn]:
    """Let what was agreed on be the answer, after asking; gives the answers of each party beside it, which are none."""
    answers = [each for each in columns if _is_answer(each)]
    agreed = [each for each in answers if word_set("agreed_words") & {*each.head.words}]
    if len(agreed) != 1:
        return []
    of_points = are_points(agreed[0].profile)
    others = [each for each in answers if each is not agreed[0] and are_points(each.profile) is of_points]
    if not others or not any(each.is_likely and each.concept == "rating" for each in answers):
        return []
    if not (agreed[0].is_likely and agreed[0].concept == "rating"):
        agreed[0].become("rating", _ASKED)
        agreed[0].ask, agreed[0].why = True, text("adopt.why.in_part")
    for each in others:
        each.become("", 0.0)
    return others


def _is_answer(column: WeighedColumn) -> bool:
    profile = column.profile
    is_free = not column.is_likely or column.concept in ("rating", "other")
    is_aimed_at = bool(word_set("aimed_words") & {*column.head.words})
    return is_free and not is_aimed_at and profile.count >= _FEWEST and _are_answers(profile)


def _are_answers(profile: Profile) -> bool:
    return are_points(profile) or profile.word_share("rating") >= _ANSWERS


def elements_by_header(columns: ListColumns) -> None:
    """Let a section of words beside the numbers of its rows be the element, and so a short title of each question."""
    main = columns.first("text")
    if main is None or columns.likely("element"):
        return
    left = [each for each in columns if each.number < main.number and each.profile.count]
    named = [each for each in left if is_called(each, _KIND, "element") and _are_words(each.profile)]
    others = [each for each in columns.likely("indicator") if each not in named]
    for column in named[:1] if others else ():
        column.become("element", _SURE)
        return
    titles = [each for each in left if each.number == main.number - 1 and _is_title_of(each, main)]
    for column in titles:
        column.become("element", _ASKED)


def _are_words(profile: Profile) -> bool:
    return not any(any(map(str.isdigit, cell)) for cell in profile.counts)


def _is_title_of(column: WeighedColumn, main: WeighedColumn) -> bool:
    """Whether a column called a title, and nothing more, has a shorter text than what is asked in each row."""
    is_title = bool(column.head.words) and {*column.head.words} <= word_set("title_words")
    own, asked = column.profile, main.profile
    is_text = not own.number_share and _are_words(own) and own.count >= _ALL * asked.count
    return is_title and is_text and own.mean_length <= _SHORTER * asked.mean_length
