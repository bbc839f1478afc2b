"""Columns of steps with strange headers: two that stand beside each other are likelihood and impact, most likely."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.adopt.compared_words import plain, tokens
from pipeline.adopt.lexicon import lexicon, word_codes, word_set
from pipeline.adopt.recognise.by_values.text_columns import is_text
from pipeline.adopt.recognise.by_values.told_beside import says_risk
from pipeline.adopt.recognise.candidate import LIKELY, SURE, Candidate
from pipeline.adopt.recognise.products import factors
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED
from pipeline.adopt.recognise.scales.rated_together import are_rated_together
from pipeline.adopt.recognise.scales.scale_word import MOST_STEPS
from pipeline.adopt.recognise.scales.word_lists import percent_share
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import number_of
from pipeline.adopt.two_in_one import names_of
from schemas.wording.text import text

_CLEAR = 0.9
_UNSURE = 0.65
_MOSTLY = 0.8  # of the cells: guidance may stand above them
_TOGETHER = ("threat_words", "vulnerability_words")
TOGETHER = "rated_apart"  # a rating of one of them, which is no likelihood yet
_NO_STEPS = frozenset({"score", "level", "rank", "effectiveness"})  # steps as well, of something else


def multiplied(candidate: Candidate, columns: Sequence[WeighedColumn]) -> None:
    """Let two columns whose product a third one is be likelihood and impact, whatever their headers say."""
    known = {column.concept for column in columns if column.is_likely and column.concept in RATED}
    if len(known) == len(RATED):
        return
    found = factors({each.number: candidate.compared(each.number) for each in columns})
    if not found:
        return
    one, other, product = (next(each for each in columns if each.number == number) for number in found)
    if max([*one.profile.numbers, *other.profile.numbers], default=0) > MOST_STEPS:
        return  # pieces and their price
    if TOGETHER in {one.concept, other.concept}:
        product.become("score", 0.9)
        return
    named = {column.concept for column in (one, other) if column.concept in RATED}
    free = [column for column in (one, other) if column.concept not in RATED]
    for concept in RATED:
        if concept not in named and free:
            free.pop(0).become(concept, 0.8 if named else _UNSURE)
    product.become("score", 0.9)


def leave_threat_and_vulnerability(columns: Sequence[WeighedColumn]) -> None:
    """Leave steps of threat and of vulnerability by name, where both stand there: only together are they likelihood."""
    found = {
        name: column
        for name in _TOGETHER
        for column in columns
        if set(column.head.words) & word_set(name) and _are_steps(column) and column.concept not in RATED
    }
    for column in found.values() if len(found) == len(_TOGETHER) else ():
        column.become(TOGETHER, 1.0)
        column.why = text("adopt.why.together")


def _are_steps(column: WeighedColumn) -> bool:
    profile = column.profile
    return profile.count >= 2 and profile.step_share >= _CLEAR and max(profile.numbers, default=0) <= MOST_STEPS


def ratings_by_name(columns: Sequence[WeighedColumn], *, speaks_of_risks: bool) -> None:
    """Let columns that are called likelihood or impact be that, though their cells are shares, money or products.

    Their values stay out with the reason; the table is a register all the same. Where not all else `speaks_of_risks`,
    only texts of per cent count, beside another rating or a text that is called a risk.
    """
    texts = [column for column in columns if column.concept in MAIN_TEXTS and is_text(column.profile)]
    has_other = any(column.is_likely and column.concept in RATED for column in columns) or says_risk(texts)
    if not speaks_of_risks and not (texts and has_other):
        return
    for column in columns:
        found = lexicon(KIND).matches(column.head.words)[:1]
        is_named = bool(found) and found[0].concept.name in RATED and found[0].score >= _CLEAR
        are_numbers = percent_share(column.profile) >= _MOSTLY or (speaks_of_risks and _are_numbers(column.profile))
        if is_named and not column.is_likely and column.concept in RATED and are_numbers:
            column.become(column.concept, LIKELY)


def _are_numbers(profile: Profile) -> bool:
    """Whether nearly all cells are numbers, or shares of a hundred: 60%, 50-75 %."""
    shares = sum(many for cell, many in profile.counts.items() if cell.endswith("%"))
    return profile.count > 0 and profile.number_share + shares / profile.count >= _MOSTLY


def rated_by_values(columns: Sequence[WeighedColumn], *, speaks_of_risks: bool) -> None:
    """Let columns of steps be likelihood and impact; where neither is known only if all else `speaks_of_risks`."""
    known = {column.concept for column in columns if column.is_likely and column.concept in RATED}
    if any(map(are_rated_together, columns)):
        return
    for rating in RATED:
        told = next((each for each in columns if _has_words_of(each, rating)), None) if rating not in known else None
        if told:
            told.become(rating, _UNSURE)
            known.add(rating)
    for column in columns:
        if column.concept == "score" and column.why:  # left by name: nothing else is that rating
            known.update(rating for rating in RATED if names_of(rating) & {*column.head.words})
    are_explained = sum(map(_is_explained, columns)) >= len(RATED)
    if len(known) == len(RATED) or not (known or speaks_of_risks or are_explained):
        return
    steps = [column for column in columns if _may_be_rating(column)]
    if not known and (explained := [column for column in steps if _is_explained(column)])[1:]:
        steps = explained
    if not known:
        order = {column.number: at for at, column in enumerate(columns)}
        together = [pair for pair in pairwise(steps) if order[pair[1].number] - order[pair[0].number] == 1]
        for one, concept in zip(together[0] if together else (), RATED, strict=False):
            one.become(concept, _UNSURE)
        return
    (missing,) = set(RATED) - known
    if named := next((column for column in columns if _may_be_named(column, missing)), None):
        named.become(missing, 0.7)
        return
    for one, other in pairwise(columns):
        for column, beside in ((one, other), (other, one)):
            if beside.is_likely and beside.concept in known and column in steps:
                column.become(missing, 0.7)
                return


def _has_words_of(column: WeighedColumn, rating: str) -> bool:
    """Whether cells are words of this rating's scale, and some of them of no other: Severe, Major; Likely, Rare."""
    (other,) = {*RATED} - {rating}
    words = {plain(cell) for cell in column.profile.counts if number_of(cell) is None}
    own = {word for word in words if word in word_codes(rating)}
    telling = {word for word in own if word not in word_codes(other)}
    against = words & word_codes(other).keys() - own
    is_free = not column.is_likely or column.concept in _NO_STEPS
    return is_free and column.profile.count >= 2 and bool(telling) and not against and len(own) >= _CLEAR * len(words)


def _may_be_named(column: WeighedColumn, rating: str) -> bool:
    """Whether cells are steps, and a word of the header or of its group is a name of the rating: Impact score."""
    words = (*column.head.words, *tokens(column.head.group))
    may_be = (not column.is_likely or column.concept in ("score", "level")) and not column.why
    if all(names_of(one) & {*words} for one in RATED):
        return False  # probability by severity
    return may_be and _are_steps(column) and any(word in names_of(rating) for word in words)


def _is_explained(column: WeighedColumn) -> bool:
    """Whether a legend that its header names says which steps its cells are."""
    legend = column.profile.legend
    return legend is not None and legend.is_scale and legend.is_for(column.head.header)


def _may_be_rating(column: WeighedColumn) -> bool:
    """Whether all cells are steps, and nothing says of what."""
    profile = column.profile
    said = column.sure >= (SURE if column.concept in _NO_STEPS else LIKELY)
    numbers = profile.numbers
    is_running = len(numbers) >= 3 and numbers == [*range(1, len(numbers) + 1)]
    return (
        not said and profile.count >= 2 and profile.step_share >= _CLEAR and not is_running
        and max(numbers, default=0) <= MOST_STEPS
    )  # fmt: skip
