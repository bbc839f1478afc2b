"""Matrices whose cells are roles or marks: what is to be done downwards, whose the role is in each column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import group_of, word_set
from pipeline.adopt.proposal import ColumnProposal, TableProposal
from pipeline.adopt.recognise.asked.doubtful_rows import doubtful_rows
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import without_duties
from pipeline.adopt.recognise.matrix.heads.plan_columns import says_time
from pipeline.adopt.recognise.matrix.matrix_head import LONGEST_CODE, candidate_of, heads_of, without_times
from pipeline.adopt.recognise.matrix.matrix_points import ENOUGH, UNSURE, is_named_otherwise, points
from pipeline.adopt.recognise.matrix.named.named_beside import take_named_beside
from pipeline.adopt.recognise.matrix.nobodys import leave_parents, take_nobodys_tasks
from pipeline.adopt.recognise.matrix.other_letters import explains_letters, is_of_access, other_legend
from pipeline.adopt.recognise.matrix.phases import aim_with_phases, heading_above, phases_and_events
from pipeline.adopt.recognise.matrix.places_by_cells import places_by_cells
from pipeline.adopt.recognise.matrix.role_block import Block, end_of, has_role, next_block
from pipeline.adopt.recognise.matrix.role_questions import (
    ask_beside_open_letters,
    ask_marks,
    ask_unsaid,
    ask_where_several_lead,
    take_letters,
)
from pipeline.adopt.recognise.matrix.role_words import is_mark, role_of, role_words
from pipeline.adopt.recognise.matrix.sideways import are_numbered_steps, last_row, names_down, turned, upright
from pipeline.adopt.recognise.matrix.task_title import title_beside_marks
from pipeline.adopt.recognise.organisations import Proposer, is_organisation
from pipeline.adopt.recognise.rows.body import Body, Shape, first_record_row, reason
from pipeline.adopt.recognise.rows.body_reader import read_body
from pipeline.adopt.recognise.weighed import WeighedColumn, proposed
from pipeline.adopt.source.sheet import SourceSheet, shown
from schemas.wording.text import text

KIND: Literal["activity_matrix"] = "activity_matrix"
_LETTERS = 5.0
_TEXT = 9  # letters on average: more than a word


def role_matrices(
    sheet: SourceSheet, file: str, codes: dict[str, str], viewer: str
) -> Iterator[TableProposal]:  # fmt: skip
    """The matrices of a sheet whose cells are roles or marks as they stand, from the top down."""
    start = 1
    while block := next_block(sheet, start):
        table = _on_its_side(sheet, file, block, codes, viewer) or _matrix(sheet, file, block, codes, viewer)
        if table:
            yield table
        start = block.last + 1


def nearly(sheet: SourceSheet, file: str) -> tuple[Candidate, list[WeighedColumn], bool] | None:
    """Where roles stand in two columns that are no matrix: these columns, and whether one says what is to be done."""
    block = next_block(sheet, 1)
    if block is None or len(block.columns) < 2 or not heads_of(sheet, block):
        return None
    candidate = candidate_of(sheet, file, block, KIND)
    columns = ListColumns(candidate, KIND)
    roles = [each for each in columns if each.number in block.columns]
    others = [each for each in columns if each.number not in block.columns]
    return candidate, roles, title_beside_marks(others, roles) is not None


def _on_its_side(
    sheet: SourceSheet, file: str, block: Block, codes: dict[str, str], viewer: str
) -> TableProposal | None:  # fmt: skip
    """The matrix, where those who have the roles stand down the rows: recognised as one that was turned."""
    down = names_down(sheet, block, codes)
    if not down or (not sheet.is_told and len(without_times(sheet, block).columns) < 2):  # texts below each phase
        return None
    last = last_row(sheet, block, down)
    over = turned(sheet, block.header, last)
    other = next_block(over, down)
    if other is None or other.header not in range(down, min(block.columns)):
        return None
    table = _matrix(over, file, replace(other, header=down), codes, viewer)
    if table is None or not table.column_for("Activities.title"):
        return None
    for row in {*range(down + 1, min(block.columns))} & {*table.carried}:
        table.carried.remove(row)  # what stands between the names and what each does: of which kind they are
        table.left[row] = text("adopt.why.no_place")
    if are_numbered_steps([shown(sheet.at(block.header, column)) for column in block.columns]):
        table.ask, table.why = True, text("adopt.why.table_unsure")  # a number says little of what is done
    return upright(sheet, last, replace(table, orientation="columns"))


def _matrix(
    sheet: SourceSheet, file: str, block: Block, codes: dict[str, str], viewer: str
) -> TableProposal | None:  # fmt: skip
    block = without_times(sheet, block)
    if len(block.columns) < 2:
        return None
    if not heads_of(sheet, block) or explains_letters(sheet, block):
        return None
    candidate = candidate_of(sheet, file, block, KIND)
    columns = ListColumns(candidate, KIND)
    empty = _empty_role_columns(candidate, block)
    roles = [each for each in columns if each.number in {*block.columns, *empty}]
    others = [each for each in columns if each not in roles]
    title = title_beside_marks(others, roles)
    if title is None:
        return None
    found = points(candidate, columns, roles, title) + (_LETTERS if block.letters else 0.0)
    other = other_legend(sheet, [cell for each in roles for cell in each.profile.counts])
    if found < UNSURE or (other and is_of_access(other)):
        return None
    _aim(columns, roles, title)
    body, doubtful = _body(candidate, columns, roles, title, end_of(sheet, block))
    records = [row for row in body.carried if has_role(sheet, row, [each.number for each in roles])]
    if len(records) < 2:
        return None
    table = TableProposal(
        id="", sheet=sheet.name, kind=KIND, confidence=min(0.98, found / 10), header_rows=candidate.head.rows,
        first_row=first_record_row(candidate.first, body), columns=_proposed(candidate, columns, roles, codes, viewer),
        fills=phases_and_events(candidate, columns, body), carried=body.carried, continued=body.continued,
        left=body.left, sections=body.sections, headings=body.headings, doubtful=doubtful,
    )  # fmt: skip
    take_named_beside(candidate, table, codes, viewer)
    if block.letters:
        take_letters(sheet, table, block.letters)
    ask_where_several_lead(sheet, table)
    if found < ENOUGH or other or _are_measures(others, roles) or is_named_otherwise(candidate):
        table.ask, table.why = True, text("adopt.why.table_unsure")
    return table


def _are_measures(others: list[WeighedColumn], roles: list[WeighedColumn]) -> bool:
    """Whether marks say who sees to the measures for risks that stand beside them, in what may be a register."""
    are_risks = any(word_set("risk_words") & {*each.head.words} for each in others)
    return are_risks and all(is_mark(cell) for each in roles for cell in each.profile.counts)


def _empty_role_columns(candidate: Candidate, block: Block) -> set[int]:
    """Columns between those of roles that have a head and no cell filled: whoever does nothing there."""
    low, high = min(block.columns), max(block.columns)
    return {
        each.column
        for each in candidate.columns
        if low < each.column < high and each.header and not candidate.profiles[each.column].count
    }


def _aim(columns: ListColumns, roles: list[WeighedColumn], title: WeighedColumn) -> None:
    for each in roles:
        each.become("", 0.0)
        each.why = text("adopt.why.whose_column")  # whatever its header says besides: Gestor de Riscos
    for each in columns:
        if each is not title and each.concept == "title" and each not in roles:
            each.become("notes", each.sure)
    is_named = title.is_likely and title.concept == "title"
    others = [c for c in columns if c not in (title, *roles) and c.profile.mean_length >= _TEXT and not c.target]
    # Where no header names it, and other texts stand beside, it is only the likeliest of them.
    title.become("title", title.sure if is_named else 0.8 if not others else 0.7)
    if not columns.likely("activity"):
        before = [c for c in columns if c.number < title.number and c.profile.count and c not in roles]
        ids = [c for c in before if c.profile.fit(("id",)) >= 0.8 and c.profile.mean_length <= 8 and not says_time(c)]
        if ids:
            ids[-1].become("activity", 0.8)
    places_by_cells(columns, [title, *roles], title)
    aim_with_phases(columns, [each for each in columns if each is not title and each not in roles])


def _body(
    candidate: Candidate, columns: ListColumns, roles: list[WeighedColumn], title: WeighedColumn, last: int
) -> tuple[Body, dict[int, str]]:
    shape = Shape(
        columns=tuple(each.column for each in candidate.columns), main=(title.number,),
        ids=columns.aimed("Activities.activity"),
        headers=candidate.header_words, explained=candidate.explained,
    )  # fmt: skip
    sheet, places = candidate.sheet, [each.number for each in roles]
    body = read_body(sheet, candidate.first, last, shape)
    heading_above(candidate, body)
    doubtful = {reason("heading"), reason("legend"), reason("another")}
    for row in [row for row, why in body.left.items() if why in doubtful]:
        # A task that one alone takes part in looks like a heading.
        if has_role(sheet, row, places) and len(shown(sheet.at(row, title.number))) > LONGEST_CODE:
            body.take(row)
    ended = max((row for row in body.carried if has_role(sheet, row, places)), default=0)
    nobodys = {row for row in body.carried if not has_role(sheet, row, places)}
    for row in list(body.carried):
        if row == ended + 1:
            ended += 1  # nobody's yet
        elif not has_role(sheet, row, places):
            # Below the last role stands what explains it; above, what is a heading or nobody's yet.
            naming = {title.number, *shape.ids}
            alone = set(sheet.filled[row - 1]) <= naming and row + 1 not in nobodys
            if row > ended:
                body.leave(row, "legend")
            elif alone:
                body.leave(row, "heading", shown(sheet.at(row, title.number)))
    for row in [row for row in body.left if row > ended]:
        first = shown(sheet.at(row, sheet.filled[row - 1][0]))
        if row in body.headings or (len(first) <= LONGEST_CODE and role_of(first, sheet.roles) is not None):
            body.headings.pop(row, None)
            body.left[row] = reason("legend")
    unsure = take_nobodys_tasks(sheet, body, title.number, places)
    leave_parents(sheet, body, title.number, shape.ids, lambda row: has_role(sheet, row, places))
    return body, doubtful_rows(sheet, body, shape, unsure)


def _proposed(
    candidate: Candidate, columns: ListColumns, roles: list[WeighedColumn], codes: dict[str, str], viewer: str
) -> list[ColumnProposal]:
    names = {each.number: without_duties(each.head.bare) for each in roles}
    who = any(group_of(each.head.group) == "who" for each in roles)
    sure = who or any(map(is_organisation, names.values())) or _names_organisations(candidate)
    proposer, said = Proposer(codes), candidate.sheet.roles
    codes_of = proposer.propose(names.values(), viewer, are_organisations=sure)
    found = []
    for each in columns:
        made = proposed(each, KIND)
        if each in roles:
            name = names[each.number]
            known = proposer.known(name)
            made = replace(
                made, target="Activities.role", partner=known, confidence=0.9, ask=known is None,
                why="" if known else text("adopt.why.whose_column"), words=role_words(each.profile, said),
                proposed_partner=known or codes_of[name], samples=each.profile.samples(), holds_names=False,
            )  # fmt: skip
            ask_unsaid(made, candidate.sheet)
            ask_marks(made, said)
        found.append(made)
    ask_beside_open_letters(found, candidate.sheet)
    return found


def _names_organisations(candidate: Candidate) -> bool:
    words = {word for name in (*candidate.names, candidate.file) for word in tokens(name)}
    return bool(words & {"organisation", "organization", "partner", "agency", "3w", "4w", "partenaire", "socio"})
