"""Where every value of the new workbook comes from, and what was left behind: the rows of the sheet Adopted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.adopt.source.sheet import Cell

BETWEEN_TEXTS = "\n"  # of several cells that become one
How = Literal["copied", "word", "number", "joined", "filled", "given"]


@dataclass(slots=True)
class Carried:
    """A value of ours and its source: the id of its row, its column's key, and how it came there.

    `cell` is "" where nothing in the source stands behind it; `source` is what stood there.
    """

    table: str
    row: str
    key: str
    value: object
    sheet: str
    cell: str
    source: Cell
    how: How
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """A value that stays behind, and why; `cell` is "" for a whole sheet."""

    sheet: str
    cell: str
    value: Cell
    reason: str


@dataclass
class Record:
    """One row of ours: values by column key, the row and sheet it comes from, and its source id as it stood there."""

    table: str
    values: dict[str, object]
    sheet: str
    number: int
    trace: list[Carried] = field(default_factory=list)
    source_id: str = ""
    is_turned: bool = False  # `number` is that of a column

    @property
    def id(self) -> str:
        """The id in its first column."""
        return self.trace[0].row if self.trace else ""
