"""Marks below roles: who has them stands down the rows, what is to be done beside (Team | Duty | R | A | C | I)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from pipeline.adopt.lexicon import group_of, word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.matrix.heads.role_heads import role_heads
from pipeline.adopt.recognise.matrix.named.in_cells import is_own_post
from pipeline.adopt.recognise.matrix.role_words import is_mark
from pipeline.adopt.recognise.organisations import is_organisation
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown

_TICKS = frozenset("✅☑✔✓√")
_FEWEST = 2
_NAMED = 0.5  # of the cells


@dataclass(frozen=True)
class Marked:
    """The candidate with names in the cells that are marked, the column of the names, and the columns of the roles."""

    candidate: Candidate
    who: int
    roles: frozenset[int]


def names_for_marks(candidate: Candidate) -> Marked | None:
    """What a candidate is where marks stand below roles, and a column before says whose they are; None where not."""
    headers = {each.column: each.header for each in candidate.columns if each.header}
    if len(role_heads(headers)) < _FEWEST:
        return None
    marked = {each.column for each in candidate.columns if _holds_marks(candidate, each.column)}
    empty = {column for column in headers if not candidate.profiles[column].count}
    roles = role_heads({column: header for column, header in headers.items() if column in marked | empty})
    # Where marks stand below other headers too, it is something else that is ticked: who may read, who may write.
    if not marked or marked - {*roles} or len(roles) < _FEWEST:
        return None
    who = _who(candidate, min(roles))
    sheet = with_names(candidate.sheet, marked, who, candidate.first) if who else candidate.sheet
    return Marked(replace(candidate, sheet=sheet), who, frozenset(roles)) if who else None


def with_names(sheet: SourceSheet, marked: Collection[int], who: int, first: int) -> SourceSheet:
    """The sheet with the name that stands in the column `who` instead of each mark, from the row `first` on."""
    rows = [
        [
            shown(row[who - 1]) if at >= first and one in marked and not is_empty(cell) else cell
            for one, cell in enumerate(row, 1)
        ]
        for at, row in enumerate(sheet.rows, 1)
    ]
    return replace(sheet, rows=rows)


def _holds_marks(candidate: Candidate, column: int) -> bool:
    counts = candidate.profiles[column].counts
    return bool(counts) and all(is_mark(cell) or cell.strip("\ufe0f ") in _TICKS for cell in counts)


def _who(candidate: Candidate, before: int) -> int:
    """The column of those who have the roles: its header says so, or half of its cells are posts or organisations."""
    return next((each.column for each in candidate.columns if each.column < before and _names(candidate, each)), 0)


def _names(candidate: Candidate, column: HeadColumn) -> bool:
    profile = candidate.profiles[column.column]
    if profile.count < _FEWEST or profile.number_share:
        return False
    is_headed = group_of(column.header) == "who" or bool(word_set("who_words") & {*column.words})
    named = sum(is_organisation(name) or is_own_post(name) for name in profile.counts)
    return is_headed or named > _NAMED * len(profile.counts)
