"""What stands beside answers, and makes a checklist surer or less sure: numbers of things, risks, marks of no name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.kind_words import is_strange
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.answers.answer_heads import answer_codes, answer_in, are_marks
from pipeline.adopt.recognise.answers.ticks import are_lights
from pipeline.adopt.recognise.candidate import SURE
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.weighed import WeighedColumn

_NUMBERS, _ANSWERS = 0.6, 0.8  # of the cells


def counted_beside(columns: ListColumns, asked: WeighedColumn, answers: WeighedColumn | None) -> int:
    """How many headers count things, each strange to a checklist, where requirements and their answers are clear."""
    if answers is None or min(asked.sure, answers.sure) < SURE:
        return 0
    if not word_set("requirement_words") & {*asked.head.words} or answers.profile.word_share("rating") < _ANSWERS:
        return 0
    strange = [each for each in columns if each.head.words and is_strange(columns.kind, each.head.words)]
    return sum(each.profile.number_share >= _NUMBERS for each in strange)


def are_marks_doubtful(columns: ListColumns, asked: WeighedColumn, ticked: Sequence[WeighedColumn]) -> bool:
    """Whether marks may say something else than how far something is in place: then it is asked if this is a checklist.

    So it is where other columns of marks stand right beside, of which nobody knows what they mean, and where nothing
    but the order of levels or points tells what they mean, while risks or things are rated and no requirement.
    """
    if not all(are_marks(each.profile.counts) for each in ticked) or not ticked:
        return False
    numbers = {each.number for each in ticked}
    beside = [each for each in columns if each.number not in numbers and {each.number - 1, each.number + 1} & numbers]
    if any(each.profile.count and are_marks(each.profile.counts) for each in beside):
        return True
    if all(answer_in(each.head.header, answer_codes()) for each in ticked):
        return False
    are_risks = any(word_set("risk_words") & {*words_of(each.head.header)} for each in columns)
    if are_lights(ticked) and not columns.is_named:
        return True  # lights say how a project goes, too
    is_by_points = all("(" in each.head.header for each in ticked)
    return are_risks or (is_by_points and not word_set("requirement_words") & {*asked.head.words})
