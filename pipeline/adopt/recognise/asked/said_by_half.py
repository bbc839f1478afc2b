"""Columns whose header has a word of one thing, and whose cells or neighbours say that another is meant."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.adopt.compared_words import Tokens, parts_of, plain, tokens
from pipeline.adopt.lexicon import level_signs, lexicon, word_set
from pipeline.adopt.recognise.by_values.names import names_kinds
from pipeline.adopt.recognise.candidate import without_phase
from pipeline.adopt.recognise.register_concepts import KIND, RATED
from pipeline.adopt.recognise.weighed import WeighedColumn, is_called, likely

_NEARLY_ALL, _ASKED, _SURELY = 0.9, 0.7, 0.85
_FEWEST = 2
_TEXTS = ("measures", "existing_measures", "cause", "consequence", "contingency")
_KINDS = frozenset({"category", "level", "score"})
# What a header may name where only colours stand below it: the zone of a risk, Red.
_NAMES = frozenset({"location", "asset", "category", "cause", "level"})
_CHOSEN = frozenset({"treatment", "status", "category"})


def said_by_half(columns: Sequence[WeighedColumn]) -> None:
    """Let columns be what their cells, or the columns beside them, say of a header that says it only by half."""
    for column in columns:
        if column.profile.count >= _FEWEST:
            _category_of_rating(column)
            _colours_no_name(column)
            _codes_not_chosen(column)
            _no_words_no_text(column)
        _proof_no_measure(column, columns)
        _area_of_impact(column, columns)
    for column in likely(columns, "cause"):
        _trigger_no_cause(column, columns)


def _category_of_rating(column: WeighedColumn) -> None:
    """Let steps below a kind of likelihood, or of impact, be that rating: Likelihood category, Class of impact."""
    kinds = word_set("kind_words")
    own = without_phase(column.head.words)
    said = tuple(word for word in own if word not in kinds) or tokens(column.head.group)
    is_kind = len(said) != len(own) and (column.concept in _KINDS or not column.is_likely)
    if is_kind and column.profile.step_share >= _NEARLY_ALL and (rating := _rating_named(said)):
        column.become(rating, _SURELY)


def _rating_named(words: Tokens) -> str:
    """The rating of which these words are a name, "" for none."""
    found = {match.concept.name for match in lexicon(KIND).matches(words) if match.score == 1}
    return next((rating for rating in RATED if rating in found), "")


def _colours_no_name(column: WeighedColumn) -> None:
    """Let colours below what is called a place or a kind be the level of the risk: Zone, Amber."""
    known = word_set("level_colours")
    are_colours = all(plain(cell) in known or cell in level_signs() for cell in column.profile.counts)
    if column.concept in _NAMES and are_colours:
        column.become("level", _SURELY)


def _codes_not_chosen(column: WeighedColumn) -> None:
    """Let codes below the id of something be no choice: Option ID, A-1."""
    if column.concept in _CHOSEN and is_id_of_something(column):
        column.become("other_id", _SURELY)


def is_id_of_something(column: WeighedColumn) -> bool:
    """Whether a header ends like that of an id, and codes stand below it."""
    *said, last = column.head.words or ("",)
    return bool(said) and last in word_set("id_words") and all(map(_is_code, column.profile.counts))


def _is_code(cell: str) -> bool:
    """Whether a cell is one word with a digit, or in capitals: OPT-A, T12."""
    return " " not in cell.strip() and (cell.isupper() or any(map(str.isdigit, cell)))


def _no_words_no_text(column: WeighedColumn) -> None:
    """Let cells without any word be no text, whatever stands above them: 8/10, > 5, 40 %."""
    cells = column.profile
    has_digits = any(map(str.isdigit, "".join(cells.counts)))
    if column.concept in _TEXTS and has_digits and not cells.step_share and not cells.has_words:
        column.become("", 0.0)


def _proof_no_measure(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Let the evidence of a measure be none, beside what are measures: Proof of existing controls."""
    is_proof = column.concept in ("measures", "existing_measures") and _proves(column)
    others = [each for each in likely(columns, "measures", "existing_measures") if not _proves(each)]
    if is_proof and others:
        column.become("notes", _SURELY)


def _area_of_impact(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Let an area in which only kinds of risks stand be the kind, and nothing that is exposed: Impact area, Finance."""
    words = word_set("topic_words") | word_set("kind_words")
    is_free = column.concept == "asset" and not likely(columns, "category")
    if is_free and words & {*column.head.words} and names_kinds(column.profile):
        column.become("category", _ASKED)


def _proves(column: WeighedColumn) -> bool:
    return bool(word_set("proof_words") & {*column.head.words})


def _trigger_no_cause(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Ask of a trigger whether it is the cause; beside a cause, or behind what is done, one knows the risk by it."""
    if not word_set("trigger_words") & {*column.head.words}:
        return
    named = any(_is_cause(words) for words in parts_of(column.head.header))
    is_said = any(is_called(each, KIND, "cause") for each in likely(columns, "cause") if each is not column)
    is_behind = any(each.number < column.number for each in likely(columns, "measures", "contingency", "owner"))
    if not named and (is_said or is_behind):
        column.become("notes", _SURELY)
    else:
        column.sure = min(column.sure, _ASKED)  # why it happens, or by what one will know it


def _is_cause(words: Tokens) -> bool:
    is_trigger = bool(word_set("trigger_words") & {*words})
    return not is_trigger and any(
        match.concept.name == "cause" and match.score == 1 for match in lexicon(KIND).matches(words)
    )


def rated_again(columns: Sequence[WeighedColumn]) -> None:
    """Let ratings behind the measures be those that remain, where the same ones before them are the initial ones."""
    if likely(columns, "existing_measures") or any(each.phase == "residual" for each in likely(columns, *RATED)):
        return
    for rating in RATED:
        first = [each for each in likely(columns, rating) if each.phase == "inherent"]
        again = [each for each in likely(columns, rating) if not each.phase]
        between = [
            each for each in likely(columns, "measures")
            if first and again and first[-1].number < each.number < again[0].number
        ]  # fmt: skip
        if len(first) == len(again) == 1 and between:
            again[0].phase = "residual"
