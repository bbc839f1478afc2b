"""Where each row of a table goes when it is written, for what is anchored to its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.writer.placement import Layout
from schemas.wording.text import text

Kind = Literal["note", "picture", "validation", "format", "link", "control", "sparkline", "permission"]


@dataclass(frozen=True, slots=True)
class Stays:
    """What is anchored to `cells` of a sheet and cannot follow its row: it stays where it is."""

    kind: Kind
    sheet: str
    cells: str

    @property
    def words(self) -> str:
        """The sentence for people."""
        return text(f"writer.stays.{self.kind}", sheet=self.sheet, cells=self.cells)


@dataclass(frozen=True)
class Moves:
    """The rows of a table's body, as it was, and where each of them goes; a row without a target is gone."""

    layout: Layout
    targets: Mapping[int, int]

    @classmethod
    def of(cls, layout: Layout) -> Moves:
        """The moves of an update. A row that is continued twice goes where it is continued first."""
        targets: dict[int, int] = {}
        for number, row in enumerate(layout.update.rows, layout.body.top):
            if row.source is not None:
                targets.setdefault(row.source, number)
        return cls(layout, targets)

    @cached_property
    def body(self) -> Box:
        """What the body covered before."""
        return self.layout.table.body

    @cached_property
    def last(self) -> int:
        """The last row that the body covered or will cover."""
        return self.layout.touched.bottom

    @cached_property
    def fresh(self) -> tuple[int, ...]:
        """The rows of the body afterwards that continue none."""
        body = self.layout.body
        taken = set(self.targets.values())
        return tuple(number for number in range(body.top, body.bottom + 1) if number not in taken)

    def moves(self, row: int, column: int) -> bool:
        """Whether a cell is of a row that goes elsewhere, or is gone."""
        body = self.body
        inside = body.top <= row <= body.bottom and body.left <= column <= body.right
        return inside and self.targets.get(row) != row

    def target(self, row: int) -> int | None:
        """The row where a row of the body goes; None where it is gone."""
        return self.targets.get(row)
