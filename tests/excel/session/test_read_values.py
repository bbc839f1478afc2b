"""Blocks of cells as Excel hands them over: a single odd cell spoils none of the others."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from pipeline.excel.session import native, source
from pipeline.excel.session.read_values import read_values
from pipeline.excel.session.values import ERRORS
from tests.excel.entering import ERRORS as NUMBERS
from tests.excel.filtering import TableFilter
from tests.excel.opened import made, opened
from tests.excel.writer.test_writing import table


@pytest.fixture
def sheet(app: Any, tmp_path: Path) -> Any:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.save(path)
    return opened(app, path).sheets[0]


def _put(sheet: Any, address: str, value: object, form: str = "General") -> None:
    cell = sheet.impl.ws[address]
    cell.value, cell.number_format = value, form


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_every_error_value_comes_as_its_text(sheet: Any, name: str) -> None:
    _put(sheet, "A1", name)
    sheet.impl.ws["A1"].data_type = "e"
    assert read_values(sheet["A1"]) == [[name]]
    assert name in ERRORS


@pytest.mark.parametrize("number", [-2146826288.0, -2146826238.0])
def test_a_number_that_looks_like_an_error_is_a_number(sheet: Any, number: float) -> None:
    _put(sheet, "A1", number)
    assert read_values(sheet["A1"]) == [[number]]


@pytest.mark.parametrize("odd", [20261231, -1])
def test_a_number_beyond_all_days_leaves_the_other_cells_as_they_are(sheet: Any, odd: int) -> None:
    _put(sheet, "A1", datetime(2026, 11, 22), "yyyy-mm-dd")  # noqa: DTZ001 - Excel knows no time zones
    _put(sheet, "B1", odd, "yyyy-mm-dd")
    _put(sheet, "A2", "text")
    _put(sheet, "B2", 3.5)
    assert read_values(sheet["A1:B2"]) == [[datetime(2026, 11, 22), odd], ["text", 3.5]]  # noqa: DTZ001


def test_amounts_of_money_keep_all_their_decimals(sheet: Any) -> None:
    _put(sheet, "A1", 0.123456, "[$EUR] 0.00")
    assert read_values(sheet["A1:B1"]) == [[0.123456, None]]


def test_rows_that_a_filter_hides_are_read(app: Any, tmp_path: Path) -> None:
    book = opened(app, table(tmp_path, [["a", 1, ""], ["b", 2, ""], ["c", 3, ""]]))
    TableFilter(book.sheets[0].tables["Ours"].impl).set(1, 0, "=a", None)
    assert native.last_row(book.sheets[0]) == 3
    assert [row[1] for row in source.OpenBook(book).grid(book.sheets[0].name)[2:]] == ["a", "b", "c"]


def test_excel_for_mac_is_asked_for_texts_to_see_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = SimpleNamespace(
        shape=(2, 2), options=lambda ndim: SimpleNamespace(value=[["Risk", None], [1.0, 3.0]]),
        api=SimpleNamespace(string_value=SimpleNamespace(get=lambda: [["Risk", "#N/A"], ["1", "3"]])),
    )  # fmt: skip
    monkeypatch.setattr(native, "on_mac", lambda: True)
    assert read_values(cells) == [["Risk", "#N/A"], [1.0, 3.0]]


def test_next_finding_shows_a_very_hidden_sheet(app: Any, tmp_path: Path) -> None:
    hidden = made(app, tmp_path).sheets[-1]
    hidden.impl.ws.sheet_state = "veryHidden"
    native.show_sheet(hidden)
    assert hidden.impl.ws.sheet_state == "visible"
