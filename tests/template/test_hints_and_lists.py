"""Every column says what it asks for; every column of words offers them."""

from __future__ import annotations

from collections.abc import Iterator

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from pipeline.template import lists
from pipeline.template.layout import FIRST_ROW, Layout
from schemas.spec import FORMATTED_ROWS, Column, Table, tables
from schemas.vocabulary import vocabularies
from tests.template.made import opened_blank, partners

CODES = tuple(code for code, _ in partners(30))


def _validation(sheet: object, row: int, index: int) -> object:
    found = [
        each
        for each in sheet.data_validations.dataValidation  # type: ignore[attr-defined]
        for area in each.sqref.ranges
        if area.min_row <= row <= area.max_row and area.min_col <= index <= area.max_col
    ]
    assert len(found) <= 1, "two validations on one cell"
    return found[0] if found else None


def _columns() -> Iterator[tuple[Table, Column, str | None, int]]:
    for table in tables().values():
        for index, (column, code) in enumerate(table.layout(CODES), start=1):
            yield table, column, code, index


def _by_people(table: Table, column: Column) -> bool:
    return table.is_input or column.owner == "people"


@pytest.mark.parametrize("name", tables())
def test_every_column_has_a_hint_that_excel_can_show(name: str) -> None:
    book = opened_blank(30)
    for table, column, code, index in _columns():
        if table.name != name:
            continue
        layout = Layout(table, CODES)
        row = (layout.first_row if _by_people(table, column) else layout.header_row) + 1
        hint = _validation(book[table.sheet], row, index)
        assert hint is not None, column.header(code)
        assert 0 < len(hint.promptTitle) <= 32  # type: ignore[attr-defined]
        assert 0 < len(hint.prompt) <= 255  # type: ignore[attr-defined]
        assert hint.showInputMessage  # type: ignore[attr-defined]


def test_what_people_fill_in_is_looked_after_down_to_the_last_formatted_row() -> None:
    book = opened_blank(30)
    for table, column, _, index in _columns():
        if _by_people(table, column):
            assert _validation(book[table.sheet], FORMATTED_ROWS, index) is not None, (table.name, column.name)


def test_every_column_of_words_offers_their_labels() -> None:
    book = opened_blank(30)
    for table, column, _, index in _columns():
        if column.kind == "word" and _by_people(table, column):
            offer = _validation(book[table.sheet], FIRST_ROW + 1, index)
            assert offer.type == "list"  # type: ignore[attr-defined]
            assert _words(book, offer.formula1) == list(column.vocabulary.labels)  # type: ignore[attr-defined, union-attr]


def test_columns_of_partners_offer_what_stands_in_partners() -> None:
    book = opened_blank(30)
    for table, column, _, index in _columns():
        if column.kind in ("partner", "partners") and _by_people(table, column):
            offer = _validation(book[table.sheet], FIRST_ROW + 1, index)
            assert offer.formula1 == lists.PARTNER_CODES  # type: ignore[attr-defined]
    assert book.defined_names[lists.PARTNER_CODES].attr_text.startswith(f"'Partners'!$A${FIRST_ROW + 1}:INDEX(")


def test_a_column_for_several_values_offers_without_objecting() -> None:
    sheet = opened_blank(30)["Budget"]
    protects = [column.name for column, _ in tables()["Budget"].layout(CODES)].index("protects") + 1
    assert not _validation(sheet, FIRST_ROW + 1, protects).showErrorMessage  # type: ignore[attr-defined]


def test_nothing_that_people_paste_is_refused() -> None:
    for sheet in opened_blank(30):
        for each in sheet.data_validations.dataValidation:
            assert each.errorStyle == "warning" or not each.showErrorMessage or each.type is None, each.sqref


def test_every_spelling_of_a_word_is_known_to_the_colours() -> None:
    for name, words in vocabularies().items():
        known = set(lists.spellings(words))
        for word in words:
            for spelling in (word.code, word.label, *word.spellings):
                compared = " ".join(spelling.replace("_", " ").replace("-", " ").split()).casefold()
                assert compared in known, (name, spelling)


def _words(book: openpyxl.Workbook, name: str) -> list[str]:
    sheet, area = book.defined_names[name].attr_text.split("!")
    left, top, right, bottom = range_boundaries(area)
    return [str(cell.value) for row in book[sheet.strip("'")].iter_rows(top, bottom, left, right) for cell in row]
