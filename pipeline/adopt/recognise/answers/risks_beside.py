"""Tables with answers that are a register: risks stand there, with who is exposed or what is done about them."""

from __future__ import annotations

from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.by_values.text_columns import is_text
from pipeline.adopt.recognise.candidate import LIKELY, SURE, Candidate
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS
from pipeline.adopt.recognise.weighed import WeighedColumn

_HALF = 0.5
_DIFFERING, _WORD = 0.3, 3  # of the cells; letters, on average
_FEWEST = 2
_COMPUTED = ("score", "level")
_DONE, _EXPOSED = ("measures", "existing_measures"), ("asset", "consequence")


def are_risks(candidate: Candidate, asked: WeighedColumn) -> bool:
    """Whether one header says as a whole that risks stand there, and others what only a register says of them.

    Who is at risk, or their level in steps; or what is done about them, and what else is to be done, or who would be
    harmed, where no header says what is to be answered: an assessment of which each action is done or not.
    """
    called = {
        each.column: {match.concept.name for match in lexicon(KIND).matches(each.words) if match.score == 1}
        for each in candidate.columns
    }
    risk_words = word_set("risk_words")
    main = [each for each in candidate.columns if called[each.column] & {*MAIN_TEXTS}]
    if any(risk_words & {*each.words} for each in main):
        steps = [number for number, concepts in called.items() if concepts & {*_COMPUTED}]
        exposed = any("asset" in called[each.column] and risk_words & {*each.words} for each in candidate.columns)
        if exposed or any(candidate.profiles[number].step_share >= _HALF for number in steps):
            return True
    says_what = asked.sure >= SURE and all(asked.number != each.column for each in main)
    return not says_what and any(map(_name_risks, main)) and _are_treated(candidate)


def _name_risks(column: HeadColumn) -> bool:
    """Whether a header asks what may go wrong, or has a word for risks: a name or a topic alone says nothing."""
    return bool(word_set("risk_words") & {*column.words}) or len(column.words) > _FEWEST


def _are_treated(candidate: Candidate) -> bool:
    """Whether texts say what is done about the risks, and what else is to be done or who would be harmed."""
    told = {_said(candidate, each) for each in candidate.columns}
    done = told & {*_DONE}
    return bool(done) and len(done) + bool(told & {*_EXPOSED}) >= _FEWEST


def _said(candidate: Candidate, column: HeadColumn) -> str:
    """What a column of texts most likely is in a register, "" for nothing that is known."""
    if not is_text(candidate.profiles[column.column], _DIFFERING, _WORD):
        return ""
    concept, sure, _ = next(iter(candidate.meanings(KIND, column)), ("", 0.0, ""))
    return concept if sure >= LIKELY else ""
