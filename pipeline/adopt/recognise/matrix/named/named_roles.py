"""Matrices with roles as headers and names in the cells, and plans of activities that say who is responsible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from pipeline.adopt.compared_words import parts_of
from pipeline.adopt.proposal import NOTHING, ORGANISATION, ColumnProposal, TableProposal
from pipeline.adopt.recognise.asked.doubtful_rows import doubtful_rows
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.matrix.heads.plan_columns import says_time
from pipeline.adopt.recognise.matrix.heads.role_heads import RoleHead
from pipeline.adopt.recognise.matrix.heads.task_heads import is_id, says_means
from pipeline.adopt.recognise.matrix.named.full_names import full_names, with_full_names
from pipeline.adopt.recognise.matrix.named.how_sure import is_sure
from pipeline.adopt.recognise.matrix.named.marks_below_roles import names_for_marks
from pipeline.adopt.recognise.matrix.named.partners import (
    KnownNames,
    NamedPartners,
    named_partners,
)
from pipeline.adopt.recognise.matrix.named.role_header_rows import is_next, role_header_rows
from pipeline.adopt.recognise.matrix.named.shape import NamedShape, shape_of
from pipeline.adopt.recognise.matrix.nobodys import leave_parents, take_nobodys_tasks
from pipeline.adopt.recognise.matrix.phases import (
    heading_above,
    phase_list,
    phases_and_events,
    phases_by_cells,
)
from pipeline.adopt.recognise.matrix.places_by_cells import places_by_cells
from pipeline.adopt.recognise.matrix.task_title import is_phase_of_tasks
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.body import Body, Shape, first_record_row, reason
from pipeline.adopt.recognise.rows.body_reader import read_body
from pipeline.adopt.recognise.weighed import WeighedColumn, proposed
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown
from schemas.wording.text import text

KIND: Literal["activity_matrix"] = "activity_matrix"
_FEWEST = 2  # records that name somebody
_DIFFERING = 0.8  # of the numbers of tasks
_SURE, _UNSURE = 0.9, 0.6
_PLACES = ("activity", "phase", "event", "location", "resources", "capability", "coordination_rule")
_TOGETHER = frozenset({"location", "resources"})  # province, district, village: one place; people, machines


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
    explained = {} if marked else full_names(candidate)
    read = with_full_names(candidate, explained) if explained else candidate
    shape = shape_of(read, marked)
    if shape is None:
        return None
    is_certain = is_sure(read, shape)
    if is_certain is None:
        return None
    _aim(shape)
    sheet, places = candidate.sheet, [*shape.roles]
    body, doubtful = _body(candidate, shape)
    if sum(_names_somebody(sheet, row, places, candidate.first) for row in body.carried) < _FEWEST:
        return None
    known = KnownNames(codes, viewer, explained)
    found = named_partners(sheet, body.carried, _with_names(shape), known)
    table = TableProposal(
        id="", sheet=sheet.name, kind=KIND, confidence=_SURE if is_certain else _UNSURE,
        header_rows=candidate.head.rows, first_row=first_record_row(candidate.first, body),
        columns=[_proposed(each, candidate.profiles[each.number], shape, found) for each in shape.columns],
        fills=phases_and_events(candidate, shape.columns, body), carried=body.carried, continued=body.continued,
        left=body.left, sections=body.sections, headings=body.headings, doubtful=doubtful, who_column=shape.who,
    )  # fmt: skip
    if not is_certain:
        table.ask, table.why = True, text("adopt.why.table_unsure")
    return table


def _aim(shape: NamedShape) -> None:
    """Give what stands beside the roles its place: the title, an id, the phase, the event, the place."""
    title, columns = shape.title, shape.columns
    beside = shape.rest
    is_alone = not any(each.profile.mean_length >= title.profile.mean_length for each in beside)
    is_said = shape.says == "task" or (shape.says == "phase" and is_alone)
    title.become("title", max(title.sure, 0.8) if is_said else 0.8 if is_alone else 0.7)
    title.target = "Activities.title"
    for each in beside:
        if is_phase_of_tasks(title.head) and is_phase_of_tasks(each.head) and each.head.group == title.head.group:
            each.become("title", title.sure)  # what each has to do before, during and after: together
            each.target = title.target
    before = [each for each in beside if each.number < title.number and not says_time(each)]
    ids = [each for each in before if is_id(each) or each.concept == "activity"]
    for each in ids[-1:]:
        each.become("activity", max(each.sure, 0.8))
    for each in beside:
        if not each.is_likely and each.head.group and says_means(each.head.group):
            each.become("resources", 0.8)
        if each.concept == "event" and each.number > title.number and len(parts_of(each.head.header)) > 1:
            each.become("event", min(each.sure, _UNSURE))  # Dependencies / risks
    places_by_cells(columns, [title, *(each for each in columns if each.number in (*shape.roles, shape.who))], title)
    taken: set[str] = set()
    for each in sorted(beside, key=lambda each: (-round(each.sure, 2), each.number)):
        if each.is_likely and each.concept in _PLACES and each.concept not in taken and _fits(each):
            each.target = f"Activities.{each.concept}"
            taken |= {each.concept} - _TOGETHER
        elif each.concept == "phase":
            each.become("", 0.0)
    if "phase" not in taken:
        phases_by_cells(sorted(beside, key=lambda each: each.number > title.number))  # of two, the one before
    for each in columns:
        if each.target == "Activities.phase":
            each.words = phase_list(each.profile)


def _fits(column: WeighedColumn) -> bool:
    """Whether a column holds what its header says: a phase is no span of months, N of November no number of tasks."""
    if column.concept == "activity" and (column.profile.count < _FEWEST or column.profile.distinct_share < _DIFFERING):
        return False
    is_span = any(any(map(str.isdigit, cell)) for cell in column.profile.counts)
    return bool(column.profile.count) and not (column.concept == "phase" and is_span)


def _body(candidate: Candidate, shape: NamedShape) -> tuple[Body, dict[int, str]]:
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
        if _names_somebody(sheet, row, places, candidate.first) and not is_empty(sheet.at(row, title)):
            body.take(row)

    def has(row: int) -> bool:
        return _names_somebody(sheet, row, places, candidate.first)

    leave_parents(sheet, body, title, of.ids, has)
    return body, doubtful_rows(sheet, body, of, take_nobodys_tasks(sheet, body, title, places, has))


def _names_somebody(sheet: SourceSheet, row: int, places: list[int], first: int) -> bool:
    """Whether somebody is named in a row, or in a cell merged downwards over it from `first` on."""
    named = (shown(sheet.at_or_above(row, column, first)[1]) for column in places)
    return any(any(map(str.isalpha, name)) for name in named)


def _with_names(shape: NamedShape) -> dict[int, RoleHead]:
    """The roles that are carried; who is only told has none with us."""
    return {column: head for column, head in shape.roles.items() if head.role != NOTHING}


def _proposed(column: WeighedColumn, own: Profile, shape: NamedShape, found: NamedPartners) -> ColumnProposal:
    made, head = proposed(column, KIND), shape.roles.get(column.number)
    if column.number == shape.who:
        samples = () if found.may_be_persons else own.samples()
        made = replace(made, samples=samples, holds_names=found.may_be_persons)
        return replace(made, target=None, ask=False, why=text("adopt.why.who_down"))
    if head is None:
        return made
    samples = () if found.may_be_persons else own.samples()
    made = replace(made, role=head.role, confidence=_SURE, samples=samples, holds_names=found.may_be_persons)
    if head.role == NOTHING:
        return replace(made, target=None, ask=False, why=text("adopt.why.no_place"))
    return replace(
        made, target=ORGANISATION, ask=head.is_unsure, words=found.words[column.number],
        why=text(f"adopt.why.named_role.{head.role}"),
    )  # fmt: skip
