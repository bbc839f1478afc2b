"""What is recognised in tables as others keep them: which are there, their records, columns and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy

import pytest

from pipeline.adopt.mapping.accept import accept
from pipeline.adopt.proposal import ColumnProposal, Proposal, TableProposal
from pipeline.adopt.questions import table_questions
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.sheet import shown
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.new_file import harvest
from pipeline.adopt.workbook.trace import Left
from pipeline.xlsx.ooxml.refs import address, box
from tests.adopt.by_hand.expected import ByHand, Truth, cases

CASES = tuple(cases())
_PROPOSED: dict[str, Proposal] = {}
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def pairs(case: ByHand) -> Iterator[tuple[Truth, TableProposal]]:
    tables = proposed(case).tables
    assert [table.kind for table in tables] == [truth.kind for truth in case.tables]
    yield from zip(case.tables, tables, strict=True)


def proposed(case: ByHand) -> Proposal:
    """What is recognised, once for all tests: none of them changes it."""
    if case.name not in _PROPOSED:
        _PROPOSED[case.name] = recognise(case.book, {}, "REDC")
    return _PROPOSED[case.name]


@EACH
def test_every_record_is_carried_and_nothing_else(case: ByHand) -> None:
    assert [table.carried for _, table in pairs(case)] == [truth.rows for truth in case.tables]


@EACH
def test_no_column_is_wrong_and_not_asked_about(case: ByHand) -> None:
    for truth, table in pairs(case):
        found = _places([column for column in table.columns if not column.ask])
        assert {number: target for number, target in found.items() if target != truth.becomes.get(number)} == {}


@EACH
def test_every_column_with_a_place_finds_it(case: ByHand) -> None:
    for truth, table in pairs(case):
        found = _places([column for column in table.columns if column.column not in truth.either])
        wanted = {number: target for number, target in truth.becomes.items() if number not in truth.either}
        assert {number: found.get(number) for number in wanted} == wanted


@EACH
def test_what_only_a_person_knows_is_asked(case: ByHand) -> None:
    for truth, table in pairs(case):
        asked = {column.column for column in table.columns if column.ask or (column.words and column.words.ask)}
        assert asked >= {*truth.either}
        assert truth.asked in (None, table.ask)


@EACH
def test_words_mean_what_they_say(case: ByHand) -> None:
    for truth, table in pairs(case):
        words = {column.column: column.words.map if column.words else {} for column in table.columns}
        wanted = {number: dict(means) for number, means in truth.means.items()}
        assert {n: {word: words[n].get(word) for word in means} for n, means in wanted.items()} == wanted


@EACH
def test_a_table_costs_few_questions(case: ByHand) -> None:
    for truth, table in pairs(case):
        assert len(list(table_questions(table))) <= truth.questions


@EACH
def test_every_cell_is_named_once_as_carried_or_left(case: ByHand) -> None:
    proposal = deepcopy(proposed(case))
    accept(proposal, "REDC")
    found = harvest(case.book, proposal, "REDC", Ids())
    carried = {(one.sheet, one.cell) for record in found.records for one in record.trace if one.cell}
    said = {(one.sheet, one.cell) for record in found.settings for one in record.trace if one.cell}
    whole = [one for one in found.left if not _is_part(case, one, carried)]
    named = Counter([*(carried | said), *((one.sheet, one.cell) for one in whole)])
    heads = {
        (table.sheet, address(row, column.column))
        for table in proposal.tables
        for row in table.header_rows
        for column in table.columns
    }
    heads |= {
        (table.sheet, address(each.column, column))
        for table in proposal.tables
        if table.turned  # whose roles they are stands down its rows
        for column in table.turned.header_rows
        for each in table.turned.columns
    }
    filled = {
        (sheet.name, address(row, column))
        for sheet in case.book.sheets
        if (sheet.name, "") not in named  # a sheet without a table is left as a whole
        for row, columns in enumerate(sheet.filled, 1)
        for column in columns
    }
    assert {place: named[place] for place in filled - heads if named[place] != 1} == {}


def _places(columns: Sequence[ColumnProposal]) -> dict[int, object]:
    """Where columns go, by number; a list for one whose cells hold two ratings."""
    found: dict[int, list[str | None]] = {}
    for column in columns:
        found.setdefault(column.column, []).append(column.target)
    return {number: targets if len(targets) > 1 else targets[0] for number, targets in found.items()}


def _is_part(case: ByHand, left: Left, carried: set[tuple[str, str]]) -> bool:
    """Whether only some of the names in a cell stay behind, while others are carried from there."""
    if (left.sheet, left.cell) not in carried:
        return False
    (sheet,) = [sheet for sheet in case.book.sheets if sheet.name == left.sheet]
    area = box(left.cell)
    return area is not None and shown(sheet.at(area.top, area.left)) != left.value
