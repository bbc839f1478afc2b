"""People's filter on a table of ours: results reach the rows it hides, and it is as it was afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.excel.writer.rewrite import write
from pipeline.xlsx.ooxml.errors import WriteError
from tests.excel.entering import ComError
from tests.excel.filtering import COLOUR, TableFilter, filtered
from tests.excel.opened import opened
from tests.excel.writer.test_writing import table, update

ROWS = [["a", 1, "of a"], ["b", 1, "of b"], ["c", 1, "of c"]]
ALL_NEW = ((3, "a", "x"), (4, "b", "y"), (5, "c", "z"))
CRITERIA = [
    pytest.param({"Criteria1": "=b"}, id="one value"),
    pytest.param({"Criteria1": ("=b", "=nothing"), "Operator": 7}, id="chosen values"),
    pytest.param({"Criteria1": "=b", "Operator": 2, "Criteria2": "=d"}, id="one or the other"),
    pytest.param({"Criteria1": "<>a", "Operator": 1, "Criteria2": "<>c"}, id="neither"),
]


def _filtered_book(app: Any, folder: Path, how: dict[str, Any]) -> Any:
    book = opened(app, table(folder, ROWS))
    book.sheets[0].tables["Ours"].api.Range.AutoFilter(Field=1, **how)
    return book


def _by(book: Any) -> dict[int, tuple[int, Any, Any]]:
    return dict(TableFilter(book.sheets[0].tables["Ours"].impl).by)


@pytest.mark.parametrize("how", CRITERIA)
def test_results_reach_the_rows_that_a_filter_hides_and_it_is_set_again(
    app: Any, tmp_path: Path, how: dict[str, Any]
) -> None:
    book = _filtered_book(app, tmp_path, how)
    assert filtered(book.sheets[0].impl.ws) == {3, 5}
    write(book, [update(*ALL_NEW, clear=False)], lambda: None)
    ws = book.sheets[0].impl.ws
    assert [ws.cell(row, 3).value for row in (3, 4, 5)] == ["x", "y", "z"]
    assert [ws.cell(row, 4).value for row in (3, 4, 5)] == ["of a", "of b", "of c"]
    assert filtered(ws) == {3, 5}
    (found,) = _by(book).values()
    assert (found[0], found[2]) == (how.get("Operator", 0), how.get("Criteria2"))


def test_a_filter_that_cannot_be_set_again_is_named_before_anything_is_written(app: Any, tmp_path: Path) -> None:
    book = _filtered_book(app, tmp_path, {"Criteria1": 255, "Operator": COLOUR})
    begun: list[str] = []
    with pytest.raises(WriteError, match="filtered by Key"):
        write(book, [update(*ALL_NEW, clear=False)], lambda: begun.append("begun"))
    assert (begun, book.sheets[0].impl.ws["C3"].value) == ([], 1)


def test_a_filter_is_set_again_where_excel_refuses_a_cell(app: Any, tmp_path: Path) -> None:
    book = _filtered_book(app, tmp_path, {"Criteria1": "=b"})
    book.impl.fails_at = "write Sheet!C"
    with pytest.raises(ComError):
        write(book, [update(*ALL_NEW, clear=False)], lambda: None)
    assert _by(book) == {1: (0, "=b", None)}


def test_people_are_told_where_a_filter_could_not_be_set_again(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = _filtered_book(app, tmp_path, {"Criteria1": "=b"})

    def refuse(*_: object) -> None:
        raise ComError("AutoFilter method of Range class failed")

    monkeypatch.setattr(TableFilter, "set", refuse)
    (said,) = write(book, [update(*ALL_NEW, clear=False)], lambda: None)
    assert "all its rows are shown" in said
    assert not filtered(book.sheets[0].impl.ws)
