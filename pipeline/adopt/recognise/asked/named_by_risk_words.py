"""Texts below a header of unknown words: what speaks of a risk there, and what the columns beside it leave to it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.adopt.kind_words import asks_who
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.by_values.names import holds_codes, names_kinds
from pipeline.adopt.recognise.by_values.text_columns import is_text, says_more
from pipeline.adopt.recognise.candidate import without_phase
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED
from pipeline.adopt.recognise.scales.scale_word import level_in
from pipeline.adopt.recognise.weighed import WeighedColumn, likely
from pipeline.adopt.word_votes import guess

_ASKED, _SURELY, _FEWEST = 0.7, 0.85, 2
_DIFFERING, _SHORTEST = 0.6, 6  # a share of the cells; letters, on average
_SENTENCE = 10  # letters, on average
_MOSTLY = 0.7  # of the cells
_MAY_NAME = ("", "risk", "category", *MAIN_TEXTS)  # what the words of such a header may speak for
_COMPUTED = ("level", "score")
_PLACES = frozenset({"location", "category"})  # a sector alone may be either


def named_by_risk_words(columns: Sequence[WeighedColumn]) -> None:
    """Let texts be what their header and the columns beside them say, each asked about."""
    for column in columns:
        _place_in_danger(column)
        if column.profile.count >= _FEWEST:
            _loss_in_words(column, columns)
            _loss_in_steps(column, columns)
            _danger_in_words(column, columns)
    if not likely(columns, *MAIN_TEXTS):
        _first_that_names_risks(columns)
    _text_beside_codes(columns)
    _who_is_at_risk(columns)


def _place_in_danger(column: WeighedColumn) -> None:
    """Let places that are in danger be where the risk is: Villages exposed, Barrios / sectores en riesgo."""
    exposed, words = word_set("exposed_words"), column.head.words
    called = [{each.concept.name for each in lexicon(KIND).matches((word,)) if each.score == 1} for word in words]
    places = [names for word, names in zip(words, called, strict=True) if word not in exposed]
    is_place = any("location" in names for names in places) and all(names & _PLACES for names in places)
    if is_place and len(places) < len(words) and column.sure < 1:
        column.become("location", _SURELY)


def _first_that_names_risks(columns: Sequence[WeighedColumn]) -> None:
    """Let the first text with a word for risks above it be what may happen, and a name before it the title."""
    for at, column in enumerate(columns):
        if not _may_name_risks(column):
            continue
        column.become("threat" if word_set("threat_words") & {*column.head.words} else "description", _ASKED)
        before = columns[at - 1] if at else None
        if before and _is_name_of(before, column):
            before.become("title", _ASKED)
        return


def _is_name_of(before: WeighedColumn, column: WeighedColumn) -> bool:
    """Whether a column names what the one behind it says at length: its header ends in a word for risks."""
    ends = any(word.endswith(tuple(word_set("risk_words"))) for word in before.head.words)
    return ends and not before.is_likely and is_text(before.profile, _DIFFERING, 3) and says_more(column, before)


def _loss_in_words(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Let sentences below what is called a loss be the consequence: Financial impact, Repairs and a fine."""
    if (
        column.concept == "loss"
        and not likely(columns, "consequence")
        and is_text(column.profile, _DIFFERING, _SENTENCE)
    ):
        column.become("consequence", _ASKED)


def _loss_in_steps(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Let steps in words below what is called a loss be the impact, where nothing else is: Loss of value, Small.

    Only where a text is called a risk: what was lost in an incident is no impact.
    """
    profile = column.profile
    are_steps = profile.step_share >= _MOSTLY and not profile.number_share and profile.mean_length <= _SENTENCE
    if column.concept != "loss" or not are_steps or likely(columns, "impact"):
        return
    if any(word_set("risk_words") & {*each.head.words} for each in likely(columns, *MAIN_TEXTS)):
        column.become("impact", _ASKED)


def _danger_in_words(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Let texts below what is called a level say what the risk is: Risk before the measures, Drowning."""
    said = {*without_phase(column.head.words)} - word_set("measure_words") - word_set("called_measures")
    is_risk = bool(said) and said <= word_set("risk_words") and column.phase != "residual"
    if column.concept in _COMPUTED and is_risk and not likely(columns, "description") and _are_texts(column.profile):
        column.become("description", _ASKED)


def _are_texts(profile: Profile) -> bool:
    """Whether cells are texts that differ, and neither levels nor kinds of risks."""
    has_levels = any(level_in(cell) is not None for cell in profile.counts)
    return is_text(profile, _DIFFERING, _SHORTEST) and not has_levels and not names_kinds(profile)


def _may_name_risks(column: WeighedColumn) -> bool:
    """Whether a header has a word for risks, none that speaks of something else, and texts stand below it."""
    is_free = not column.is_likely or column.concept == "other_id"
    says_risk = bool(word_set("risk_words") & {*column.head.words})
    if not (is_free and says_risk and column.profile.count >= _FEWEST) or holds_codes(column.profile):
        return False
    return guess(KIND, column.head.words)[0] in _MAY_NAME and _are_texts(column.profile)


def _text_beside_codes(columns: Sequence[WeighedColumn]) -> None:
    """Let the text right of what is called a risk and only holds codes be what the risk is: risk, R-1."""
    main = likely(columns, *MAIN_TEXTS)
    if (
        len(main) != 1
        or likely(columns, "risk")
        or main[0].profile.fit(("id",)) < 1
        or not holds_codes(main[0].profile)
    ):
        return
    for column in columns:
        is_free = not column.is_likely and guess(KIND, column.head.words)[0] in _MAY_NAME
        if column.number == main[0].number + 1 and is_free and _are_texts(column.profile):
            main[0].become("risk", 0.9)
            column.become("description", _ASKED)


def _who_is_at_risk(columns: Sequence[WeighedColumn]) -> None:
    """Let *Who* between what may happen and what is done about it or how it is rated, be who is at risk."""
    main, done = likely(columns, *MAIN_TEXTS), likely(columns, "measures", "existing_measures", *RATED)
    if not main or not done or likely(columns, "asset"):
        return
    for column in likely(columns, "owner"):
        is_between = main[0].number < column.number < done[0].number
        if is_between and len(column.head.words) == 1 and asks_who(column.head.words[0]):
            column.become("asset", _ASKED)
