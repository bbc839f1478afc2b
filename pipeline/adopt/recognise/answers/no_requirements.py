"""Lists of things that somebody owns, and of posts or persons: no requirements, though each has something or not."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.adopt.kind_words import holds_phrase
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.candidate import SURE
from pipeline.adopt.recognise.weighed import WeighedColumn

_FEWEST = 2  # headers that only a list of things has


def are_others(columns: Iterable[WeighedColumn], asked: WeighedColumn) -> bool:
    """Whether things, or posts, teams or persons stand where the requirements should, each with what it has."""
    words = {*asked.head.words}
    are_persons = bool(words) and words <= word_set("who_words") | word_set("person_heads")  # Name of post
    return are_persons or _are_things(columns, asked)


def _are_things(columns: Iterable[WeighedColumn], asked: WeighedColumn) -> bool:
    """Whether headers say which piece each row is, when it was bought, or when it was and will be inspected.

    What is asked for by its own header may have its days of inspection, too, but no serial number.
    """
    if word_set("requirement_words") & {*asked.head.words}:
        return False
    headers = [each.head.header for each in columns]
    owned = sum(holds_phrase("things", "owned", one) for one in headers)
    inspected = sum(holds_phrase("things", "inspected", one) for one in headers)
    is_asked = asked.sure >= SURE and not {*asked.head.words} <= word_set("generic")
    is_asked = is_asked and not holds_phrase("things", "inspected", asked.head.header)
    return owned >= _FEWEST or (owned + inspected >= _FEWEST and not is_asked)
