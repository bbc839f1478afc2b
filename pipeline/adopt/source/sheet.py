"""A sheet of somebody else's file: its cells, and which of them are merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from math import isfinite

from pipeline.adopt.legend import Legend
from pipeline.adopt.source.amounts import measured, read_amount
from pipeline.reading.source.cell_marks import ExcelError, Uncalculated
from pipeline.xlsx.ooxml.refs import Box, address

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_DIGITS_OF_MONEY = 3
Cell = object  # "" for an empty one, else str, bool, int, float, date, datetime, time or timedelta


@dataclass(frozen=True)
class SourceSheet:
    """The cells of a sheet from A1 on: row 1 is `rows[0]`. `merged` are areas, counted from 1."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[Box, ...] = ()
    is_hidden: bool = False
    is_turned: bool = False  # its rows are the columns of the sheet
    is_told: bool = False  # marks stand where texts say what somebody does
    coloured: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)  # cells with a fill
    units: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)  # that number formats show
    struck: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)  # what is left of struck-out texts
    hidden: frozenset[int] = frozenset()  # columns that people do not see
    hidden_rows: frozenset[int] = frozenset()
    sum_rows: frozenset[int] = frozenset()  # that only sum up what stands above them
    legends: tuple[Legend, ...] = ()  # of its own, then those of other sheets: what codes in its cells mean
    other_legends: tuple[Legend, ...] = ()  # those of letters with meanings that are not known

    def address(self, row: int, column: int) -> str:
        """Where a cell stands on the sheet that people see: `B7`."""
        return address(column, row) if self.is_turned else address(row, column)

    def at(self, row: int, column: int) -> Cell:
        """The cell in a row and column, both from 1; "" beyond the sheet."""
        if not 1 <= row <= len(self.rows):
            return ""
        cells = self.rows[row - 1]
        return cells[column - 1] if 1 <= column <= len(cells) else ""

    def at_or_above(self, row: int, column: int, first: int) -> tuple[int, Cell]:
        """The cell's row and value; below the first cell of an area merged downwards from `first` on, that one's."""
        cell = self.at(row, column)
        if self.merged and is_empty(cell):
            area = self.owners.get((row, column))
            if area and area.left == column and first <= area.top < row:
                return area.top, self.at(area.top, column)
        return row, cell

    def first_text(self, row: int, columns: Iterable[int] = ()) -> str:
        """The first text of a row that is no number, of these columns where some are given; "" for none."""
        cells = (self.at(row, column) for column in columns or self.filled[row - 1])
        return next((shown(cell) for cell in cells if not is_empty(cell) and number_of(cell) is None), "")

    @cached_property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def filled(self) -> Sequence[tuple[int, ...]]:
        """The filled columns of each row, from 1; those of row 1 first. Rows with the same ones share them."""
        known: dict[tuple[int, ...], tuple[int, ...]] = {}
        rows = (tuple([i for i, cell in enumerate(row, 1) if not is_empty(cell)]) for row in self.rows)
        return [known.setdefault(row, row) for row in rows]

    @cached_property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """The roles that short codes mean as a legend says, by the code as compared."""
        found: dict[str, str] = {}
        for legend in self._of_roles:
            found = {**legend.codes("role"), **found}
        return tuple(found.items())

    @cached_property
    def own_roles(self) -> tuple[tuple[str, str], ...]:
        """Those that a legend of the sheet itself says, by the code as compared."""
        own = (legend.codes("role") for legend in self._of_roles if legend.cells)
        return tuple(pair for codes in own for pair in codes.items())

    @cached_property
    def unsaid_roles(self) -> frozenset[str]:
        """The codes that a legend explains beside those of roles, of which it is not known what they mean."""
        terms = {term for legend in self._of_roles for term in legend.says}
        return frozenset(terms - {*dict(self.roles)})

    @cached_property
    def rows_of_codes(self) -> frozenset[int]:
        """The rows that hold nothing but the code of a role and, beside it, what it means in words."""
        explained = (one for one in self._of_roles if one.is_rows and (one.means_in_words or one.explains_each_role))
        cells = {cell for legend in explained for cell in legend.cells}
        rows = {row for row, _ in cells}
        return frozenset(row for row in rows if all((row, column) in cells for column in self.filled[row - 1]))

    @property
    def _of_roles(self) -> Iterator[Legend]:
        for legend in self.legends:
            said = legend.codes("role")
            is_known = len(said) >= 2 and 2 * len(said) >= len(legend.items)
            if is_known and (legend.has_letters or legend.numbers_roles):
                yield legend

    @cached_property
    def owners(self) -> dict[tuple[int, int], Box]:
        """The merged area of each cell that is part of one; an area of a whole column counts for its first rows."""
        found = {}
        for area in self.merged:
            for row in range(area.top, min(area.bottom, area.top + 500) + 1):
                for column in range(area.left, min(area.right, area.left + 200) + 1):
                    found[row, column] = area
        return found


@dataclass(frozen=True)
class SourceBook:
    """Somebody else's file: its name, the digest of its bytes (hex), its sheets in order."""

    name: str
    sha256: str
    sheets: tuple[SourceSheet, ...] = field(repr=False)
    hides_looks: bool = False  # its format is one of which only the values are read


def is_empty(cell: Cell) -> bool:
    """Whether a cell holds nothing that people see."""
    if isinstance(cell, str):
        return not cell[:1].isalnum() and not cell.strip().strip("\u200b\ufeff\xa0")
    return cell is None


def is_broken(cell: Cell) -> bool:
    """Whether a cell holds an error or a formula without a stored result: no value that could be carried."""
    if isinstance(cell, str):
        return "#" in cell and cell.strip() in _ERRORS
    return isinstance(cell, (ExcelError, Uncalculated))


def shown(cell: Cell) -> str:
    """A cell as people see it, in one text."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.10g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell).strip()  # an error of Excel, say


def number_of(cell: Cell) -> float | None:
    """The number in a cell, also where it stands as text; None for any other."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return float(cell)
    if not isinstance(cell, str):
        return None
    first = cell.lstrip()[:1]
    if not first:
        return None
    if first.isalpha():  # nearly every text
        return _amount_in_words(cell)
    plain = cell.strip().replace("\xa0", "").replace("\u202f", "").replace(" ", "")
    plain = plain.replace("٬", "").replace("٫", ".")  # of Arabic and Persian
    plain = plain.strip("$€£¥").strip()
    if not plain or not any(mark.isdigit() for mark in plain):
        return None
    if plain.count(",") == 1 and "." not in plain and len(plain.rpartition(",")[2]) != 3:
        plain = plain.replace(",", ".")
    if "." in plain and plain.rfind(",") > plain.rfind("."):
        return _amount_in_words(cell)  # 1.250,50
    try:
        number = float(plain.replace(",", ""))
    except ValueError:
        return _amount_in_words(cell)
    return number if isfinite(number) else None  # hundreds of digits


def amount_of(cell: Cell, decimal_mark: str = "") -> float | None:
    """The amount in a cell of a column with this decimal mark ("" where no other cell tells it); None for none.

    In a column of amounts, what it is counted in may stand behind it (88 jours, €150/hr).
    """
    amount = read_amount(cell, decimal_mark) if isinstance(cell, str) else None
    if amount is None:
        amount = number_of(cell)
    return measured(cell, decimal_mark) if amount is None and isinstance(cell, str) else amount


def _amount_in_words(cell: str) -> float | None:
    """The amount in a text of more than digits: a currency beside them, an apostrophe between, brackets around many."""
    is_short = len(cell) <= 40 and any(map(str.isdigit, cell))
    if not is_short or ("(" in cell and sum(map(str.isdigit, cell)) < _DIGITS_OF_MONEY):  # (1) is no amount
        return None
    return read_amount(cell)
