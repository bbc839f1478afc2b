"""Answers that are ticked: a narrow column for yes, one for no, with a mark in one of them in each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.proposal import WordList
from pipeline.adopt.recognise.by_values.tick_heads import MARKS
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import shown
from schemas.wording.text import text

RATING = "Indicators.rating"
_FEWEST = 2
_SURE = 0.9


def answer_codes() -> Mapping[str, str]:
    """What the headers of ticked answers mean: beside Y and N, P is most likely partly."""
    return {"p": "partial", **word_codes("rating")}


def answers_ticked(columns: Iterable[WeighedColumn]) -> list[WeighedColumn]:
    """The columns of which each is one answer that is ticked; none where there are not two different ones."""
    codes = answer_codes()
    found = [each for each in columns if plain(each.head.header) in codes and _is_ticked(each)]
    answers = {codes[plain(each.head.header)] for each in found}
    if len(answers) < _FEWEST or len(answers) < len(found) or not any(each.profile.count for each in found):
        return []
    for each in found:
        each.become("rating", _SURE)
    return found


def _is_ticked(column: WeighedColumn) -> bool:
    cells = column.profile.counts
    return all(plain(cell) in MARKS or not plain(cell) for cell in cells) and len(cells) <= _FEWEST


def aim_ticked(columns: Sequence[WeighedColumn]) -> None:
    """Let each of them be the rating: its mark means what its header says."""
    for each in columns:
        code = answer_codes()[plain(each.head.header)]
        counts = dict(each.profile.counts)
        each.target, each.why = RATING, ""
        each.words = WordList(map={shown(cell): code for cell in counts}, counts=counts, is_ticked=True)
        if counts and plain(each.head.header) not in word_codes("rating"):
            each.ask, each.why = True, text("adopt.why.in_part")
