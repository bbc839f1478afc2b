"""Matrices with roles as headers and names in the cells, and plans of activities that say who is responsible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.adopt.proposal import NOTHING, ORGANISATION, ColumnProposal, TableProposal
from pipeline.adopt.recognise.asked.doubtful_rows import doubtful_rows
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.matrix.cells.names import (
    agencies_first,
    kinds_of_events,
    may_stand_below,
    name_bodies,
    named_below_others,
    said_of,
    told_in_cells,
)
from pipeline.adopt.recognise.matrix.marks_below_roles import Marked, names_for_marks
from pipeline.adopt.recognise.matrix.named_partners import NamedPartners, are_names, are_roles, named_partners
from pipeline.adopt.recognise.matrix.nobodys import leave_parents, take_nobodys_tasks
from pipeline.adopt.recognise.matrix.phases import heading_above, phase_list, phases_and_events
from pipeline.adopt.recognise.matrix.role_header_rows import is_next, role_header_rows
from pipeline.adopt.recognise.matrix.role_heads import (
    MAIN,
    RoleHead,
    as_legends_say,
    role_heads,
)
from pipeline.adopt.recognise.matrix.task_heads import (
    Says,
    are_periods,
    find_title,
    is_contact,
    is_hazard,
    is_id,
    is_log,
    is_nothing_to_do,
    is_other_table,
    is_owner,
    is_plan,
    names_other_things,
    says_having,
    says_time,
)
from pipeline.adopt.recognise.rows.body import Body, Shape, first_record_row, reason
from pipeline.adopt.recognise.rows.body_reader import read_body
from pipeline.adopt.recognise.weighed import WeighedColumn, proposed
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown
from schemas.wording.text import text

KIND: Literal["activity_matrix"] = "activity_matrix"
_FEWEST = 2  # records that name somebody, or roles beside contacts
_SURE, _UNSURE = 0.9, 0.6
_PHRASE = 12  # letters on average: what is to be done, and no name of a thing
_PLACES = ("activity", "phase", "event", "location", "resources")


@dataclass(frozen=True)
class _Shape:
    """The columns of such a table: what is to be done, how much its header says, and the roles by column."""

    columns: ListColumns
    title: WeighedColumn
    says: Says
    roles: Mapping[int, RoleHead]
    who: int = 0  # the column of those who have the roles, where these are marked

    @property
    def is_single(self) -> bool:
        """Whether only one column has a role, and perhaps others who take part."""
        several = sum(head.part != "beside" for head in self.roles.values()) > 1
        return not several and not any(head.tells for head in self.roles.values())

    @property
    def is_shared_out(self) -> bool:
        """Whether one has what stands below the title and others work on it: owns, operates, maintains."""
        parts = [head.part for head in self.roles.values()]
        has = any(says_having(each.head.words) for each in self.columns if each.number in self.roles)
        return has and parts.count("does") > 1


def named_roles(sheet: SourceSheet, file: str, codes: Mapping[str, str], viewer: str) -> Iterator[TableProposal]:
    """The tables of a sheet with roles as headers, from the top down; `codes` are partners by name, as compared."""
    found = list(role_header_rows(sheet))
    for at, head in enumerate(found):
        below = [other.rows[0] for other in found[at + 1 :] if is_next(head, other)]
        candidate = Candidate(sheet, file, head, min(below, default=len(sheet.rows) + 1) - 1)
        if table := _table(candidate, codes, viewer):
            yield table


def roles_of(table: TableProposal) -> list[str]:
    """The roles that are headers of a table; none for another kind of table."""
    return [column.role for column in table.columns if column.role]


def _table(candidate: Candidate, codes: Mapping[str, str], viewer: str) -> TableProposal | None:
    marked = names_for_marks(candidate)
    candidate = marked.candidate if marked else candidate
    shape = _shape(candidate, marked)
    if shape is None:
        return None
    is_sure = _is_sure(candidate, shape)
    if is_sure is None:
        return None
    _aim(shape)
    sheet, places = candidate.sheet, [*shape.roles]
    body, doubtful = _body(candidate, shape)
    if sum(_names_somebody(sheet, row, places) for row in body.carried) < _FEWEST:
        return None
    found = named_partners(sheet, body.carried, _with_names(shape), codes, viewer)
    table = TableProposal(
        id="", sheet=sheet.name, kind=KIND, confidence=_SURE if is_sure else _UNSURE,
        header_rows=candidate.head.rows, first_row=first_record_row(candidate.first, body),
        columns=[_proposed(each, shape, found) for each in shape.columns],
        fills=phases_and_events(candidate, shape.columns, body), carried=body.carried, continued=body.continued,
        left=body.left, sections=body.sections, headings=body.headings, doubtful=doubtful, who_column=shape.who,
    )  # fmt: skip
    if not is_sure:
        table.ask, table.why = True, text("adopt.why.table_unsure")
    return table


def _shape(candidate: Candidate, marked: Marked | None) -> _Shape | None:
    """What its columns are; None where nobody is named below a role, or nothing says what is to be done."""
    headers = {each.column: said_of(each) for each in candidate.columns if each.header}
    said = role_heads({column: each for column, each in headers.items() if not marked or column in marked.roles})
    told = {} if marked else told_in_cells(candidate)
    said |= told
    contacts = [each for each in candidate.columns if is_contact(each.words)]
    kinds = kinds_of_events(candidate, said)
    own = (each for each in candidate.columns if each.column not in kinds)
    if is_other_table(each.words for each in own if each not in contacts or len(said) < _FEWEST):
        return None
    if any(are_roles(candidate.profiles[column]) for column in said):
        return None
    named = {
        column: headers[column] for column, head in said.items() if may_stand_below(head, candidate.profiles[column])
    }
    roles = as_legends_say(role_heads(named), headers, candidate.sheet.legends) | told
    roles |= named_below_others(candidate, roles)
    if not any(head.part in MAIN and candidate.profiles[column].count for column, head in roles.items()):
        roles = agencies_first(candidate)
    if not roles:
        return None
    columns = ListColumns(candidate, KIND)
    who = marked.who if marked else 0
    found = find_title(columns, roles, besides=who)
    if found is None and (duty := _duty(roles)):  # Responsibility | Responsible body
        del roles[duty]
        found = find_title(columns, roles, besides=who)
    if found and is_other_table(each.words for each in contacts) and found[1] != "task":
        return None  # how those are reached who do it makes no list of contacts of what is to be done
    return _Shape(columns, *found, roles, who) if found else None


def _duty(roles: Mapping[int, RoleHead]) -> int:
    """The first column whose header may be a duty or who has it, where organisations have a role too; else 0."""
    main = {column: head for column, head in roles.items() if head.part in MAIN}
    others = [column for column, head in main.items() if not head.is_of_organisations]
    return others[0] if others and len(others) < len(main) else 0


def _is_sure(candidate: Candidate, shape: _Shape) -> bool | None:
    """Whether it certainly is such a table; None for one that is none."""
    if shape.who:
        return False
    if is_nothing_to_do(shape.title, is_single=shape.is_single):
        of_organisations = any(head.is_of_organisations and head.part in MAIN for head in shape.roles.values())
        return False if shape.is_shared_out or (of_organisations and is_hazard(shape.title)) else None
    is_task = shape.says in ("task", "phase")
    named = [candidate.profiles[column] for column, head in shape.roles.items() if head.role != NOTHING]
    if not all(are_names(profile) for profile in named if profile.count):
        return False if shape.says == "task" else None  # phrases in small letters
    if all(head.is_unsure for head in shape.roles.values()):
        return False if is_task else None  # P1, P2: nothing says that these are roles at all
    if shape.is_shared_out and not is_task:
        return False  # what one has and others work on may be anything
    if not shape.is_single:
        is_clear = shape.says != "nothing" or len(shape.roles) > 2
        return is_clear or is_plan(_rest(shape), (*candidate.names, candidate.file))
    return _is_single_sure(candidate, shape, is_task=is_task)


def _is_single_sure(candidate: Candidate, shape: _Shape, *, is_task: bool) -> bool | None:
    """The same of a table in which only one column has a role, as a list of anything with its owner has, too."""
    is_plain_task = is_task and not is_log(shape.title)
    is_owned = any(is_owner(each) for each in shape.columns if each.number in shape.roles)
    (main,) = [column for column, head in shape.roles.items() if head.part != "beside"]
    are_bodies = name_bodies(candidate.profiles[main].counts) and shape.title.profile.mean_length >= _PHRASE
    if is_owned and is_log(shape.title):
        return False if are_bodies else None
    if names_other_things(_rest(shape)) and not are_periods(each.head.header for each in shape.columns):
        return False if is_plain_task or (is_task and are_bodies) else None
    if is_plain_task and is_plan(_rest(shape), (*candidate.names, candidate.file)):
        return True
    # Nothing but what is done and who leads it: who keeps a cluster, or a task without a day.
    is_said = is_task or shape.says == "area" or shape.roles[main].is_of_organisations
    return False if is_said or are_bodies else None


def _rest(shape: _Shape) -> list[WeighedColumn]:
    """What stands beside the title and the roles."""
    return [each for each in shape.columns if each is not shape.title and each.number not in (*shape.roles, shape.who)]


def _aim(shape: _Shape) -> None:
    """Give what stands beside the roles its place: the title, an id, the phase, the event, the place."""
    title, columns = shape.title, shape.columns
    beside = _rest(shape)
    is_alone = not any(each.profile.mean_length >= title.profile.mean_length for each in beside)
    is_said = shape.says == "task" or (shape.says == "phase" and is_alone)
    title.become("title", max(title.sure, 0.8) if is_said else 0.8 if is_alone else 0.7)
    title.target = "Activities.title"
    before = [each for each in beside if each.number < title.number and not says_time(each)]
    ids = [each for each in before if is_id(each) or each.concept == "activity"]
    for each in ids[-1:]:
        each.become("activity", max(each.sure, 0.8))
    taken: set[str] = set()
    for each in sorted(beside, key=lambda each: (-round(each.sure, 2), each.number)):
        if each.is_likely and each.concept in _PLACES and each.concept not in taken and _fits(each):
            each.target = f"Activities.{each.concept}"
            taken |= {each.concept} - {"location"}  # province, district, village: one place
        elif each.concept == "phase":
            each.become("", 0.0)
    for each in columns:
        if each.target == "Activities.phase":
            each.words = phase_list(each.profile)


def _fits(column: WeighedColumn) -> bool:
    """Whether a column holds what its header says: a phase is no span of months."""
    is_span = any(any(map(str.isdigit, cell)) for cell in column.profile.counts)
    return bool(column.profile.count) and not (column.concept == "phase" and is_span)


def _body(candidate: Candidate, shape: _Shape) -> tuple[Body, dict[int, str]]:
    sheet, title, places = candidate.sheet, shape.title.number, [*shape.roles]
    of = Shape(
        columns=tuple(each.column for each in candidate.columns), main=(title,), more=tuple(places),
        ids=shape.columns.aimed("Activities.activity"), headers=candidate.header_words, explained=candidate.explained,
    )  # fmt: skip
    body = read_body(sheet, candidate.first, candidate.last, of)
    heading_above(candidate, body)
    mistaken = {reason("heading"), reason("legend")}
    for row in [row for row, why in body.left.items() if why in mistaken]:
        # A task with nothing but who does it looks like a heading.
        if _names_somebody(sheet, row, places) and not is_empty(sheet.at(row, title)):
            body.take(row)

    def has(row: int) -> bool:
        return _names_somebody(sheet, row, places)

    leave_parents(sheet, body, title, of.ids, has)
    return body, doubtful_rows(sheet, body, of, take_nobodys_tasks(sheet, body, title, places, has))


def _names_somebody(sheet: SourceSheet, row: int, places: list[int]) -> bool:
    return any(any(map(str.isalpha, shown(sheet.at(row, column)))) for column in places)


def _with_names(shape: _Shape) -> dict[int, RoleHead]:
    """The roles that are carried; who is only told has none with us."""
    return {column: head for column, head in shape.roles.items() if head.role != NOTHING}


def _proposed(column: WeighedColumn, shape: _Shape, found: NamedPartners) -> ColumnProposal:
    made, head = proposed(column, KIND), shape.roles.get(column.number)
    if column.number == shape.who:
        samples = () if found.may_be_persons else column.profile.samples()
        made = replace(made, samples=samples, holds_names=found.may_be_persons)
        return replace(made, target=None, ask=False, why=text("adopt.why.who_down"))
    if head is None:
        return made
    samples = () if found.may_be_persons else column.profile.samples()
    made = replace(made, role=head.role, confidence=_SURE, samples=samples, holds_names=found.may_be_persons)
    if head.role == NOTHING:
        return replace(made, target=None, ask=False, why=text("adopt.why.no_place"))
    return replace(
        made, target=ORGANISATION, ask=head.is_unsure, words=found.words[column.number],
        why=text(f"adopt.why.named_role.{head.role}"),
    )  # fmt: skip
