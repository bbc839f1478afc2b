"""Columns of a register whose header is strange, or that have none: told by their cells and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.adopt.lexicon import existence_words, planned_words, word_set
from pipeline.adopt.recognise.by_values.names import categories_by_values, owners_by_values
from pipeline.adopt.recognise.by_values.text_columns import is_only_none, is_text, says_more
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED, VOCABULARIES
from pipeline.adopt.recognise.weighed import WeighedColumn, likely
from pipeline.adopt.word_votes import guess

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLEAR = 0.9  # from which share on cells alone tell what a column is
_IN_EACH = 0.9  # of the rows hold an id: fewer numbers count something else
_COMPUTED = ("score", "level")
_MAY_NAME = ("location", "other_id", "consequence")  # what stands there may be the risk, where nothing else says it
_MAY_BE_MAIN = ("", "risk", "category", *MAIN_TEXTS)  # what the words of a header may speak for that is the main text


def _are_times(profile: Profile) -> bool:
    """Whether every cell names a year: T1 2023."""
    return all(map(_YEAR.search, profile.counts))


def tell_strange_headers(columns: Sequence[WeighedColumn]) -> None:
    """What columns with a strange header are, or with none: told by their cells and by what stands beside them."""
    free = [column for column in columns if not column.is_likely and column.profile.count >= 2]
    fullest = max(column.profile.count for column in columns)
    for column in free:
        profile = column.profile
        may_be_id = column in columns[:2] and not word_set("time_words") & {*column.head.words}
        may_be_id = may_be_id and profile.count >= _IN_EACH * fullest
        if may_be_id and not likely(columns, "risk") and profile.fit(("id",)) >= _CLEAR and not _are_times(profile):
            column.become("risk", 0.8)
        for concept, vocabulary in VOCABULARIES.items():
            says_it = len(profile.counts) > 1 or (concept == "treatment" and not is_only_none(profile))
            if says_it and not likely(columns, concept) and profile.word_share(vocabulary) >= _CLEAR:
                column.become(concept, 0.8)
    texts = [column for column in free if not column.is_likely and is_text(column.profile)]
    _main_text(columns, texts)
    if not likely(columns, "measures", "existing_measures", "treatment"):
        rated = max(column.number for column in likely(columns, *RATED, "score", "level"))
        after = [column for column in texts if rated < column.number <= rated + 2]
    elif not likely(columns, "measures"):
        # With a header that says nothing, between what is decided about a risk and who sees to it.
        decided = {
            column.number + 1 for column in likely(columns, "treatment", "existing_measures", *RATED, *_COMPUTED)
        }
        after = [column for column in texts if column.number in decided and not column.concept]
    else:
        after = []
    for column in after:
        is_there = existence_words() & {*column.head.words} and not planned_words() & {*column.head.words}
        concept = "existing_measures" if is_there else "measures"
        if not likely(columns, concept):
            column.become(concept, 0.6)
    first = min(column.number for column in likely(columns, *RATED))
    owners_by_values(columns, first)
    categories_by_values(columns, first)


def _main_text(columns: Sequence[WeighedColumn], texts: list[WeighedColumn]) -> None:
    """The main text is the first that stands before the ratings; longer than a title, where there is one."""
    first = min(column.number for column in likely(columns, *RATED))
    if not likely(columns, *MAIN_TEXTS):
        free = [c for c in columns if not c.is_likely and guess(KIND, c.head.words)[0] in _MAY_BE_MAIN]
        before = [c for c in free if c.number < first and is_text(c.profile, 0.25, 6)]
        said = [c for c in columns if c.concept == "category" and is_text(c.profile, 0.8, 25)]
        listed = [c for c in columns if c.concept in _MAY_NAME and c.number < first and is_text(c.profile, 0.9, 15)]
        found = before or listed or texts or said
        if len(found) > 1 and found[1].number - found[0].number == 1 and says_more(found[1], found[0]):
            found[0].become("title", 0.6)
            found[1].become("description", 0.7)
        elif found:
            found[0].become("description", 0.7)
    elif not likely(columns, "description"):
        title = likely(columns, *MAIN_TEXTS)[0]
        named = [c for c in texts if c.number < first and word_set("risk_words") & set(c.head.words)]
        if title.concept == "threat" and named:
            named[0].become("description", 0.7)  # Protection risk, beside its threat
        beside = [c for c in texts if abs(c.number - title.number) == 1 and c.number < first]
        if beside and not likely(columns, "description") and says_more(beside[0], title):
            beside[0].become("description", 0.7)
    texts[:] = [column for column in texts if not column.is_likely]
