"""Charts of ours in the open workbook follow the rows of the table that they show.

Excel keeps a chart in step with its cells by itself. Only where rows come or go, with a partner or an
element more, do its series have to refer to others; all rows before them stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from pipeline.domain.table_update import ChartRows, Strip
from pipeline.excel.session import native
from pipeline.excel.writer.placement import Place
from pipeline.xlsx.ooxml.refs import Box, absolute
from pipeline.xlsx.writer.charts import column_of
from pipeline.xlsx.writer.placement import Layout

_ARGUMENTS = ("name", "categories", "values")
_PARTS = re.compile(r"=SERIES\((.*),(\d+)\)")


def follow_charts(book: Any, places: Sequence[Place]) -> None:
    """Let each chart of ours (of an `xlwings.Book`) refer to the rows as they were written.

    A chart that has another number of series than ours, or one that leads elsewhere, is people's own
    work by now and stays. What Excel refuses here is no reason to say that a run went wrong.
    """
    for place in (each for each in places if each.layout.update.charts):
        for sheet in book.sheets:
            with suppress(Exception):  # each platform's own errors
                for chart in sheet.charts:
                    _follow_table(chart, place.layout)


def _follow_table(chart: Any, layout: Layout) -> None:
    shows = next((each for each in layout.update.charts if str(chart.name).startswith(each.name)), None)
    if shows:
        _follow(list(_series(chart.api[1])), sources(layout, shows), layout.table.sheet.name)


def sources(layout: Layout, shows: ChartRows) -> list[str]:
    """What each series is to refer to: name, categories and values as the first arguments of `SERIES`."""
    sheet = "'" + layout.table.sheet.name.replace("'", "''") + "'"

    def cells(strip: Strip) -> str:
        column = column_of(layout, strip)
        if column is None:
            raise LookupError(strip.header)
        top = layout.body.top
        return f"{sheet}!{absolute(Box(top + strip.first, column, top + strip.last, column))}"

    return [",".join(cells(getattr(of, part)) for part in _ARGUMENTS) for of in shows.series]


def _follow(series: Sequence[Any], wanted: Sequence[str], sheet: str) -> None:
    stand = [_PARTS.fullmatch(_formula(each)) for each in series]
    if len(stand) != len(wanted) or not all(match and _leads(match[1], sheet) for match in stand):
        return
    for each, match, new in zip(series, stand, wanted, strict=True):
        if match and match[1].replace("'", "") != new.replace("'", ""):
            _set_formula(each, f"=SERIES({new},{match[2]})")


def _leads(arguments: str, sheet: str) -> bool:
    """Whether all three arguments lead to the sheet."""
    plain, name = arguments.replace("'", ""), sheet.replace("'", "")
    return f",{plain}".count(f",{name}!") == len(_ARGUMENTS)


def _series(chart: Any) -> Iterator[Any]:
    if native.on_mac():
        yield from chart.series_collection.get()
    else:
        found = chart.SeriesCollection()
        yield from (found.Item(number) for number in range(1, int(found.Count) + 1))


def _formula(series: Any) -> str:
    return str(series.formula.get() if native.on_mac() else series.Formula)


def _set_formula(series: Any, formula: str) -> None:
    if native.on_mac():
        series.formula.set(formula)
    else:
        series.Formula = formula
