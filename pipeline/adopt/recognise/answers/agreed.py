"""What was agreed on beside the answers of each party: of these it is the answer."""

from __future__ import annotations

from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.answers.points import are_points
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text

_ANSWERS, _FEWEST = 0.8, 2
_ASKED = 0.7


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
