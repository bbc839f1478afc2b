"""With all further sheets and in each language: copies saved by another library, and rearranged, joined as filled in.

LibreOffice fills in a smaller workbook (test_join_any_copies.py); gnumeric takes two minutes for one with all sheets.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from pipeline.copies.remark import Remark
from pipeline.reading.content import Content
from pipeline.template.build import NewWorkbook, build
from schemas.fields import NUMBERS, Column
from schemas.spec import all_tables, optional_tables
from schemas.wording.languages import languages, speaking
from tests.chance import every
from tests.copies.world import NAMES, PARTIES, ROWS, copy_of, in_parts, joined, reading_of, rows, saved, values
from tests.loading import loaded

TODAY = date(2026, 3, 1)


def _given(column: Column) -> object:
    if column.vocabulary:
        return column.vocabulary.labels[0]
    by_kind = {"date": TODAY, "partner": "INTL", "partners": "INTL, LOCA", "id": "K1", "code": "1", "ids": ""}
    return 3 if column.kind in NUMBERS else by_kind.get(column.kind, "Said in words")


@lru_cache
def shared(language: str) -> bytes:
    """A workbook with every further sheet, a row in each, nothing of the parties' own in it."""
    further: dict[str, Any] = {
        of.name: [{c.name: _given(c) for c in of.columns if (c.is_key or c.required) and not c.per_partner}]
        for of in optional_tables()
        if not of.ships_filled
    }
    given: dict[str, Any] = {**ROWS, **further}
    optional = [of.name for of in optional_tables()]
    with speaking(language):
        return build(
            NewWorkbook(
                title="Valley", partners=tuple(NAMES.items()), arrangement_id="CA-TEST", optional=optional,
                values=given,
            )
        )  # fmt: skip


def own_cells(read_table: Content, partner: str) -> dict[tuple[int, int], object]:
    """What the party enters: every empty cell of its own, by row and column of the sheet."""
    of_party = [head for head in read_table.heads.ours if head.partner == partner]
    if read_table.found.table.name == "Partners":
        texts = ("benefit", "focal_point", "reason")
        of_party = [head for head in read_table.heads.ours if head.column.name in texts]
    return {
        (number, read_table.found.left + head.position): _given(head.column)
        for at, number in enumerate(read_table.numbers)
        for head in of_party
        if read_table.raw[head.key][at] in ("", None) and partner in (*_row_of(read_table, at), head.partner)
    }


def _row_of(read_table: Content, at: int) -> tuple[str, ...]:
    return (str(read_table.values[read_table.key][at]),) if read_table.found.table.name == "Partners" else ()


def filled(data: bytes, *partners: str) -> bytes:
    """The workbook with all that these parties enter, all else as it was."""
    typed: dict[str, dict[str, object]] = {}
    for content in reading_of(data).contents.values():
        for partner in partners if content.found.table.is_input else ():
            for (row, column), value in own_cells(content, partner).items():
                typed.setdefault(content.found.sheet, {})[f"{get_column_letter(column)}{row}"] = value
    return in_parts(data, typed)


@lru_cache
def directly(language: str) -> dict[tuple[str, str, str], object]:
    return values(filled(shared(language), *PARTIES))


def assert_joined(language: str, copies: list[bytes], *told: str) -> None:
    """That all is filled in, and people are told of nothing but these kinds of things."""
    after = joined(shared(language), copies)
    assert {remark.key for _, remark in after.remarks if isinstance(remark, Remark)} == {*told}
    assert rows(after.data, "Proposals") == []
    assert values(after.data) == directly(language)


@lru_cache
def filled_copies(language: str) -> list[bytes]:
    return [filled(copy_of(shared(language), partner), partner) for partner in PARTIES]


def test_every_further_sheet_with_something_of_the_parties_own_is_filled() -> None:
    touched = {table for table, _, key in directly("en") if " · " in key}
    per_party = {of.name for of in all_tables().values() if of.is_input and any(c.per_partner for c in of.columns)}
    assert touched == per_party


@pytest.mark.parametrize("language", every(4, languages()))
def test_in_each_language_what_openpyxl_saved_is_joined(language: str) -> None:
    """As it saves one copy, so it saves those of the other parties."""
    first, *others = filled_copies(language)
    assert_joined(language, [saved(loaded(first)), *others])


def rearranged(data: bytes) -> bytes:
    """The copy as people send it back: rows in another order, a column moved and another one added, all wider."""
    book: Any = loaded(data)
    for name, content in reading_of(data).contents.items():
        if not content.found.table.is_input or name in ("Arrangement", "Scales"):
            continue
        sheet, left = book[content.found.sheet], content.found.left
        width, numbers = len(content.found.headers), content.numbers
        lines = [[sheet.cell(number, left + at).value for at in range(width)] for number in numbers]
        for number, line in zip(numbers, reversed(lines), strict=True):
            for at, value in enumerate(line):
                sheet.cell(number, left + at).value = value
        for number in (content.found.header_row, *numbers):  # the last two columns change places
            one, other = sheet.cell(number, left + width - 1), sheet.cell(number, left + width - 2)
            one.value, other.value = other.value, one.value
        table = next(iter(sheet.tables.values()))
        *_, second, last = table.tableColumns
        second.name, last.name = last.name, second.name
        sheet.cell(content.found.header_row, left + width + 1).value = "Our own notes"
        sheet.column_dimensions["B"].width = 90
    return saved(book)


@pytest.mark.parametrize("language", every(4, languages()))
def test_a_copy_with_rows_sorted_and_columns_moved_and_added_is_joined(language: str) -> None:
    *others, last = filled_copies(language)
    assert_joined(language, [*others, rearranged(last)], "beside")


def test_a_copy_with_the_headers_of_another_language_is_joined() -> None:
    """As where a party has the copy in its own language: the same cells under the headers of that language."""
    after = joined(shared("en"), filled_copies("fr"))
    own = {cell: value for cell, value in directly("en").items() if " · " in cell[2]}
    there = {cell: value for cell, value in values(after.data).items() if " · " in cell[2]}
    assert there.keys() == own.keys()
    assert [said for said in after.asked if " · " in said.column] == []
