"""Columns of a register whose cells say something else than their header does, or more than it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.adopt.compared_words import plain, tokens
from pipeline.adopt.lexicon import planned_words, word_set
from pipeline.adopt.recognise.asked.named_by_risk_words import named_by_risk_words
from pipeline.adopt.recognise.asked.said_by_half import said_by_half
from pipeline.adopt.recognise.by_values.names import are_answers, holds_codes, names_kinds
from pipeline.adopt.recognise.by_values.sentence_heads import then_before_result
from pipeline.adopt.recognise.by_values.text_columns import by_their_words, is_text
from pipeline.adopt.recognise.candidate import phase_of, without_phase
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED, VOCABULARIES
from pipeline.adopt.recognise.scales.scale_word import level_in
from pipeline.adopt.recognise.scales.word_lists import percent_share
from pipeline.adopt.recognise.weighed import WeighedColumn, is_called, likely
from pipeline.adopt.two_in_one import names_of
from schemas.wording.text import text

_ASKED = 0.7
_HALF, _MOSTLY, _NEARLY_ALL = 0.5, 0.8, 0.9
_LONG = 25  # letters of a sentence, on average
_SHORT, _MOST_STEPS = 14, 6  # letters, on average; different words of a scale
_OF_MOST = re.compile(r"^\s*\d{1,2}\s*/\s*(?:10|25|100)\s*$")  # 9/10
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"^(?=.*[^\W\d_])(?:[^\W\d_]{1,5}[-–_./ ]?){1,2}\d{1,4}(?:\.\d{1,3})?$")  # R01, H-INFO-001
_FEWEST = 2


def as_cells_say(columns: Sequence[WeighedColumn]) -> None:
    """Let columns be what their cells say, where the header says it only by half."""
    for column in columns:
        _in_place_is_no_place(column)
        if column.profile.count:
            _id_no_name(column, columns)
            _marks_no_text(column)
            _letters_no_text(column, columns)
            _always_the_same(column, columns)
            _steps_no_cause(column)
            _numbers_no_text(column)
            _rank_no_id(column, columns)
            _answers_no_owner(column)
            _name_no_id(column)
            _codes_no_owner(column)
            _level_in_words(column)
            _no_status(column)
            _who_and_how(column, columns)
            _single_words(column, columns)
    then_before_result(columns)
    said_by_half(columns)
    named_by_risk_words(columns)
    _id_of_threats(columns)
    _ratings_in_other_words(columns)
    _controls(columns)
    _only_text(columns)
    _source_of_threat(columns)


def _name_no_id(column: WeighedColumn) -> None:
    """Let an id of several words, without a digit, be the name of the risk: Risk item, Thermal burn."""
    cells = column.profile
    are_names = not cells.number_share and cells.distinct_share >= _NEARLY_ALL
    several = _share(cells, lambda cell: " " in cell.strip() and not _DIGIT.search(cell))
    if column.concept == "risk" and are_names and several >= _HALF:
        column.become("title", 0.8)


def _id_no_name(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Let codes that all differ be the id of what is called a risk (Risk, R01); what is always the same is no id."""
    cells = column.profile
    are_ids = cells.count >= _FEWEST and cells.distinct_share == 1 and _share(cells, _is_code) == 1
    others = [each for each in likely(columns, *MAIN_TEXTS) if each is not column and is_text(each.profile)]
    if column.concept in MAIN_TEXTS and are_ids and others:
        column.become("other_id" if likely(columns, "risk") else "risk", 0.9)
    if column.concept == "risk" and cells.count >= _FEWEST and len(cells.counts) == 1:
        column.become("", 0.0)
    named = {name for name in RATED if names_of(name) & {*tokens(column.head.group)}}
    if column.concept == "risk" and named and cells.number_share >= _NEARLY_ALL:
        column.become(named.pop(), 0.8)  # Likelihood: word, No.
    letters = _share(cells, lambda cell: not _DIGIT.search(cell) and len(cell) > _FEWEST)
    if column.concept == "risk" and letters >= _NEARLY_ALL and not is_called(column, KIND, "risk"):
        column.become("asset", _ASKED)  # Supplier / item: Fuel


def _is_code(cell: str) -> bool:
    return bool(_CODE.match(cell))


def _marks_no_text(column: WeighedColumn) -> None:
    """Let marks and colours below what is called a risk be its level: no cell has a letter or a digit."""
    if column.concept in MAIN_TEXTS and not any(any(map(str.isalnum, cell)) for cell in column.profile.counts):
        column.become("level", 0.85)


def _letters_no_text(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Let single letters below what is called a risk be its kind, beside a text that says it: Danger (M, C, P)."""
    cells = column.profile
    others = [each for each in likely(columns, *MAIN_TEXTS) if each is not column]
    are_letters = cells.count >= _FEWEST and cells.mean_length <= 1 and not cells.number_share
    if column.concept in MAIN_TEXTS and others and are_letters:
        column.become("category", _ASKED)


def _always_the_same(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Leave what says the same of every risk, Risk or Opportunity, beside a text that tells them apart."""
    others = [each for each in likely(columns, *MAIN_TEXTS) if each is not column and is_text(each.profile)]
    cells = column.profile
    is_word = len(cells.counts) == 1 and {*tokens(next(iter(cells.counts)))} <= word_set("risk_words")
    if column.concept in MAIN_TEXTS and others and cells.count > _FEWEST and is_word:
        column.become("", 0.0)
        column.why = text("adopt.why.no_place")


def _steps_no_cause(column: WeighedColumn) -> None:
    """Let words of a scale below what is called a cause be its level: Vulnerability, High."""
    cells = column.profile
    are_steps = cells.count >= _FEWEST and cells.step_share >= _MOSTLY and cells.mean_length <= _SHORT
    if column.concept == "cause" and are_steps:
        column.become("level", 0.85)


def _numbers_no_text(column: WeighedColumn) -> None:
    """Let numbers below what is called a measure, a cause or a consequence be none: an index of controls."""
    texts = ("measures", "existing_measures", "cause", "consequence", "contingency")
    if column.concept in texts and column.profile.number_share >= _NEARLY_ALL and not _is_rated_text(column):
        column.become("", 0.0)


def _is_rated_text(column: WeighedColumn) -> bool:
    """Whether steps stand below what may be called a rating as well: Consequence, 4."""
    return column.concept == "consequence" and column.profile.step_share >= _NEARLY_ALL


def _rank_no_id(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Let numbers far behind the risk be its rank, and no id, where their header does not say that they are its id."""
    main = min((each.number for each in likely(columns, *MAIN_TEXTS)), default=column.number)
    several = len(column.head.words) > 1 and is_called(column, KIND, "risk")
    is_named = several or bool(word_set("risk_words") & {*column.head.words})
    if column.concept == "risk" and column.number > main + 1 and column.profile.numbers and not is_named:
        column.become("rank", 0.8)


def _answers_no_owner(column: WeighedColumn) -> None:
    """Let nobody, and no risk, be called Yes or No."""
    if column.concept in ("owner", "risk") and are_answers(column.profile):
        column.become("", 0.0)
        column.why = text("adopt.why.no_place")


def _in_place_is_no_place(column: WeighedColumn) -> None:
    """Let no location be what is asked of measures (Controls: in place, adequate), or answered with Yes and No."""
    of_measures = (word_set("measure_words") | word_set("control_words")) & {*tokens(column.head.group)}
    if column.concept == "location" and (of_measures or (column.profile.count and are_answers(column.profile))):
        column.become("", 0.0)
        column.why = text("adopt.why.no_place")


def _codes_no_owner(column: WeighedColumn) -> None:
    """Let no owner be what is called so only in part, and holds codes (D1-D9) or what is done: Measures, owners."""
    if column.concept != "owner" or is_called(column, KIND, "owner"):
        return
    if word_set("measure_words") & {*column.head.words} and is_text(column.profile, _HALF, 2 * _LONG):
        column.become("measures", _ASKED)
    elif holds_codes(column.profile):
        column.become("other_id", _ASKED)


def _level_in_words(column: WeighedColumn) -> None:
    """Let numbers with their level be a level, whatever they are called: Risk, 10-M; Residual, Low (4)."""
    cells = column.profile
    is_level = _share(cells, lambda cell: level_in(cell) is not None or bool(_OF_MOST.match(cell))) >= _NEARLY_ALL
    phase = phase_of(column.head.words)
    is_level = is_level or bool(
        phase and without_phase(column.head.words) == column.head.words and cells.step_share == 1
    )
    is_named = column.concept in (*MAIN_TEXTS, "risk", "score", "level")
    is_phase = not column.is_likely and bool(phase) and cells.mean_length <= _LONG
    if is_level and (is_named or is_phase):
        column.become("level", max(column.sure, 0.85))
        column.phase = phase


def _no_status(column: WeighedColumn) -> None:
    """Let colours below a status be a level, and words that are none no status where its header may mean another."""
    cells = column.profile
    if column.concept != "status" or cells.legend or cells.word_share(VOCABULARIES["status"]):
        return
    if _share(cells, lambda cell: plain(cell) in word_set("level_colours")) == 1:
        column.become("level", 0.85)
    elif percent_share(cells) == 1:
        column.become("", 0.0)  # how much of it is done
        column.why = text("adopt.why.no_place")
    elif column.or_else == "location":
        column.become(column.or_else, column.sure)  # Where: Town, Camp
    elif word_set("situation_words") & {*column.head.words}:
        column.become("", 0.0)  # Situation: routine, not routine


def _who_and_how(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Let who might be harmed, and how, be the consequence where sentences stand there."""
    if column.concept == "asset" and word_set("how_words") & {*column.head.words}:
        says = is_text(column.profile, _HALF, _LONG) and not likely(columns, "consequence")
        column.become("consequence" if says else "asset", _ASKED)


def _single_words(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Ask about a threat in single words in capitals, beside a text that says what the risk is: STRIDE, FMEA."""
    others = [each for each in likely(columns, *MAIN_TEXTS) if each is not column]
    if column.concept == "threat" and others and _share(column.profile, lambda cell: cell.isupper()) >= _NEARLY_ALL:
        column.sure = min(column.sure, _ASKED)


def _id_of_threats(columns: Sequence[WeighedColumn]) -> None:
    """Let the id of the threat be that of the risk, where no other is there and each has one of its own."""
    column = columns[0]
    names_risk = word_set("risk_words") & {*column.head.words}
    is_id = column.profile.fit(("id",)) >= _NEARLY_ALL and column.profile.distinct_share == 1
    if column.concept == "other_id" and names_risk and is_id and not likely(columns, "risk"):
        column.become("risk", 0.8)


def _ratings_in_other_words(columns: Sequence[WeighedColumn]) -> None:
    """Let what is called likelihood or impact as a whole stay that in words that nobody knows: they are asked about."""
    for column in columns:
        named = next((one for one in RATED if is_called(column, KIND, one)), "")
        others = [each for each in likely(columns, *RATED) if each.concept != named]
        if named and not column.is_likely and others and not likely(columns, named) and _are_few_words(column.profile):
            column.become(named, 0.8)


def _are_few_words(cells: Profile) -> bool:
    """Whether a few short texts stand there again and again, none of them a kind of risk."""
    is_short = 0 < cells.mean_length <= _SHORT and not cells.number_share and not cells.date_share
    few = len(cells.counts) <= _MOST_STEPS and len(cells.counts) < cells.count
    return is_short and few and not names_kinds(cells)


def _controls(columns: Sequence[WeighedColumn]) -> None:
    """Let texts below a header that speaks of controls, or begins with measures, be those that exist or are planned."""
    for column in columns:
        words = {*column.head.words}
        speaks = words & word_set("control_words") and not words & planned_words()
        is_free = not column.is_likely and not column.why and not likely(columns, "existing_measures")
        if speaks and is_free and is_text(column.profile, 0.3):
            column.become("existing_measures", _ASKED)
        is_only = bool(word_set("called_measures") & {*column.head.words}) and not likely(columns, "measures")
        begins = word_set("measure_words") & {*column.head.words[:1]} or is_only
        begins = begins and not column.is_likely and not column.why
        if begins and is_text(column.profile, 0.3, _LONG / 2):
            column.become("measures", _ASKED)  # Measures foreseen on the site
            by_their_words(column)


def _only_text(columns: Sequence[WeighedColumn]) -> None:
    """Let what is called a consequence in part be the risk, where nothing else says it: cause-event statement."""
    said = [each for each in likely(columns, "consequence", "cause") if not is_called(each, KIND, each.concept)]
    if len(said) == 1 and not likely(columns, *MAIN_TEXTS) and likely(columns, "risk"):
        said[0].become("description", _ASKED)


def _source_of_threat(columns: Sequence[WeighedColumn]) -> None:
    """Let the source of a threat, or a risk factor, be the cause beside another text that says the risk."""
    threats = likely(columns, *MAIN_TEXTS)
    told = [each for each in threats if word_set("source_words") & {*each.head.words}]
    if len(told) == 1 and len(threats) > 1:
        told[0].become("cause", _ASKED)


def _share(cells: Profile, holds: Callable[[str], bool]) -> float:
    """Which share of the cells is so."""
    return sum(many for cell, many in cells.counts.items() if holds(cell)) / cells.count if cells.count else 0.0
