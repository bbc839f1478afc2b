"""Headers that begin a sentence which the cells end: As a result of, There is a risk that, This leads to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.adopt.compared_words import Tokens, without_asides, word_file, words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.by_values.text_columns import is_text
from pipeline.adopt.recognise.weighed import WeighedColumn, likely
from schemas.wording.text import text

_SURELY, _HALF = 0.9, 0.5
_DIFFERING, _WORD = 0.3, 3  # of the cells; letters, on average
_BETWEEN = re.compile(r"[:\n]|\s[-–—/|]\s")


def begins_sentence(column: WeighedColumn) -> None:
    """Let a header that begins a sentence be what its small words say, which are left out where headers are compared.

    Without them "As a result of" would be a result, "Due to" a day, and "This leads to" who takes the lead.
    """
    bare = without_asides(column.head.bare)
    found = (_beginnings().get(tuple(words_of(part)), "") for part in (bare, *_BETWEEN.split(bare)))
    if not (concept := next(filter(None, found), "")):
        return
    are_answers = column.profile.word_share("rating") >= _HALF  # In place? Partly
    if not column.profile.count or (is_text(column.profile, _DIFFERING, _WORD) and not are_answers):
        column.become(concept, _SURELY)
    elif column.concept not in ("cause", "consequence"):
        column.become("", 0.0)
        column.why = text("adopt.why.no_place")


def then_before_result(columns: Sequence[WeighedColumn]) -> None:
    """Let *Then* be what may happen, where another header says what follows from it: If, then, so that."""
    results = likely(columns, "consequence")
    for column in results:
        if len(results) > 1 and {*words_of(column.head.bare)} <= word_set("then_words"):
            column.become("description", _SURELY)


@cache
def _beginnings() -> Mapping[Tokens, str]:
    """What each beginning says, by every word of it."""
    given = word_file("registers")["sentences"]
    return {
        tuple(words_of(said)): concept for concept, entry in given.items() for texts in entry.values() for said in texts
    }
