"""Which blocks of cells to hand to Excel: as few as possible, leaving alone what is not to be touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.excel.session.values import same_value
from pipeline.excel.writer.contents import LEAVE, Column, Formula
from pipeline.xlsx.ooxml.refs import Box

Run = tuple[int, int]


def blocks(wanted: Mapping[int, Column], stands: Mapping[int, Column], top: int) -> Iterator[Box]:
    """The blocks that differ from what stands there; `top` is the sheet row in which the columns begin.

    A column is written from its first to its last difference, interrupted only by cells to be left
    alone; neighbours that are written alike make one block.
    """
    runs = {column: _runs(cells, stands.get(column, [])) for column, cells in wanted.items()}
    columns = sorted(runs)
    while columns:
        first, last = columns[0], columns[0]
        while last + 1 in runs and runs[last + 1] == runs[first]:
            last += 1
        columns = [column for column in columns if column > last]
        for begin, end in runs[first]:
            yield Box(top + begin, first, top + end, last)


def _runs(cells: Column, stands: Column) -> list[Run]:
    runs: list[Run] = []
    begin = end = -1
    for at, meant in enumerate(cells):
        if meant is LEAVE:
            if begin >= 0:
                runs.append((begin, end))
            begin = -1
        elif not is_there(meant, stands[at] if at < len(stands) else None):
            begin, end = (at, at) if begin < 0 else (begin, at)
    if begin >= 0:
        runs.append((begin, end))
    return runs


def is_there(meant: object, stands: object) -> bool:
    """Whether a cell holds already what is meant."""
    if isinstance(meant, Formula) or isinstance(stands, Formula):
        return meant == stands
    return same_value(meant, stands)
