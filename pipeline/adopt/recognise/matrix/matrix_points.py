"""How much speaks for a matrix of who does what: what its cells and its heads are, and what names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from pipeline.adopt.compared_words import code, plain, words_of
from pipeline.adopt.kind_words import asks_who, asks_who_does_what, speaks_against, speaks_for
from pipeline.adopt.lexicon import group_of, word_set
from pipeline.adopt.proposal import NOTHING
from pipeline.adopt.recognise.answers.answer_heads import are_answers
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import is_party
from pipeline.adopt.recognise.matrix.heads.head_kinds import is_somebody
from pipeline.adopt.recognise.matrix.heads.role_spellings import MAIN, part_of
from pipeline.adopt.recognise.matrix.named.partners import are_names
from pipeline.adopt.recognise.matrix.role_words import are_lights, are_rights, is_limit, is_mark, is_telling, role_of
from pipeline.adopt.recognise.organisations import is_organisation, is_post
from pipeline.adopt.recognise.rows.usual import is_step
from pipeline.adopt.recognise.weighed import WeighedColumn

KIND: Literal["activity_matrix"] = "activity_matrix"
# Which share of the cells of role columns must be letters or roles, and which roles that are known.
_FILLED, _KNOWN = 0.9, 0.7
ENOUGH, UNSURE = 6.0, 4.6
_SUPPOSED = 5.9  # asked about
_HALF, _MOST = 0.5, 0.6  # of the heads
_FEW = 3  # columns


def points(
    candidate: Candidate, columns: ListColumns, roles: list[WeighedColumn], title: WeighedColumn
) -> float:  # fmt: skip
    """How much speaks for a matrix whose columns of roles these are."""
    known = _known_roles(candidate, columns, roles)
    heads = [each.head.bare for each in roles]
    if not known or all(is_step(head) for head in heads) or are_answers(heads) or are_answers([*title.profile.counts]):
        return 0.0  # levels or answers that are ticked
    if len(roles) <= _FEW and _are_letters_of_actions(columns, roles):
        return 0.0
    said = candidate.sheet.roles
    telling = {code(cell) for cell in known if is_telling(cell, said)}
    named = any(speaks_for(KIND, name) or asks_who_does_what(name) for name in (*candidate.names, candidate.file))
    who = any(group_of(each.head.group) == "who" for each in roles)
    theirs = sum(is_organisation(head) or is_post(head) or is_party(head) for head in heads) / len(heads)
    is_task = title.is_likely and title.concept == "title"
    is_asked = theirs >= _HALF and any(map(asks_who, candidate.names))
    are_theirs = theirs >= (_HALF if is_task else _MOST)
    found = 2.5 * named + (1.0 if is_task else 0.7) + 2.0 * who + 2.0 * are_theirs
    if candidate.sheet.is_told:
        found = max(found, UNSURE)  # whose texts stand there was told by the heads
    elif len(telling) >= 2:
        found += 5.0
    elif telling:
        found += 3.0
    elif is_named_otherwise(candidate) or _are_users(heads):
        return 0.0
    elif _are_marks(known, or_no=named or is_asked) and not _names_persons(columns, title):
        # Services are known by more words, of which answers may stand below as well: Office, School.
        are_services = not are_theirs and sum(map(is_somebody, heads)) >= _MOST * len(heads)
        found += 2.0 * (named or who or are_theirs or is_asked or are_services) + 2.0 * (is_asked + are_services)
        found = found if _are_marks(known, or_no=False) else min(found, _SUPPOSED)  # Yes and No may answer anything
    return found


def _known_roles(candidate: Candidate, columns: ListColumns, roles: list[WeighedColumn]) -> list[str]:
    """The cells that are roles; none where too many are not, or where they are rights to data or lights."""
    cells = [text for each in roles for text, many in each.profile.counts.items() for _ in range(many)]
    cells = [cell for cell in cells if not is_limit(cell)]
    said = candidate.sheet.roles
    known = [cell for cell in cells if role_of(cell, said) is not None]
    unknown = Counter(cell for cell in cells if role_of(cell, said) is None)
    letters = [cell for cell in unknown.elements() if len(cell) <= 2 or unknown[cell] > 1]
    if not cells or len(known) < _KNOWN * len(cells) or len(known) + len(letters) < _FILLED * len(cells):
        return []
    if any(are_rights(cell) for each in columns for cell in each.profile.counts) or are_lights(cells):
        return []
    return known


def _are_letters_of_actions(columns: ListColumns, roles: list[WeighedColumn]) -> bool:
    """Whether letters stand below nobody, and who does it in a column of its own: Type (C, P), Effective (Y/N)."""
    heads = [each.head.bare for each in roles]
    if any(is_somebody(head) or is_post(head) or is_party(head) for head in heads):
        return False
    beside = (each for each in columns if each not in roles)
    return any(part_of(each.head.bare) in MAIN and are_names(each.profile, loosely=True) for each in beside)


def _are_marks(cells: list[str], *, or_no: bool) -> bool:
    """Whether all cells are marks, or say that nothing is done; `or_no`: also in words, as No does beside Yes."""
    return all(is_mark(cell) or not plain(cell) or (or_no and role_of(cell) == NOTHING) for cell in cells)


def is_named_otherwise(candidate: Candidate) -> bool:
    """Whether the file, the sheet or a title says that something else stands there: training, access."""
    return any(speaks_against(KIND, name) for name in (*candidate.names, candidate.file))


def _are_users(heads: Sequence[str]) -> bool:
    """Whether heads are those of users of a program: what admins, members and guests may do there is no task."""
    return sum(bool(word_set("user_words") & {*words_of(head)}) for head in heads) > 1


def _names_persons(columns: ListColumns, title: WeighedColumn) -> bool:
    """Whether persons stand down the rows: marks beside them are trainings that they had, or days."""
    is_task = title.is_likely and title.concept == "title"
    heads = {word for each in columns if each.number <= title.number for word in each.head.words}
    return not is_task and bool(word_set("person_heads") & heads)
