"""Figures: the rows behind the charts of the Summary, and which rows each chart shows.

Rows of a chart stand together, those of fixed number first: a partner or an element more moves as few as possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from pipeline.domain.table_update import ChartRows, SeriesRows, Strip
from pipeline.results.counted import COVERAGE, SCALE, STATES, Counted
from pipeline.results.rows import ResultRow
from schemas.vocabulary import vocabulary
from schemas.wording.text import text, texts

# The charts in the order of the rows. In the heat map each row is a series of one point, named by its number.
CHARTS = ("heat_map", "actions", "coverage", "risk_levels", "readiness")
LEVELS = ("very_high", "high", "medium", "low")
UNRATED = 0  # the impact and the likelihood under which risks stand that nobody has rated
NONE = "–"  # in a field of the heat map without a risk: zeros would drown the numbers
MOST_BARS = 16  # so many elements find room in their chart: the lowest


def chart_words(chart: str) -> Mapping[str, Any]:
    """The words of one chart: `name`, `chart` (its title and what its rows are called), `describes` and its own."""
    return texts(f"figures.{chart}")


def figure_rows(counted: Counted) -> Iterator[ResultRow]:
    """Every row, in the order of CHARTS."""
    for chart in CHARTS:
        for group, item, value in _ROWS[chart](counted):
            yield {"chart": chart_words(chart)["chart"], "group": group, "item": item, "value": value}


def charts(of: Iterable[ResultRow], headers: Mapping[str, str]) -> tuple[ChartRows, ...]:
    """Which rows each chart shows; `headers` are those of the columns, by key, as they stand in the workbook."""
    found = list(enumerate(of))
    by_title = {title: list(those) for title, those in groupby(found, key=lambda pair: pair[1]["chart"])}
    group, item, value = (headers[key] for key in ("group", "item", "value"))

    def series(first: int, last: int) -> SeriesRows:
        return SeriesRows(Strip(group, first, first), Strip(item, first, last), Strip(value, first, last))

    def shown(chart: str) -> Iterator[SeriesRows]:
        of = by_title[chart_words(chart)["chart"]]
        if chart == "heat_map":
            # Across the impact, which is the group; upwards the likelihood, which is the item: as on every page.
            yield from (SeriesRows(Strip(value, at, at), Strip(group, at, at), Strip(item, at, at)) for at, _ in of)
            return
        for _, those in groupby(of, key=lambda pair: pair[1]["group"]):
            places = [at for at, _ in those][: MOST_BARS if chart == "readiness" else None]
            yield series(places[0], places[-1])

    return tuple(ChartRows(chart_words(chart)["name"], tuple(shown(chart))) for chart in CHARTS)


Row = tuple[object, object, object]


def _heat_map(counted: Counted) -> Iterator[Row]:
    yield UNRATED, UNRATED, counted.unrated or NONE
    for impact in SCALE:
        for likelihood in SCALE:
            yield impact, likelihood, counted.matrix.get((impact, likelihood)) or NONE


def _actions(counted: Counted) -> Iterator[Row]:
    for state in STATES:
        yield chart_words("actions")["group"], vocabulary("action_state").label(state), counted.actions.get(state, 0)


def _coverage(counted: Counted) -> Iterator[Row]:
    for state in COVERAGE:
        yield chart_words("coverage")["group"], chart_words("coverage")[state], counted.coverage.get(state, 0)


def _risk_levels(counted: Counted) -> Iterator[Row]:
    for level in (*LEVELS, ""):
        label = vocabulary("risk_level").label(level) if level else chart_words("risk_levels")["not_rated"]
        for party, levels in counted.levels.items():
            yield label, party, levels.get(level, 0)
        if not counted.levels:
            yield label, None, None


def _readiness(counted: Counted) -> Iterator[Row]:
    said = chart_words("readiness")
    for element in counted.readiness:
        item = text("figures.readiness.item_key_absent", element=element.name) if element.key_absent else element.name
        yield said["group"], item, element.percent
    if not counted.readiness:
        yield said["group"], said["nothing"], None


_ROWS = {
    "heat_map": _heat_map, "actions": _actions, "coverage": _coverage, "risk_levels": _risk_levels,
    "readiness": _readiness,
}  # fmt: skip
