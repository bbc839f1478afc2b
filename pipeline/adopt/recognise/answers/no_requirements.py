"""Lists of things, inspected or owned, of posts or persons, and of what people answered: no requirements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.kind_words import holds_phrase
from pipeline.adopt.lexicon import phrases, word_set
from pipeline.adopt.recognise.candidate import SURE, Candidate
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import shown

_FEWEST = 2  # headers that only a list of things has
_FEWEST_PARTS = 3  # answers of each thing beside each other: its tyres, lights and brakes
_MOSTLY = 0.8  # of the cells
_LABELS = 6  # rows above a header
_MOMENT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[T ,]+\d{1,2}:\d\d.*")  # 2026-03-14 09:12


def are_others(candidate: Candidate, columns: Iterable[WeighedColumn], asked: WeighedColumn) -> bool:
    """Whether things, or posts, teams or persons stand where the requirements should, each with what it has."""
    columns, words = list(columns), {*asked.head.words}
    are_persons = bool(words) and words <= word_set("who_words") | word_set("person_heads")  # Name of post
    if are_persons or _are_things(columns, asked) or _are_inspected(columns, asked):
        return True
    return _are_answers_of_people(candidate, columns)


def may_be_inspection(candidate: Candidate, columns: Iterable[WeighedColumn], asked: WeighedColumn) -> bool:
    """Whether a name, a label above or several answers of each row may be those of an inspection: asked about."""
    if any(holds_phrase("inspections", "named", name) for name in candidate.names):
        return True
    top = candidate.head.rows[0]
    rows = range(max(1, top - _LABELS), top)
    labels = [shown(candidate.sheet.at(row, at)) for row in rows for at in candidate.sheet.filled[row - 1]]
    if any(_is_phrase("which", one.split(":")[0]) for one in labels):
        return True
    answers = [one for one in columns if one.profile.count and one.profile.word_share("rating") >= _MOSTLY]
    return len(answers) >= _FEWEST_PARTS and not _is_asked(asked) and any(map(_says_who_looked, columns))


def _are_inspected(columns: Iterable[WeighedColumn], asked: WeighedColumn) -> bool:
    """Whether headers say of each row who looked at it, where it stands or which one it is: a room, a vehicle."""
    if word_set("requirement_words") & {*asked.head.words} or _is_asked(asked):
        return False
    said = [key for key in ("by", "where", "which") if any(_is_phrase(key, one.head.header) for one in columns)]
    return len(said) >= _FEWEST or (bool(said) and _is_phrase("which", asked.head.header))


def _says_who_looked(column: WeighedColumn) -> bool:
    return _is_phrase("by", column.head.header)


def _is_phrase(key: str, said: str) -> bool:
    return tokens(said) in phrases("inspections", key)


def _are_answers_of_people(candidate: Candidate, columns: Iterable[WeighedColumn]) -> bool:
    """Whether each row is what somebody answered to a form: when it was sent, of what age and sex they are."""
    if any(holds_phrase("surveys", "named", name) for name in candidate.names):
        return True
    headers = [one.head.header for one in columns]
    if sum(tokens(one) in phrases("surveys", "about") for one in headers) >= _FEWEST:
        return True
    asks = sum(one.rstrip().endswith(("?", "؟", ";")) for one in headers)
    is_sent = any(tokens(one) in phrases("surveys", "sent") for one in headers)
    return is_sent or (asks >= _FEWEST and any(_are_moments(one.profile) for one in columns))


def _are_moments(profile: Profile) -> bool:
    """Whether cells are days with the time of the day."""
    moments = sum(
        cell.time() != time() if isinstance(cell, datetime) else bool(_MOMENT.fullmatch(shown(cell)))
        for cell in profile.cells
    )
    return profile.count > 0 and moments >= _MOSTLY * profile.count


def _is_asked(asked: WeighedColumn) -> bool:
    """Whether a header of its own says that something to be answered stands below it."""
    return asked.sure >= SURE and not {*asked.head.words} <= word_set("generic")


def _are_things(columns: Iterable[WeighedColumn], asked: WeighedColumn) -> bool:
    """Whether headers say which piece each row is, when it was bought, or when it was and will be inspected.

    What is asked for by its own header may have its days of inspection, too, but no serial number.
    """
    if word_set("requirement_words") & {*asked.head.words}:
        return False
    headers = [each.head.header for each in columns]
    owned = sum(holds_phrase("things", "owned", one) for one in headers)
    inspected = sum(holds_phrase("things", "inspected", one) for one in headers)
    is_asked = _is_asked(asked) and not holds_phrase("things", "inspected", asked.head.header)
    return owned >= _FEWEST or (owned + inspected >= _FEWEST and not is_asked)
