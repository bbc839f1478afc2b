"""Whatever is written, wherever, through whatever growing and shrinking: it reads back, and nothing else moves."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.domain.table_update import Link, OutColumn, OutRow, TableUpdate
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.text import storable, unscreened
from pipeline.xlsx.writer.rewrite import rewrite
from tests.chance import examples
from tests.xlsx.writer.books import changed, part, values
from tests.xlsx.writer.grids import Ground, ground

TEXT = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    ["=1", "+x", "-", "@c", "'", "  edge  ", "_x0041_", "_x005F_", "a\r\nb", "\t", "😀", "\x00\x1f", "]]>", "&#10;"]
)
NUMBER = st.integers(-(10**15), 10**15) | st.floats(allow_nan=True, allow_infinity=True)
DAY = st.dates(date(1904, 1, 2), date(9999, 12, 31))
MOMENT = st.datetimes(datetime(1904, 1, 2), datetime(9999, 12, 30)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
LINK = st.builds(Link, TEXT, st.sampled_from(["'Gaps'!A1", "'Risks & co'!H7"]))
VALUE = st.none() | TEXT | NUMBER | st.booleans() | LINK
DATED = st.none() | DAY | MOMENT


OURS = {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/styles.xml", "xl/workbook.xml"}


@dataclass(frozen=True)
class Run:
    """One update: for each row the place of the present row it continues, or None, and its cells."""

    rows: tuple[tuple[int | None, tuple[Any, ...]], ...]


ROW = st.tuples(st.none() | st.integers(0, 30), st.tuples(VALUE, VALUE, DATED))
RUN = st.lists(ROW, max_size=8).map(lambda rows: Run(tuple(rows)))


def as_update(run: Run, present: int, top: int) -> TableUpdate:
    """The update in terms of sheet rows; places beyond the present rows are new rows."""
    columns = (OutColumn("one", leads=True), OutColumn("two", leads=True), OutColumn("when", "date"))
    rows = [
        OutRow(top + 1 + place if place is not None and place < present else None, cells) for place, cells in run.rows
    ]
    return TableUpdate("Gaps", columns, tuple(rows))


def meant(value: Any) -> Any:
    """What a reader finds in the cell."""
    if isinstance(value, Link):
        value = value.text
    if isinstance(value, str):
        return storable(value)
    if value is None or value != value or value in (float("inf"), float("-inf")):
        return ""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    return value


@settings(max_examples=examples(40))
@given(ground(), st.lists(RUN, min_size=1, max_size=3))
@example(Ground(3, 2, ("one", "two", "when", "theirs"), ((None,) * 4,)), [Run(())])
def test_what_is_written_reads_back_and_nothing_else_changes(place: Ground, runs: list[Run]) -> None:
    data = place.workbook()
    untouched = place.outside(data)
    theirs = place.theirs()
    present = len(place.rows)
    for run in runs:
        new = as_update(run, present, place.top)
        after = rewrite(data, [new])
        assert changed(data, after) <= OURS
        theirs = [theirs[row.source - place.top - 1] if row.source else "" for row in new.rows]
        expect(place, after, new, theirs)
        assert place.outside(after) == untouched
        assert lint(after) == []
        assert rewrite(after, [settled(new, place.top)]) is after
        data, present, theirs = after, max(len(run.rows), 1), theirs or [""]


def settled(new: TableUpdate, top: int) -> TableUpdate:
    """The same update once more, every row now being its own source."""
    rows = tuple(OutRow(top + 1 + at, row.cells) for at, row in enumerate(new.rows))
    return TableUpdate(new.table, new.columns, rows)


def expect(place: Ground, data: bytes, new: TableUpdate, theirs: list[str]) -> None:
    grid = values(data)
    bottom = place.top + max(len(new.rows), 1)
    assert f'ref="{place.ref(bottom)}"' in part(data, "xl/tables/table1.xml")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Gaps"]
    for at, row in enumerate(new.rows, place.top + 1):
        for name, value in zip(("one", "two", "when"), row.cells, strict=True):
            column = place.column(name)
            found = grid[at - 1][column - 1] if at <= len(grid) and column <= len(grid[at - 1]) else ""
            assert same(found, meant(value)), (found, value)
            assert same(plain(sheet.cell(at, column).value), meant(value)), (sheet.cell(at, column).value, value)
            assert sheet.cell(at, column).data_type != "f"
        if "theirs" in place.headers:
            column = place.column("theirs")
            found = grid[at - 1][column - 1] if at <= len(grid) and column <= len(grid[at - 1]) else ""
            assert found == theirs[at - place.top - 1]


def plain(value: Any) -> Any:
    """What openpyxl read, which leaves Excel's own escapes as they are."""
    return unscreened(value) if isinstance(value, str) else value


def same(found: Any, wanted: Any) -> bool:
    if wanted == "":
        return found in ("", None)
    if isinstance(wanted, bool) or isinstance(found, bool):
        return found is wanted
    if isinstance(wanted, date):
        return abs(as_moment(found) - as_moment(wanted)) < timedelta(milliseconds=600)
    if isinstance(wanted, int | float):
        return isinstance(found, int | float) and float(found) == float(wanted)
    return bool(found == wanted)


def as_moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
