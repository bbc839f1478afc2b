"""Who does what where without headers that say so: organisations, sectors, states and places by their words."""

from __future__ import annotations

import re

from pipeline.adopt.recognise.by_values.lists import presence_texts
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.organisations import is_organisation
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn

_MOST = 0.6  # of the cells
_NEARLY_ALL = 0.8
_EXCHANGED = 0.7  # how sure: it is asked about
_REPEATED, _SHORTEST_NAME, _LONGEST_NAME = 0.6, 2, 40
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&./-]{1,7}")


def told_by_values(columns: ListColumns) -> None:
    """Let columns be what their cells are where their headers do not say it; places only beside all the others."""
    for column in columns:
        if column.profile.word_share("activity_state") >= _NEARLY_ALL and column.concept in ("place", "activity", ""):
            column.become("status", 0.8)
    for concept, is_one in (("sector", _are_sectors), ("organisation", _are_organisations)):
        found = [column for column in columns if column.sure < 1 and is_one(column.profile)]
        if found and not columns.likely(concept):
            found[0].become(concept, 0.75)
    presence_texts(columns)
    _exchanged(columns)
    if not columns.likely("place") and columns.likely("organisation") and columns.likely("sector", "activity"):
        found = [column for column in columns.unknown() if _may_be_places(column)]
        if found:
            # What is done is said in more words than where.
            min(found, key=lambda column: column.profile.mean_length).become("place", 0.6)


def _exchanged(columns: ListColumns) -> None:
    """Where acronyms stand below the header of the names, and names below that of the acronyms, exchange the two."""
    name, acronym = columns.first("organisation"), columns.first("acronym")
    if name is None or acronym is None or not acronym.profile.count:
        return
    are_short = all(_ACRONYM.fullmatch(each) for each in name.profile.counts)
    if are_short and acronym.profile.mean_length > name.profile.mean_length + 2:
        name.become("acronym", _EXCHANGED)
        acronym.become("organisation", _EXCHANGED)


def _are_sectors(profile: Profile) -> bool:
    return profile.word_share("sector") >= _MOST


def _are_organisations(profile: Profile) -> bool:
    names = list(profile.counts)
    if not names or profile.mean_length > 2 * _LONGEST_NAME or profile.distinct_share > _NEARLY_ALL:
        return False
    acronyms = sum(bool(_ACRONYM.fullmatch(name)) for name in names)
    return sum(map(is_organisation, names)) >= _MOST * len(names) and acronyms <= (1 - _MOST) * len(names)


def _may_be_places(column: WeighedColumn) -> bool:
    """Whether short names stand there again and again that are nothing else we know."""
    profile = column.profile
    is_name = profile.number_share + profile.date_share < 0.1 and _SHORTEST_NAME <= profile.mean_length <= _LONGEST_NAME
    is_word = profile.step_share >= 0.5 or max(map(profile.word_share, ("risk_status", "sector", "rating"))) >= 0.5
    is_acronym = all(_ACRONYM.fullmatch(name) for name in profile.counts)
    is_amount = all(name[:1].isdigit() for name in profile.counts)  # 24 h
    is_other = is_word or is_acronym or is_amount
    return profile.count >= 4 and is_name and not is_other and profile.distinct_share <= _REPEATED
