"""What is told about a cell, a column or a table; the words are in schemas/wording/en/checks.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.domain.cell import Cell
from pipeline.reading.addresses import TablePlace
from pipeline.reading.coerce.clean import shortest_number
from schemas.wording import CheckWording, checks
from schemas.wording.numbers_and_days import with_decimal_sign

NOTHING: Mapping[str, object] = {}


class Trouble(NamedTuple):
    """What coercion found in a cell, wherever the cell is: a check's id and the values its sentence needs."""

    check: str
    values: Mapping[str, object] = NOTHING

    @property
    def is_error(self) -> bool:
        """Whether the cell counts as unknown because of it."""
        return checks()[self.check].severity == "high"


class Problem(NamedTuple):
    """One message: about a cell, about a header (a cell in the header row), or about a table as a whole.

    `found` is what stands there, as text; `values` and `found` fill the check's sentences. `sheet` says where it is,
    and of a cell `place`, from which address and header are made: a long register has a message a row.
    """

    check: str
    cell: Cell | None
    table: str
    found: str = ""
    values: Mapping[str, object] = NOTHING
    sheet: str = ""
    place: TablePlace | None = None

    @property
    def address(self) -> str:
        """The address of its cell, for example H7; "" where there is none."""
        return self.place.address(self.cell) if self.place and self.cell else ""

    @property
    def header(self) -> str:
        """The header above its cell as it stands, "" where there is none."""
        return self.place.header(self.cell) if self.place and self.cell else ""

    @property
    def _wording(self) -> CheckWording:
        return checks()[self.check]

    @property
    def severity(self) -> str:
        """High: what it is about counts as unknown. Low: a mention."""
        return self._wording.severity

    @property
    def says(self) -> str:
        """What is the matter, and what is allowed."""
        return self._wording.problem.format_map(self._filling)

    @property
    def do(self) -> str:
        """What to do about it."""
        return self._wording.do.format_map(self._filling)

    @property
    def words(self) -> tuple[str, str]:
        """What it says, and what to do about it."""
        filling = self._filling
        return self._wording.problem.format_map(filling), self._wording.do.format_map(filling)

    @property
    def _filling(self) -> Mapping[str, object]:
        filling = {"found": self.found, "header": self.header, "table": self.table, "sheet": self.sheet, **self.values}
        for name, value in self.values.items():
            if isinstance(value, float):  # whole, with the decimal sign of the language; all else as it is
                filling[name] = with_decimal_sign(shortest_number(value))
        return filling


class Problems:
    """The problems of one workbook while it is read: one for each cell, an error before a mention."""

    def __init__(self) -> None:
        self._of_cells: dict[Cell, Problem] = {}
        self._others: list[Problem] = []

    def add(self, problem: Problem) -> None:
        """Keep `problem`, unless its cell has one already that weighs as much."""
        if problem.cell is None:
            self._others.append(problem)
            return
        kept = self._of_cells.get(problem.cell)
        if kept is None or (kept.severity == "low" and problem.severity == "high"):
            self._of_cells[problem.cell] = problem

    def __iter__(self) -> Iterator[Problem]:
        yield from self._others
        yield from self._of_cells.values()
