"""Who gives which service where: places down the rows and services across, or the other way round, names in the cells.

Each service in each place is an activity of its own, in which only those take part who are named in its cell: a table
for each column, all of them with the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from pipeline.adopt.compared_words import plain, tokens
from pipeline.adopt.kind_words import asks_who_does_what
from pipeline.adopt.lexicon import lexicon, word_codes
from pipeline.adopt.proposal import ORGANISATION, ColumnProposal, Fill, TableProposal
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.heads.head import Head
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.heads.head_rows import all_short_texts
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import is_contact, is_field, is_place, is_service_head
from pipeline.adopt.recognise.matrix.heads.head_kinds import is_task_head
from pipeline.adopt.recognise.matrix.heads.role_heads import RoleHead
from pipeline.adopt.recognise.matrix.heads.role_spellings import TAKES_PART, is_role_head
from pipeline.adopt.recognise.matrix.heads.task_heads import is_other_table
from pipeline.adopt.recognise.matrix.named.in_cells import all_names, is_nobody, is_own_post
from pipeline.adopt.recognise.matrix.named.partners import KnownNames, NamedPartners, are_names, named_partners
from pipeline.adopt.recognise.matrix.phases import phases_and_events
from pipeline.adopt.recognise.matrix.role_words import is_acronym_of_roles
from pipeline.adopt.recognise.organisations import is_organisation, may_be_person
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.body import Body, Shape, first_record_row
from pipeline.adopt.recognise.rows.body_reader import read_body
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown
from schemas.wording.text import text

KIND: Literal["activity_matrix"] = "activity_matrix"
TITLE, PLACE = "Activities.title", "Activities.location"
_LISTS = "who_does_what"
_SEARCHED, _FEWEST = 60, 2
_SURE, _UNSURE = 0.9, 0.6
_ORGANISATIONS, _SOME, _PERSONS = 0.6, 0.3, 0.3  # of the names
_ACRONYM = 3  # letters
_NUMBERED = 2  # columns: a number, and what is done
_SERVICES = 0.5  # of the headers
_WHO = RoleHead("does", TAKES_PART, is_unsure=True)


@dataclass(frozen=True)
class _Shape:
    """The columns that say where, or what, in each row; those with the names, and what the headers of these are."""

    down: Mapping[int, str]  # the targets
    across: str
    named: Sequence[int]


def services_by_place(
    sheet: SourceSheet, file: str, codes: Mapping[str, str], viewer: str
) -> Iterator[TableProposal]:  # fmt: skip
    """The tables of the first such list on a sheet, one for each of its columns with names."""
    for row in range(1, min(len(sheet.rows), _SEARCHED) + 1):
        filled = sheet.filled[row - 1]
        if len(filled) <= _FEWEST or not all_short_texts(sheet, row, filled):
            continue
        columns = tuple(HeadColumn(column, shown(sheet.at(row, column))) for column in filled)
        candidate = Candidate(sheet, file, Head((row,), columns, {KIND: 1.0}), len(sheet.rows))
        if (down := _down(candidate)) and (shape := _shape(candidate, down)):
            yield from _tables(candidate, shape, codes, viewer)
            return


def _shape(candidate: Candidate, down: Sequence[HeadColumn]) -> _Shape | None:
    heads = [each for each in candidate.columns if each.header]
    if is_other_table(each.words for each in heads) or any(is_contact(each.words) for each in heads):
        return None
    after = [each for each in heads if each.column > down[-1].column and not is_role_head(each.header)]
    named = [each for each in after if _are_names(candidate.profiles[each.column])]
    if len(named) < _FEWEST:
        return None
    places = all(map(_is_place, down))
    if any(_is_somebody(each.header) or (places and _is_place(each)) for each in named):
        return None
    if not _name_organisations(candidate, [each.column for each in named], are_services=places and _are_fields(named)):
        return None
    targets = {each.column: PLACE if places else TITLE for each in down}
    return _Shape(targets, TITLE if places else PLACE, [each.column for each in named])


def _down(candidate: Candidate) -> list[HeadColumn]:
    """The first columns that say where, one level below the other, or else the first that says which service.

    Where a title says that it is told who does what where, what is done may be any task.
    """
    heads = [each for each in candidate.head.columns if each.header]
    first = next((each for each in heads if _is_place(each) or _is_service(each)), None)
    if first is None and heads and any(map(asks_who_does_what, candidate.names)):
        return [one for one in heads[:_NUMBERED] if is_task_head(one.header)][-1:]
    if first is None or not _is_place(first):
        return [first] if first else []
    return [*takewhile(_is_place, (each for each in heads if each.column >= first.column))]


def _is_somebody(head: str) -> bool:
    """Whether a header is an organisation or a post, and no field of work that is called as a department is."""
    is_field_of_work = plain(head) in word_codes("sector") or is_field(tokens(head))
    return (is_organisation(head) or is_own_post(head)) and not is_field_of_work


def _is_place(column: HeadColumn) -> bool:
    return is_place(column.words) or _is_a(column, ("place",))


def _is_a(column: HeadColumn, concepts: tuple[str, ...]) -> bool:
    found = (match for match in lexicon(_LISTS).matches(column.words) if match.score == 1)
    return any(match.concept.name in concepts for match in found)


def _is_service(column: HeadColumn) -> bool:
    return is_service_head(column.words) or _is_a(column, ("sector",))


def _are_names(profile: Profile) -> bool:
    """Whether a column holds names, also such as have the letters of roles alone: IRC."""
    others = [cell for cell in profile.counts if not (is_acronym_of_roles(cell) and len(cell) >= _ACRONYM)]
    return bool(profile.count) and (not others or are_names(Profile.of(others)))


def _are_fields(named: Sequence[HeadColumn]) -> bool:
    """Whether half of the headers are known for fields of work: Health, Shelter."""
    known = sum(is_field(each.words) or plain(each.header) in word_codes("sector") for each in named)
    return known >= _SERVICES * len(named)


def _name_organisations(candidate: Candidate, columns: Sequence[int], *, are_services: bool) -> bool:
    """Whether organisations are named in cells: most of them known as such, or some below fields of work."""
    cells = [cell for column in columns for cell in candidate.profiles[column].counts]
    names = [name for name in all_names(cells) if not is_nobody(name)]
    posts = sum(is_own_post(name) and not is_organisation(name) for name in names)
    if not names or posts > _SOME * len(names):
        return False
    theirs = sum(is_organisation(name) and not any(map(str.isdigit, name)) for name in names) / len(names)
    persons = sum(map(may_be_person, names)) / len(names)
    return persons < _PERSONS and theirs >= (_SOME if are_services else _ORGANISATIONS)


def _tables(
    candidate: Candidate, shape: _Shape, codes: Mapping[str, str], viewer: str
) -> Iterator[TableProposal]:  # fmt: skip
    sheet = candidate.sheet
    of = Shape(
        columns=tuple(each.column for each in candidate.columns), main=tuple(shape.down)[-1:], more=tuple(shape.named),
        headers=candidate.header_words, explained=candidate.explained,
    )  # fmt: skip
    body = read_body(sheet, candidate.first, candidate.last, of)
    rows = {column: [row for row in body.carried if not is_empty(sheet.at(row, column))] for column in shape.named}
    every = sorted({row for each in rows.values() for row in each})
    fullest = max(shape.named, key=lambda column: len(rows[column]))
    others = [each for each in candidate.columns if each.column not in (*shape.down, *shape.named)]
    # What stands beside goes with one of the tables, which is to have all rows.
    if len(every) < _FEWEST or (others and len(rows[fullest]) < len(every)):
        return
    found = named_partners(sheet, every, dict.fromkeys(shape.named, _WHO), KnownNames(codes, viewer))
    for number in (column for column in shape.named if rows[column]):
        own = [number, *(each.column for each in others if number == fullest)]
        yield _table(candidate, shape, found, number, own, replace(body, carried=rows[number]))


def _table(
    candidate: Candidate, shape: _Shape, found: NamedPartners, number: int, own: Sequence[int], body: Body
) -> TableProposal:  # fmt: skip
    """The table of one column with names: of one service in every place, or of every service in one place."""
    columns = ListColumns(candidate, KIND)
    head = next(each.header for each in candidate.columns if each.column == number)
    across = Fill(shape.across, value=head, ask=False)
    return TableProposal(
        id="", sheet=candidate.sheet.name, kind=KIND, confidence=_UNSURE, header_rows=candidate.head.rows,
        first_row=first_record_row(candidate.first, body),
        columns=[_column(each, shape, found, number) for each in candidate.columns
                 if each.column in (*shape.down, *own)],
        fills=[*phases_and_events(candidate, columns, body), across], carried=body.carried,
        ask=True, why=text("adopt.why.table_unsure"),
    )  # fmt: skip


def _column(column: HeadColumn, shape: _Shape, found: NamedPartners, number: int) -> ColumnProposal:
    made = ColumnProposal(column.column, column.header, confidence=_SURE, target=shape.down.get(column.column))
    if column.column == number:
        made.target, made.role, made.words = ORGANISATION, TAKES_PART, found.words[number]
        made.ask = True
        made.holds_names, made.why = found.may_be_persons, text(f"adopt.why.named_role.{TAKES_PART}")
    elif not made.target:
        made.why = text("adopt.why.no_place")
    return made
