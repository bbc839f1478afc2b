"""Columns of texts: which say something, which say more than others, which only name a kind."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from functools import cache

from pipeline.adopt.compared_words import plain, tokens, word_file, words_of
from pipeline.adopt.lexicon import existence_words, planned_words, word_codes, word_set
from pipeline.adopt.recognise.candidate import SURE, phase_of
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.register_concepts import KIND, RATED
from pipeline.adopt.recognise.weighed import WeighedColumn, likely
from pipeline.adopt.two_in_one import names_of
from pipeline.adopt.word_votes import guess

_ANSWERED = 0.5  # of the cells
_FEWEST = 2
_OF_TIME = frozenset({"date", "have"})  # of existence only together with others
_MOST, _LONG = 0.9, 40  # of the cells differ from each other; letters of a sentence
_CHOSEN, _SAYS, _WORD = 0.9, 14, 9  # a share of the cells; letters: more says what is done, fewer is a single word
_SHORT = 20  # letters of a name, not of a sentence
_LETTERS, _DIFFERENT, _HALF = 2, 0.7, 0.5  # of a code for a kind; shares of the cells


def is_text(profile: Profile, differing: float = 0.5, length: float = 10) -> bool:
    """Whether cells are texts that say something, not the same few words over and over."""
    is_text = profile.number_share < 0.3 and profile.date_share < 0.3 and profile.step_share < 0.5
    return is_text and profile.mean_length >= length and profile.distinct_share >= differing


def says_at_length(column: WeighedColumn) -> bool:
    """Whether a column tells each risk in a sentence: nothing beside it says more."""
    return is_text(column.profile, _MOST, _LONG)


def says_more(column: WeighedColumn, other: WeighedColumn) -> bool:
    """Whether a column explains at length what another one names."""
    return column.profile.mean_length > 1.5 * other.profile.mean_length and column.profile.distinct_share >= 0.6


def are_turned_round(main: list[WeighedColumn]) -> bool:
    """Whether what is taken for the event says more than what is taken for the description."""
    length = {column.target: column.profile.mean_length for column in main if column.profile.count}
    return length.get("Risks.event", 0) > length.get("Risks.description", math.inf)


def is_list(profile: Profile) -> bool:
    """Whether the same few words stand there again and again: rather a kind of risk than a risk."""
    return profile.count >= 2 * _FEWEST and profile.distinct_share <= 0.5 and profile.mean_length < _SHORT


def by_their_words(column: WeighedColumn) -> None:
    """Let measures be there or still to come, where a word of the header says one of the two.

    Where every cell only says how good something is, no measure is told: it is how well they work.
    """
    if tells_how_good(column.profile):
        column.become("effectiveness", 0.85)
        return
    words = set(column.head.words)
    are_there, to_come = words & existence_words() - _OF_TIME, words & planned_words()
    if to_come and not are_there:
        column.become("measures", column.sure)
    elif are_there and not to_come:
        column.become("existing_measures", max(column.sure, SURE))


def tells_how_good(profile: Profile) -> bool:
    """Whether cells say how good something is, in a word or two, and nothing else: good, fair, not effective."""
    quality = word_set("quality_words")
    return len(profile.counts) > 1 and all({*words_of(cell)} <= quality for cell in profile.counts if plain(cell))


def by_first_word(column: WeighedColumn) -> None:
    """Let what begins with who, or with until when, be that of the measures: Deadline for mitigation.

    A header that says of what it is the impact is the impact, whatever follows: Impact of occurrence.
    """
    first_rating = next((one for one in RATED if {*column.head.words[:1]} & names_of(one)), "")
    if (
        column.concept in RATED
        and first_rating not in ("", column.concept)
        and _of_something().match(column.head.header.strip())
    ):
        column.become(first_rating, max(column.sure, SURE))
    of_measures = {*column.head.words[:2]} & word_set("called_measures")
    if column.concept in (*RATED, "acceptance") and of_measures and is_text(column.profile, 0.3):
        column.become("measures", 0.7)  # Measures that reduce likelihood and impact, of acceptance and protection
    if column.concept not in ("measures", "existing_measures", "treatment"):
        return
    first, more = {*column.head.words[:1]}, column.head.words[1:]
    if first & word_set("responsible_words") or (
        {*more[:1]} & word_set("responsible_words") and not first & word_set("measure_words")
    ):
        column.become("owner", 0.8)  # Responsible for the actions, party responsible for the treatment
    elif more and first & word_set("deadline_words"):
        column.become("due_on", 0.8)


def letters_or_numbers(column: WeighedColumn, concepts: Collection[str]) -> None:
    """Let what would say what may happen, and holds letters, be its kind (Hazard: M, C, P); what is rated, how high."""
    profile = column.profile
    if not profile.count or column.concept not in concepts:
        return
    are_letters = all(cell.isalpha() and len(cell) <= _LETTERS for cell in profile.counts)
    are_shares = all(cell.rstrip().endswith("%") and cell.strip()[0].isdigit() for cell in profile.counts)
    if profile.step_share >= _CHOSEN:
        column.become("level", 0.7 if profile.number_share > _HALF else 0.8)
    elif profile.number_share > _HALF or are_shares:
        column.become("score", 0.7)
    elif are_letters and profile.distinct_share < _DIFFERENT:
        column.become("category", 0.7)


def says_what_is_done(column: WeighedColumn) -> bool:
    """Whether texts below a group of measures may be some: no days, whatever the group, and None says that of it.

    Words for how far they are in place (design: adequate, partial) are none either.
    """
    are_answers = column.profile.word_share("rating") >= _ANSWERED and not is_only_none(column.profile)
    if word_set("deadline_words") & {*column.head.words[:1]} or are_answers:
        return False
    return is_text(column.profile, 0.3, 3) or is_only_none(column.profile)


def is_only_none(profile: Profile) -> bool:
    """Whether nothing stands in a column but that there is none: it does not say of what."""
    none = {word for word, code in word_codes("treatment").items() if code == "none"}
    return bool(profile.counts) and all(plain(cell) in none for cell in profile.counts)


def says_how_treated(profile: Profile) -> bool:
    """Whether a cell names a treatment: *TBD* alone may be said of whatever a column holds."""
    return any(profile.code(cell, "treatment") not in (None, "none") for cell in profile.counts)


def measures_of(group: str) -> str:
    """Which measures a group above headers speaks of, by its words: Measures to be implemented."""
    concept = guess(KIND, tokens(group))[0] if group else ""
    return concept if concept in ("measures", "existing_measures") else ""


def treatments_or_measures(columns: Sequence[WeighedColumn]) -> None:
    """A treatment is one of a few words; what says more is the measure itself, and the other way round."""
    chosen = [each for each in likely(columns, "treatment") if each.profile.word_share("treatment") >= _CHOSEN]
    for column in columns:
        share = column.profile.word_share("treatment")
        if not column.profile.count:
            continue
        if column.concept == "treatment" and share < 0.5 and chosen:
            column.become("measures", 0.8)  # how the risk is treated stands in another column
        elif column.concept in ("owner", "consequence") and share >= _CHOSEN and says_how_treated(column.profile):
            column.become("treatment", 0.8)
        elif column.concept == "treatment" and share < 0.5:
            measures = "existing_measures" if phase_of(column.head.words) == "current" else "measures"
            if column.profile.mean_length > _SAYS:
                column.become(measures, 0.8)
            else:  # short, and none of the words of treatment: rather what is done than how a risk is treated
                column.become("treatment" if share or column.profile.mean_length < _WORD else measures, 0.6)
        elif column.concept == "measures" and share > 0.8 and not likely(columns, "treatment"):
            column.become("treatment", 0.85)


@cache
def _of_something() -> re.Pattern[str]:
    """A word and "of", as a rating of something begins: Impact of the flood, Gravité de la crue."""
    words = "|".join(map(re.escape, word_file("tables")["of_words"]))
    return re.compile(rf"\w+\s+(?:{words})(?:\s|\b)", re.IGNORECASE)
