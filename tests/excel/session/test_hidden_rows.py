"""Which rows are hidden, asked of Excel by stretches: on macOS, every question takes its time."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.excel.session import native
from tests.excel.com import RangeApi
from tests.excel.entering import ComError
from tests.excel.opened import made

HIDDEN = {7, *range(20, 40), 900}


class Asked:
    """`entire row` of a range in AppleScript, which counts the questions."""

    count = 0

    def __init__(self, cells: Any) -> None:
        self.cells = cells

    entire_row = hidden = property(lambda self: self)

    def get(self) -> Any:
        Asked.count += 1
        rows = [self.cells.sheet.is_hidden(row) for row in range(self.cells.r1, self.cells.r2 + 1)]
        return rows[0] if len(set(rows)) == 1 else "k.missing_value"


@pytest.fixture
def area(app: Any, tmp_path: Any) -> Any:
    sheet = made(app, tmp_path).sheets["Risks"]
    for row in HIDDEN:
        sheet.impl.ws.row_dimensions[row].hidden = True
    return sheet.range((1, 1), (1000, 12))


def test_on_macos_a_stretch_of_rows_costs_one_question(area: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "on_mac", lambda: True)
    monkeypatch.setattr(RangeApi, "entire_row", property(lambda api: Asked(api.impl)), raising=False)
    Asked.count = 0
    assert native.hidden_rows(area) == HIDDEN
    assert Asked.count < 120  # not a thousand


def test_on_macos_a_sheet_without_hidden_rows_costs_one_question(area: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "on_mac", lambda: True)
    monkeypatch.setattr(RangeApi, "entire_row", property(lambda api: Asked(api.impl)), raising=False)
    Asked.count = 0
    assert native.hidden_rows(area.sheet.range((41, 1), (899, 3))) == frozenset()
    assert Asked.count == 1


def test_on_a_protected_sheet_where_excel_names_no_seen_cells_it_is_asked_by_stretches(
    area: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def refuse(*_: object) -> None:
        raise ComError("You cannot use this command on a protected sheet.")

    def hidden(api: Any) -> bool | None:
        rows = {api.impl.sheet.is_hidden(row) for row in range(api.impl.r1, api.impl.r2 + 1)}
        asked.append(1)
        return rows.pop() if len(rows) == 1 else None

    monkeypatch.setattr(RangeApi, "SpecialCells", refuse)
    monkeypatch.setattr(RangeApi, "Hidden", property(hidden))
    assert native.hidden_rows(area) == HIDDEN
    assert len(asked) < 120


@pytest.mark.parametrize(("row", "hidden"), [(7, {7}), (8, set())])
def test_a_single_row_is_asked_alone(area: Any, row: int, hidden: set[int]) -> None:
    assert native.hidden_rows(area.sheet.range((row, 1))) == hidden
