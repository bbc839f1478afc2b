"""The rows of an output table as plain values by column key, codes inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.cell import Cell

# None, text, a number, a day, a list of codes, or a Place.
ResultRow = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """A value that leads to a cell: the words to show are made from the cell at the edge, unless they are given."""

    cell: Cell
    with_sheet: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class ResultTable:
    """An output table's name and rows, in order."""

    name: str
    rows: tuple[ResultRow, ...]
