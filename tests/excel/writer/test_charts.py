"""In Excel a chart of ours gets other rows only where rows have come or gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.excel.session import native
from pipeline.excel.writer.charts import follow_charts, sources
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.ooxml.workbook import Sheet, Table
from pipeline.xlsx.writer.placement import Layout
from tests.xlsx.writer.charted import SHEET, update

ROWS = [("high", "A", 1), ("high", "B", 2), ("low", "A", 3)]
TABLE = Table("T", "", Sheet(SHEET, ""), Box(3, 2, 5, 5), ("what", "who", "own", "much"), {}, {})
WANTED = [
    "'Tom''s & co'!$B$4,'Tom''s & co'!$C$4:$C$5,'Tom''s & co'!$E$4:$E$5",
    "'Tom''s & co'!$B$6,'Tom''s & co'!$C$6,'Tom''s & co'!$E$6",
]


@dataclass
class Series:
    """A series of Excel's, and whether somebody set its formula."""

    formula: str
    sets: list[str] = field(default_factory=list)

    @property
    def Formula(self) -> str:
        return self.formula

    @Formula.setter
    def Formula(self, value: str) -> None:
        self.sets.append(value)
        self.formula = value


@pytest.fixture(autouse=True)
def on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "on_mac", lambda: False)


def place() -> Any:
    return SimpleNamespace(layout=Layout.of(TABLE, update(ROWS, (0, 1), (2, 2))))


def after(*formulas: str, name: str = "Concord bars") -> list[list[str]]:
    """What was set on each series of a chart."""
    series = [Series(formula) for formula in formulas]
    items = SimpleNamespace(Count=len(series), Item=lambda number: series[number - 1])
    chart = SimpleNamespace(name=name, api=(None, SimpleNamespace(SeriesCollection=lambda: items)))
    book = SimpleNamespace(sheets=[SimpleNamespace(charts=[]), SimpleNamespace(charts=[chart])])
    follow_charts(book, [place()])
    return [each.sets for each in series]


def test_a_series_refers_to_its_rows_in_words_that_excel_takes() -> None:
    layout = place().layout
    assert sources(layout, layout.update.charts[0]) == WANTED


def test_a_series_whose_rows_moved_gets_the_new_ones_and_keeps_its_place() -> None:
    old = "=SERIES('Tom''s & co'!$B$4,'Tom''s & co'!$C$4,'Tom''s & co'!$E$4,1)"
    assert after(old, f"=SERIES({WANTED[1]},2)") == [[f"=SERIES({WANTED[0]},1)"], []]


@pytest.mark.parametrize(
    "formulas",
    [
        (f"=SERIES({WANTED[1]},1)",),
        (f"=SERIES({WANTED[1]},1)", "=SERIES(Board!$A$1,'Tom''s & co'!$C$4,'Tom''s & co'!$E$4,2)"),
        (f"=SERIES({WANTED[1]},1)", "not a formula"),
    ],
    ids=["a series deleted", "a series that leads elsewhere", "something else"],
)
def test_a_chart_that_people_made_over_stays(formulas: tuple[str, ...]) -> None:
    assert after(*formulas) == [[] for _ in formulas]


def test_a_chart_with_a_name_of_their_own_stays() -> None:
    old = "=SERIES('Tom''s & co'!$B$4,'Tom''s & co'!$C$4,'Tom''s & co'!$E$4,1)"
    assert after(old, old, name="Bars") == [[], []]


def test_an_excel_that_refuses_stops_nothing() -> None:
    book = SimpleNamespace(sheets=[SimpleNamespace(charts=[SimpleNamespace(name="Concord bars", api=None)])])
    follow_charts(book, [place()])
