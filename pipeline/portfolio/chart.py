"""Lines over time, computed to points: what the templates only have to draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import joined, text

LEFT, RIGHT, TOP, BOTTOM, TALL = 40, 440, 10, 172, 192
LABEL = 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its points as SVG wants them, where it ends, where its name stands, and its last number."""

    kind: str
    name: str
    points: str
    end: tuple[float, float]
    label: float
    now: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: lines, marks of the upward axis (y, number) and days below it (x, day, class)."""

    id: str
    title: str
    desc: str
    series: tuple[Line, ...]
    ticks: tuple[tuple[float, int], ...]
    days: tuple[tuple[float, str, str], ...]
    tall: int = TALL


def chart(id: str, title: str, runs: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Chart:
    """The chart of some numbers (`names`: key and name) per workbook over two runs or more, from zero upwards."""
    rates = [{key: run[key] / run["workbooks"] for key in names} for run in runs]
    top = _rounded_up(max(rate[key] for rate in rates for key in names))
    xs = [LEFT + (RIGHT - LEFT) * place / (len(runs) - 1) for place in range(len(runs))]

    def height(number: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * number / top, 1)

    ends = [height(rates[-1][key]) for key in names]
    labels = _apart(ends)
    series = tuple(
        Line(
            key, name, " ".join(f"{x:.1f},{height(rate[key]):g}" for x, rate in zip(xs, rates, strict=True)),
            (RIGHT, end), label, number_text(rates[-1][key], 1),
        )
        for (key, name), end, label in zip(names.items(), ends, labels, strict=True)
    )  # fmt: skip
    parts = {key: [number_text(rate[key], 1) for rate in (rates[0], rates[-1])] for key in names}
    told = joined(
        text("portfolio.trend.series", name=name, **dict(zip(("from", "to"), parts[key], strict=True)))
        for key, name in names.items()
    )
    desc = text("portfolio.trend.desc", first=runs[0]["day"], last=runs[-1]["day"], series=told)
    days = ((LEFT, runs[0]["day"], "s"), (RIGHT, runs[-1]["day"], "e"))
    ticks = tuple((height(part), part) for part in sorted({0, top // 2, top}))
    return Chart(id, title, desc, series, ticks, days)


def _rounded_up(number: float) -> int:
    """The next even number that reads well on an axis: 2, 4, 10, 20, 50, 100, 200, ..."""
    step = 1
    while True:
        for nice in (2, 4, 6, 10):
            if number <= nice * step:
                return nice * step
        step *= 10


def _apart(ends: Sequence[float]) -> list[float]:
    """Where the names of the lines stand, beside their ends but not upon one another."""
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    places = dict(zip(order, (ends[place] for place in order), strict=True))
    for above, below in pairwise(order):
        places[below] = max(places[below], places[above] + LABEL)
    over = max(0.0, max(places.values(), default=0) - BOTTOM)
    return [round(places[place] - over + 4, 1) for place in range(len(ends))]


def sparkline(numbers: Iterable[int]) -> str:
    """The points of a small line, 64 by 18, from zero upwards."""
    found = list(numbers)
    top, step = max(found) or 1, 60 / max(1, len(found) - 1)
    return " ".join(f"{2 + place * step:.0f},{16 - 14 * number / top:.0f}" for place, number in enumerate(found))
