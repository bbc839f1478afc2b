"""How each chart of the Summary looks. Which cells it shows comes from `pipeline.results.figures`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipeline.domain.table_update import ChartRows, SeriesRows, Strip
from pipeline.results.counted import COVERAGE, STATES
from pipeline.results.figures import LEVELS, chart_words
from pipeline.results.rows import ResultRow
from pipeline.template import palette
from pipeline.template.layout import FIRST_ROW
from pipeline.template.palette import Hatch, Tone
from pipeline.xlsx.ooxml.refs import Box, absolute
from schemas.spec import table
from schemas.thresholds import defaults
from schemas.wording.languages import is_from_the_right

Size = tuple[int, int]  # pixels across and down
_LETTER = 8  # pixels that a letter of a title takes at most: cut off it would be, were it fewer
_SMALL = 8
_COVERAGE_TONES = {"one": palette.LIVELY, "resolved": palette.CALM, "open": palette.HIGH, "nobody": palette.SEVERE}
_UNIT = 23.5  # points from field to field of the heat map
_FIELD = 22  # the marker that fills one


def make(book: Any, name: str, shows: ChartRows, rows: Sequence[ResultRow], size: Size) -> Any:
    """The xlsxwriter chart `name` (one of `figures.CHARTS`), with the values that the rows hold so far."""
    chart = book.add_chart({"type": "scatter"} if name == "heat_map" else _bars(name))
    chart.set_size({"width": size[0], "height": size[1]})
    chart.set_title({
        "name": chart_words(name)["chart"], "name_font": _font(9, bold=True, color=palette.OUTPUT),
        "layout": {"x": _title_from(chart_words(name)["chart"], size), "y": 6 / size[1]}, "overlay": False,
    })  # fmt: skip
    chart.set_chartarea({"border": {"color": palette.RULE}, "fill": {"color": palette.PAPER}})
    chart.show_hidden_data()
    for number, series in enumerate(shows.series):
        chart.add_series({**_sources(series), **_LOOKS[name](number, series, rows)})
    _FINISH[name](chart, size)
    return chart


def _title_from(title: str, size: Size) -> float:
    """Where a title begins, as a share of the width: at the edge from which the language is read."""
    edge = 0.02
    if not is_from_the_right():
        return edge
    return max(edge, 1 - edge - _LETTER * len(title) / size[0])


def _bars(name: str) -> dict[str, str]:
    return {"type": "bar", "subtype": "stacked"} if name == "risk_levels" else {"type": "bar"}


def _font(size: int = _SMALL, *, bold: bool = False, color: str = palette.QUIET) -> dict[str, object]:
    return {"name": palette.FONT, "size": size, "bold": bold, "color": color}


def _sources(series: SeriesRows) -> dict[str, object]:
    of = table("Figures")
    keys = {column.title: column.name for column in of.columns}

    def formula(strip: Strip) -> str:
        column = 1 + of.columns.index(of.by_name[keys[strip.header]])
        cells = Box(FIRST_ROW + 1 + strip.first, column, FIRST_ROW + 1 + strip.last, column)
        return f"={of.sheet}!{absolute(cells)}"

    return {
        "name": formula(series.name), "categories": formula(series.categories), "values": formula(series.values),
    }  # fmt: skip


def _fill(tone: Tone, hatch: Hatch | None = None) -> dict[str, object]:
    """One fill, never two: Excel drops a chart in which a shape has a colour and a hatch beside each other."""
    border = {"color": tone.ink, "width": 0.5}
    if hatch:
        return {"pattern": {"pattern": hatch.name, "fg_color": hatch.ink, "bg_color": tone.fill}, "border": border}
    return {"fill": {"color": tone.fill}, "border": border}


def _labels(tone: Tone, **more: object) -> dict[str, object]:
    return {"value": True, "font": _font(_SMALL, bold=tone.bold, color=tone.ink), **more}


def _field(number: int, series: SeriesRows, rows: Sequence[ResultRow]) -> dict[str, object]:
    row = rows[series.name.first]
    tone = _level_tone(int(str(row["group"])) * int(str(row["item"])))
    fill = {"color": tone.fill}
    return {
        "marker": {"type": "square", "size": _FIELD, "fill": fill, "border": fill},
        "data_labels": {
            "series_name": True, "value": False, "position": "center",
            "font": _font(10, bold=tone.bold, color=tone.ink),
        },
    }  # fmt: skip


def _level_tone(score: int) -> Tone:
    """The tone of a score; that of no level for 0, which stands for risks that nobody rated."""
    limits = defaults()
    for level in LEVELS[:-1]:
        if score >= limits[f"level.{level}_from"]:
            return palette.WORDS["risk_level"][level]
    return palette.WORDS["risk_level"]["low"] if score else palette.NEUTRAL


def _level(number: int, series: SeriesRows, rows: Sequence[ResultRow]) -> dict[str, object]:
    level = LEVELS[number] if number < len(LEVELS) else ""
    tone = palette.WORDS["risk_level"].get(level, palette.NEUTRAL)
    labels = _labels(tone, position="center", num_format="0;;;")
    return {**_fill(tone, palette.HATCHES.get(level)), "gap": 40, "data_labels": labels}


def _one(tones: Sequence[Tone], number_format: str = "0") -> Callable[..., dict[str, object]]:
    """The look of a single series whose bars have these tones in turn."""

    def look(number: int, series: SeriesRows, rows: Sequence[ResultRow]) -> dict[str, object]:
        points = [_fill(tone) for tone in tones] if len(tones) > 1 else None
        ink = Tone(palette.PAPER, palette.INK)
        labels = _labels(ink, position="outside_end", num_format=number_format)
        return {**_fill(tones[0]), "gap": 45, "data_labels": labels, **({"points": points} if points else {})}

    return look


def _finish_heat_map(chart: Any, size: Size) -> None:
    said = chart_words("heat_map")
    across, down = (_UNIT * 6.6 / (0.75 * pixels) for pixels in size)
    left = 1 - 0.93 if is_from_the_right() else 0.93 - across
    chart.set_plotarea({"layout": {"x": left, "y": 24 / size[1], "width": across, "height": down}})
    chart.set_legend({"none": True})
    axis = {
        "min": -1, "max": 5.6, "major_unit": 1, "major_gridlines": {"visible": False}, "crossing": -0.6,
        "num_format": f'[<0]"";[=0]"{said["unrated"]}";0', "num_font": _font(), "name_font": _font(),
        "line": {"none": True}, "major_tick_mark": "none",
    }  # fmt: skip
    chart.set_x_axis({**axis, "name": said["across"], "reverse": is_from_the_right()})
    chart.set_y_axis({**axis, "name": said["up"]})


def _finish_bars(*, legend: bool = False, most: float | None = None) -> Callable[[Any, Size], None]:
    def finish(chart: Any, size: Size) -> None:
        hidden: dict[str, object] = {
            "visible": False, "major_gridlines": {"visible": False}, "min": 0, **({"max": most} if most else {}),
            "reverse": is_from_the_right(),
        }  # fmt: skip
        # For bars xlsxwriter calls the upright axis y, though the categories stand on it.
        chart.set_y_axis({
            "reverse": True, "major_gridlines": {"visible": False}, "num_font": _font(), "interval_unit": 1,
            "line": {"color": palette.RULE}, "major_tick_mark": "none",
        })  # fmt: skip
        chart.set_x_axis(hidden)
        chart.set_legend({"position": "bottom", "font": _font()} if legend else {"none": True})

    return finish


_LOOKS: Mapping[str, Callable[[int, SeriesRows, Sequence[ResultRow]], dict[str, object]]] = {
    "heat_map": _field,
    "risk_levels": _level,
    "readiness": _one([palette.LIVELY]),
    "coverage": _one([_COVERAGE_TONES[state] for state in COVERAGE]),
    "actions": _one([palette.WORDS["action_state"][state] for state in STATES]),
}
_FINISH: Mapping[str, Callable[[Any, Size], None]] = {
    "heat_map": _finish_heat_map,
    "risk_levels": _finish_bars(legend=True),
    "readiness": _finish_bars(most=118),
    "coverage": _finish_bars(),
    "actions": _finish_bars(),
}
