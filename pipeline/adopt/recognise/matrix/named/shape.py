"""What the columns of a table with names below roles are: what is to be done, and who has which role."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import is_contact, is_work
from pipeline.adopt.recognise.matrix.heads.head_kinds import are_shifts
from pipeline.adopt.recognise.matrix.heads.role_heads import RoleHead, as_legends_say, role_heads
from pipeline.adopt.recognise.matrix.heads.role_spellings import MAIN
from pipeline.adopt.recognise.matrix.heads.task_heads import (
    is_other_table,
    numbers_tasks,
    says_duty,
    says_having,
    says_nothing,
    says_power,
    says_to_do,
)
from pipeline.adopt.recognise.matrix.named.columns import (
    agencies_first,
    is_before_tasks,
    is_followed_up,
    kinds_of_events,
    may_stand_below,
    named_below_others,
    only_ones_named,
    said_of,
    told_in_cells,
    with_helpers,
    works_shared_out,
)
from pipeline.adopt.recognise.matrix.named.marks_below_roles import Marked
from pipeline.adopt.recognise.matrix.named.partners import are_roles
from pipeline.adopt.recognise.matrix.task_title import Says, find_title
from pipeline.adopt.recognise.weighed import WeighedColumn

KIND: Literal["activity_matrix"] = "activity_matrix"
_FEWEST = 2  # roles beside contacts


@dataclass(frozen=True)
class NamedShape:
    """The columns of such a table: what is to be done, how much its header says, and the roles by column."""

    columns: ListColumns
    title: WeighedColumn
    says: Says
    roles: Mapping[int, RoleHead]
    who: int = 0  # the column of those who have the roles, where these are marked
    is_other: bool = False  # another header is that of a list of findings or issues

    @property
    def rest(self) -> list[WeighedColumn]:
        """What stands beside the title and the roles."""
        return [each for each in self.columns if each is not self.title and each.number not in (*self.roles, self.who)]

    @property
    def is_single(self) -> bool:
        """Whether only one column has a role, and perhaps others who take part."""
        several = sum(head.part != "beside" for head in self.roles.values()) > 1
        return not several and not any(head.tells for head in self.roles.values())

    @property
    def are_works(self) -> bool:
        """Whether the headers of the roles are kinds of work: Inspection, Repair."""
        return all(is_work(each.head.words) for each in self.columns if each.number in self.roles)

    @property
    def is_shared_out(self) -> bool:
        """Whether one has what stands below the title and others work on it: owns, operates, maintains."""
        parts = [head.part for head in self.roles.values()]
        has = any(says_having(each.head.words) for each in self.columns if each.number in self.roles)
        return has and parts.count("does") > 1


def shape_of(candidate: Candidate, marked: Marked | None) -> NamedShape | None:
    """What its columns are; None where nobody is named below a role, or nothing says what is to be done."""
    if are_shifts(candidate):
        return None
    headers = {each.column: said_of(each) for each in candidate.columns if each.header}
    agencies = agencies_first(candidate)
    heads = _without_duties(_without_powers(headers), agencies)
    of_duties = len(heads) < len(headers)
    own_heads = {column: each for column, each in heads.items() if not marked or column in marked.roles}
    said = role_heads(own_heads, of_duties=of_duties)
    told = {} if marked else told_in_cells(candidate)
    said |= told
    is_other = _is_other(candidate, said)
    is_none = is_other and not is_followed_up(headers, said)
    if is_none or any(are_roles(candidate.profiles[column]) for column in said):
        return None
    named = {
        column: headers[column] for column, head in said.items() if may_stand_below(head, candidate.profiles[column])
    }
    roles = as_legends_say(role_heads(named, of_duties=of_duties), headers, candidate.sheet.legends) | told
    roles = _with_others_named(candidate, roles, agencies)
    if not roles:
        return None
    columns = ListColumns(candidate, KIND)
    who = marked.who if marked else 0
    found = find_title(columns, roles, besides=who)
    if found is None and (duty := _duty(roles, headers)):  # Responsibility | Responsible body
        del roles[duty]
        found = find_title(columns, roles, besides=who)
    if found is None and {*roles} <= {*works_shared_out(candidate)}:
        found = find_title(columns, roles, besides=who, may_be_thing=True)  # Facility | Inspection | Repair
    if found and found[1] != "task" and is_other_table(each.words for each in _contacts(candidate)):
        return None  # how those are reached who do it makes no list of contacts of what is to be done
    if found and found[1] == "little" and _are_called_tasks(candidate, found[0]):
        found = found[0], "task"
    return NamedShape(columns, *found, roles, who, is_other=is_other) if found else None


def _is_other(candidate: Candidate, said: Mapping[int, RoleHead]) -> bool:
    """Whether a header is that of another table, but for contacts beside several roles and kinds of events."""
    contacts, kinds = _contacts(candidate), kinds_of_events(candidate, said)
    own = (each for each in candidate.columns if each.column not in kinds)
    return is_other_table(each.words for each in own if each not in contacts or len(said) < _FEWEST)


def _contacts(candidate: Candidate) -> list[HeadColumn]:
    return [each for each in candidate.columns if is_contact(each.words)]


def _with_others_named(
    candidate: Candidate, roles: Mapping[int, RoleHead], agencies: Mapping[int, RoleHead]
) -> dict[int, RoleHead]:  # fmt: skip
    """The roles with those who are named below headers that say none, or nobody but these where no role is one.

    `agencies`: those who come first, each before what it has to do.
    """
    roles = {**roles, **named_below_others(candidate, roles)}
    works = works_shared_out(candidate)
    if len(works) > len(roles) and {*roles} <= {*works}:
        return works  # Design | Supply | Install: of these only supply is a role by itself
    if any(head.part in MAIN and candidate.profiles[column].count for column, head in roles.items()):
        return roles
    found = with_helpers(candidate, agencies) or works
    return found or with_helpers(candidate, only_ones_named(candidate))


def _are_called_tasks(candidate: Candidate, title: WeighedColumn) -> bool:
    """Whether tasks stand below a header that says little: by their numbers (Action ID), or by a name above an Item."""
    are_named = says_nothing(title.head.words) and any(map(says_to_do, candidate.names))  # Action items
    return are_named or any(numbers_tasks(each.header) for each in candidate.columns)


def _without_duties(headers: Mapping[int, str], agencies: Collection[int]) -> dict[int, str]:
    """The headers that may be roles: where two others are, one that may be a duty is one (Responsibility | Primary).

    So is one behind `agencies` that come first: Department | Responsibilities.
    """
    duties = {column for column, header in headers.items() if says_duty(tokens(header))}
    others = {column: header for column, header in headers.items() if column not in duties}
    are_roles_beside = len(role_heads(others, of_duties=len(others) < len(headers))) > 1
    return others if agencies or are_roles_beside else dict(headers)


def _without_powers(headers: Mapping[int, str]) -> dict[int, str]:
    """The headers that may be roles: behind who has which duties, none that says what those may decide (Authority)."""
    first = min(headers, default=0)
    is_first = bool(first) and is_before_tasks(headers, first)
    return {column: header for column, header in headers.items() if not (is_first and says_power(tokens(header)))}


def _duty(roles: Mapping[int, RoleHead], headers: Mapping[int, str]) -> int:
    """The first column whose header may be a duty or who has it, where organisations have a role too; else 0."""
    main = {column: head for column, head in roles.items() if head.part in MAIN}
    if duty := next((column for column in main if says_duty(tokens(headers[column]))), 0):
        return duty if len(main) > 1 else 0
    others = [column for column, head in main.items() if not head.is_of_organisations]
    return others[0] if others and len(others) < len(main) else 0
