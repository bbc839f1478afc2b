"""A place in a table: made once at reading, carried along, turned into an address only at the edge."""

from __future__ import annotations

from typing import NamedTuple


class Cell(NamedTuple):
    """A cell of one of our tables.

    `row` is the sheet's row number as people see it, `column` the column's key (`owner`, or
    `likelihood · REDC` for a per-partner column). Which sheet and letter that is, only
    `pipeline.reading.addresses.Places` knows.
    """

    table: str
    row: int
    column: str
