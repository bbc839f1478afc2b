"""Answers that are ticked: a narrow column for yes, one for no, with a mark in one of them in each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.adopt.compared_words import plain, word_file, words_of
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import WordList
from pipeline.adopt.recognise.by_values.tick_heads import MARKS
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import shown
from schemas.wording.text import text

RATING = "Indicators.rating"
_FEWEST = 2
_SURE = 0.9
_LONG = 5  # letters of a word that says it applies
_LEVELS = ("low", "medium", "high")


def answer_codes() -> Mapping[str, str]:
    """What the headers of ticked answers mean: beside Y and N, P is most likely partly."""
    return {"p": "partial", **word_codes("rating")}


def answers_ticked(columns: Iterable[WeighedColumn]) -> list[WeighedColumn]:
    """The columns of which each is one answer that is ticked; none where there are not two different ones."""
    columns = list(columns)
    codes = codes_ticked(columns)
    found = [each for each in columns if plain(each.head.header) in codes and _is_ticked(each)]
    answers = {codes[plain(each.head.header)] for each in found}
    if len(answers) < _FEWEST or len(answers) < len(found) or not any(each.profile.count for each in found):
        return []
    for each in found:
        each.become("rating", _SURE)
    return found


def codes_ticked(columns: Iterable[WeighedColumn]) -> Mapping[str, str]:
    """What the headers of these ticked answers mean beside each other: does not apply, where others apply; levels."""
    heads = [each for each in columns if each.head.header and _is_ticked(each)]
    codes = dict(answer_codes())
    said = {word: codes[word] for each in heads if (word := plain(each.head.header)) in codes}
    if "absent" not in said.values():
        fully = " ".join(word for word, code in said.items() if code == "present").split()
        for word in [word for word, code in said.items() if code == "not_applicable"]:
            if any(len(one) >= _LONG and one in fully for one in word.split()):
                codes[word] = "absent"
    levels = {plain(word): code for code, words in word_file("words")["levels_ticked"].items() for word in words}
    are_levels = {levels[plain(each.head.header)] for each in heads if plain(each.head.header) in levels}
    speak_of_risks = any(
        word_set("risk_words") & {*words_of(f"{each.head.group} {each.head.header}")} for each in heads
    )
    return {**codes, **levels} if len(are_levels) == len(_LEVELS) and not speak_of_risks else codes


def _is_ticked(column: WeighedColumn) -> bool:
    cells = column.profile.counts
    return all(plain(cell) in MARKS or not plain(cell) for cell in cells) and len(cells) <= _FEWEST


def aim_ticked(columns: Sequence[WeighedColumn]) -> None:
    """Let each of them be the rating: its mark means what its header says."""
    codes = codes_ticked(columns)
    for each in columns:
        code = codes[plain(each.head.header)]
        counts = dict(each.profile.counts)
        each.target, each.why = RATING, ""
        each.words = WordList(map={shown(cell): code for cell in counts}, counts=counts, is_ticked=True)
        if counts and word_codes("rating").get(plain(each.head.header)) != code:
            each.ask, each.why = True, text("adopt.why.in_part")
