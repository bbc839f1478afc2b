"""The order of sheets in the file and of columns in a table changes nothing in the results."""

from __future__ import annotations

import io
import random
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from pipeline.analysis.assessment import Assessment
from pipeline.findings.engine import find
from pipeline.reading.workbook import Reading, read
from tests.chance import examples
from tests.run.made import DAY, data

INPUT = ("Arrangement", "Partners", "Risks", "Activities", "Indicators", "Budget")


def in_another_order(given: bytes, chance: random.Random) -> bytes:
    """The workbook with its sheets in another order, and so the columns of each input table."""
    book: Any = openpyxl.load_workbook(io.BytesIO(given))
    for sheet in book.worksheets:
        for name in set(sheet.tables) & set(INPUT):
            _turn_columns(sheet, sheet.tables[name], chance)
    chance.shuffle(book._sheets)
    book.active = next(at for at, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _turn_columns(sheet: Any, table: Any, chance: random.Random) -> None:
    left, top, right, bottom = (edge or 0 for edge in range_boundaries(table.ref))
    order = chance.sample(range(left, right + 1), right + 1 - left)
    for number in range(top, bottom + 1):
        cells = [(sheet.cell(number, at).value, sheet.cell(number, at).number_format) for at in order]
        for at, (value, form) in enumerate(cells, left):  # a number that looks like a day is one
            sheet.cell(number, at).value, sheet.cell(number, at).number_format = value, form
    for column, value in zip(table.tableColumns, sheet.iter_cols(left, right, top, top, values_only=True), strict=True):
        column.name = value[0]


def told(reading: Reading) -> list[tuple[object, ...]]:
    """What is found, with the cell by table, row and column name."""
    shown = find(Assessment.of(reading.arrangement, DAY)).shown
    return [(one.id, one.severity, one.rows, one.partners, one.says, one.do, one.cell) for one in shown]


@settings(max_examples=examples(4))
@given(st.integers(0, 2**31))
def test_sheets_and_columns_in_another_order_give_the_same_findings(seed: int) -> None:
    plain, turned = read(data()), read(in_another_order(data(), random.Random(seed)))
    assert [problem.check for problem in turned.problems] == [problem.check for problem in plain.problems]
    assert told(turned) == told(plain)
