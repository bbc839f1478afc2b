"""Which columns name those who have a role: by their headers, by what stands in their cells, by what stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.kind_words import is_logged
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.proposal import NOTHING
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import (
    is_contact,
    is_list,
    is_of_money,
    is_party,
    is_place,
    is_work,
)
from pipeline.adopt.recognise.matrix.heads.head_kinds import are_clocks, is_somebody, is_task_head
from pipeline.adopt.recognise.matrix.heads.plan_columns import says_plan
from pipeline.adopt.recognise.matrix.heads.role_heads import NAMED_ALONE, NAMED_BESIDE, TOLD_IN_CELLS, RoleHead
from pipeline.adopt.recognise.matrix.heads.role_spellings import (
    MAIN,
    ROLES,
    Part,
    is_role_head,
    is_whose_alone,
    part_of,
)
from pipeline.adopt.recognise.matrix.heads.task_heads import are_kinds_of_events, is_advised, says_to_do, says_what
from pipeline.adopt.recognise.matrix.named.in_cells import (
    all_names,
    is_nobody,
    is_own_post,
    name_organisations,
    name_persons,
    tell_roles,
)
from pipeline.adopt.recognise.matrix.named.partners import are_names
from pipeline.adopt.recognise.matrix.task_title import is_phase_of_tasks
from pipeline.adopt.recognise.profile import Profile

_FEWEST = 2  # columns that name organisations
_CODE, _MOST_CODES = re.compile(r"[A-Z]{1,4}\d{0,2}"), 8
_DUTY = 12  # letters on average: more than a word
_MOST, _NEARLY_ALL = 0.5, 0.8  # of the names
_HELPING: frozenset[Part] = frozenset({"supports", "beside", "told"})
_STANDING_IN: frozenset[Part] = frozenset({"supports", "beside"})  # behind the duties


def agencies_first(candidate: Candidate) -> dict[int, RoleHead]:
    """The column of organisations or posts before what each of them has to do: Agency | Primary responsibility."""
    profiles = candidate.profiles
    filled = (each for each in candidate.columns if each.header and profiles[each.column].count)
    columns = {each.column: each.group if is_phase_of_tasks(each) else each.header for each in filled}
    theirs = [column for column in columns if is_before_tasks(columns, column)]
    # Section | Officer | Action: who has the task stands in each row.
    first = max(theirs, key=lambda column: (profiles[column].count, -column), default=0)
    if not first or not are_names(profiles[first]) or any(is_contact(tokens(header)) for header in columns.values()):
        return {}
    duties = (column for column in columns if column > first and says_what(columns[column]))
    are_texts = any(profiles[column].mean_length >= _DUTY for column in duties)
    return {first: NAMED_ALONE} if are_texts else {}


def with_helpers(candidate: Candidate, roles: Mapping[int, RoleHead]) -> dict[int, RoleHead]:
    """Those who are first, and who stands in for them or helps: Post | Deputy | Duty; or Post | Duty | Deputy."""
    first, found, helping = min(roles, default=0), dict(roles), _HELPING
    for each in candidate.columns if roles else ():
        if each.column > first and says_what(each.group or each.header):
            helping = _STANDING_IN
        part = part_of(each.header) if each.column > first else None
        head = RoleHead(part, ROLES[part], is_unsure=True) if part in helping else None
        if head and may_stand_below(head, candidate.profiles[each.column]):
            found[each.column] = head
    return found


def is_before_tasks(headers: Mapping[int, str], column: int) -> bool:
    """Whether a header says who is there and not in which role, and one behind it what each has to do."""
    behind = (header for one, header in headers.items() if one > column)
    is_field = {*tokens(headers[column])} <= word_set("field_words")  # Área, of an office or of work
    is_where = sum(is_list(tokens(header)) for header in headers.values()) > _FEWEST  # who does what where
    return is_whose_alone(headers[column]) and not is_field and not is_where and any(map(says_what, behind))


def only_ones_named(candidate: Candidate) -> dict[int, RoleHead]:
    """The column behind that of the tasks that names who is there, where no other says a role: Task | Agency."""
    headers = {each.column: each.header for each in candidate.columns if each.header}
    named = [column for column in headers if names_who(headers, column, candidate.profiles[column].counts)]
    others = [each for each in candidate.columns if each.column not in named]
    if len(named) != 1 or any(is_list(each.words) for each in others):
        return {}
    are_timed = any(are_clocks([*candidate.profiles[each.column].counts]) for each in others)  # who speaks when
    return {} if are_timed else {named[0]: NAMED_ALONE}


def works_shared_out(candidate: Candidate) -> dict[int, RoleHead]:
    """The columns of kinds of work, below which the party or the service stands that does it: Repair | Replacement."""
    headers = {each.column: each.header for each in candidate.columns if each.header}
    cells = {column: [*candidate.profiles[column].counts.elements()] for column in headers}
    return dict.fromkeys(works_of_parties(headers, cells), NAMED_ALONE)


def works_of_parties(headers: Mapping[int, str], cells: Mapping[int, Sequence[str]]) -> list[int]:
    """The columns of such kinds of work: two at least, behind what is worked on, and nobody else is named there."""
    works = [column for column, header in headers.items() if is_work(tokens(header))]
    is_shared = len(works) >= _FEWEST and works[0] > min(headers) and all(_are_parties(cells[one]) for one in works)
    return works if is_shared else []


def _are_parties(cells: Sequence[str]) -> bool:
    """Whether nearly all names in cells are those of parties or services, each again and again."""
    names = [name for cell in cells for name in all_names([cell]) if not is_nobody(name)]
    are_again = len(names) > len({*names})
    are_codes = are_again and 1 < len({*names}) <= _MOST_CODES  # C1, C2, EMP
    theirs = [
        name for name in names
        if is_party(name) or is_somebody(name) or is_place(tokens(name))  # the town
        or (are_codes and _CODE.fullmatch(name))
    ]  # fmt: skip
    return are_again and len(theirs) >= _NEARLY_ALL * len(names)


def names_who(headers: Mapping[int, str], column: int, cells: Iterable[str]) -> bool:
    """Whether a column names bodies or posts below a header that says no role, behind one that says tasks."""
    before = (headers[one] for one in headers if one < column)
    if not is_whose_alone(headers[column]) or not any(map(says_to_do, before)):
        return False
    names = [name for name in all_names(cells) if not is_nobody(name)]
    return len(names) >= _FEWEST and sum(is_somebody(name) for name in names) >= _MOST * len(names)


def may_stand_below(head: RoleHead, profile: Profile) -> bool:
    """Whether a column is empty, or names somebody: below a role that is certain also in small letters."""
    is_certain = head.part in MAIN and not head.is_unsure
    return not profile.count or head.role == NOTHING or are_names(profile, loosely=is_certain)


def told_in_cells(candidate: Candidate) -> dict[int, RoleHead]:
    """The columns that name several organisations or posts, each beside its role: A (lead), B (support)."""
    profiles = candidate.profiles
    columns = [each for each in candidate.columns if each.header and profiles[each.column].count]
    telling = [each.column for each in columns if tell_roles(profiles[each.column].counts)]
    return {
        column: TOLD_IN_CELLS
        for column in telling
        if are_names(profiles[column]) and not name_persons(profiles[column].counts)
    }


def named_below_others(candidate: Candidate, roles: Mapping[int, RoleHead]) -> dict[int, RoleHead]:
    """The columns that name organisations below headers that say no role that is known: two at least, or beside one."""
    heads = [each for each in candidate.columns if each.header and each.column not in roles]
    are_said = any(head.part in MAIN for head in roles.values())
    if not are_said and not any(is_task_head(each.header) for each in heads):
        return {}
    free = (each for each in heads if not (is_task_head(each.header) or is_of_money(each.words) or is_list(each.words)))
    cells = {each.column: candidate.profiles[each.column] for each in free}
    found = [one for one, profile in cells.items() if are_names(profile) and name_organisations(profile.counts)]
    if len(found) + are_said < _FEWEST:
        return {}
    return dict.fromkeys(found, NAMED_BESIDE if are_said else NAMED_ALONE)


def name_bodies(cells: Iterable[str]) -> bool:
    """Whether those who are named in cells are mostly organisations or services, and no posts of one of them."""
    names = {name for name in all_names(cells) if not is_nobody(name)}
    theirs = [name for name in names if is_somebody(name) and not is_own_post(name)]
    return len(names) >= _FEWEST and len(theirs) >= _MOST * len(names)


def is_followed_up(headers: Mapping[int, str], said: Mapping[int, RoleHead]) -> bool:
    """Whether what is to be done, who does it and until when stand in a list of anything: findings and actions."""
    is_led = any(head.part in MAIN for head in said.values())
    is_timed = any(says_plan(tokens(header)) for header in headers.values())
    is_to_do = any(says_to_do(header) and not is_advised(header) for header in headers.values())
    return is_led and is_timed and is_to_do and not any(is_logged(tokens(header)) for header in headers.values())


def kinds_of_events(candidate: Candidate, said: Mapping[int, RoleHead]) -> set[int]:
    """The columns of kinds of events, each once, of which organisations are said to lead."""
    if not any(head.is_of_organisations and head.part in MAIN for head in said.values()):
        return set()
    columns, profiles = candidate.columns, candidate.profiles
    return {each.column for each in columns if are_kinds_of_events(each.words, profiles[each.column])}


def said_of(column: HeadColumn) -> str:
    """The header that may be a role: that of its group where its own says only on which level."""
    is_level = bool(column.group) and not is_role_head(column.header) and not is_contact(column.words)
    return column.group if is_level and is_role_head(column.group) else column.header
