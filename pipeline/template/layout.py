"""Where the columns of a table stand on its sheet, and how wide and high they are."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name

from schemas.scales import Scales
from schemas.spec import FORMATTED_ROWS, Column, Table
from schemas.wording.text import text

# Zero-based rows of a table sheet: the header stands first, so that freezing it leaves the screen to the rows.
HEADER_ROW, FIRST_ROW = range(2)
# Of the sheet with charts, where nothing is frozen: title, description and the way back stand above the header.
WITH_CHARTS = "Summary"
TITLE_ROW, DESCRIPTION_ROW, LINK_ROW, LOWER_HEADER_ROW = range(4)
LAST_ROW = FORMATTED_ROWS - 1
FEW_PARTNERS = 6  # up to so many, per-partner columns have their full width and level headers
FROZEN_WIDTH = 34


@dataclass(frozen=True)
class Placed:
    """One column on a sheet: `index` is zero-based, `run` counts the groups of per-partner columns."""

    column: Column
    partner: str | None
    index: int
    run: int
    first_of_run: bool
    narrow: bool
    header_row: int

    @property
    def first_row(self) -> int:
        """The zero-based row of the first body cell."""
        return self.header_row + 1

    @cached_property
    def header(self) -> str:
        """The header's text."""
        return self.column.header(self.partner)

    @cached_property
    def letter(self) -> str:
        """The column's letter."""
        name: str = xl_col_to_name(self.index)
        return name

    @property
    def first_cell(self) -> str:
        """The first body cell with its column held fast, for formulas: `$F2`."""
        return f"${self.letter}{self.first_row + 1}"

    @property
    def range(self) -> str:
        """The body down to the last formatted row: `F2:F10000`."""
        return f"{self.letter}{self.first_row + 1}:{self.letter}{LAST_ROW + 1}"

    @property
    def fixed_range(self) -> str:
        """The same, held fast: `$F$2:$F$10000`."""
        return f"${self.letter}${self.first_row + 1}:${self.letter}${LAST_ROW + 1}"

    @cached_property
    def width(self) -> float:
        """Its width in Excel's character units; narrower where there are many partners.

        Never narrower than a word of its header, which a longer language would otherwise see broken.
        """
        if not self.narrow:
            return float(max(self.column.width, *map(len, self.header.split())))
        if self.column.vocabulary is None:
            return 6.5
        longest = max(len(part) for label in self.column.vocabulary.labels for part in label.split())
        return min(float(self.column.width), max(5.5, longest + 2.5))


@dataclass(frozen=True)
class Layout:
    """All columns of a table for the given partners; `own` are the headers of columns that people added.

    `others` are partners that do not sign: they have no columns that are for parties only. `scales` are what the
    numbers of a scale mean.
    """

    table: Table
    partners: tuple[str, ...]
    own: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()
    scales: Scales = field(default_factory=dict)

    @property
    def header_row(self) -> int:
        """The zero-based row of the header."""
        return LOWER_HEADER_ROW if self.has_heading else HEADER_ROW

    @property
    def has_heading(self) -> bool:
        """Whether the sheet's title and what it is for stand above its table; else print and a hint say them."""
        return self.table.name == WITH_CHARTS

    @property
    def first_row(self) -> int:
        """The zero-based row of the first body cell."""
        return self.header_row + 1

    @cached_property
    def columns(self) -> tuple[Placed, ...]:
        """The columns from left to right: the table's, then people's own."""
        placed: list[Placed] = []
        run, before = 0, ""
        laid_out = [*self.table.layout(self.partners, self.others), *((_own(header), None) for header in self.own)]
        for index, (column, partner) in enumerate(laid_out):
            group = (partner if self._interleaved(column) else column.name) or column.name
            first = group != before
            run += first and column.per_partner
            before = group
            narrow = column.per_partner and len(self.partners) > FEW_PARTNERS
            placed.append(Placed(column, partner, index, run, first, narrow, self.header_row))
        return tuple(placed)

    def _interleaved(self, column: Column) -> bool:
        """Whether the column stands beside another of the same partner, so that a partner's columns form a group."""
        columns = self.table.columns
        if not column.per_partner:
            return False
        at = columns.index(column)
        return any(columns[near].per_partner for near in (at - 1, at + 1) if 0 <= near < len(columns))

    def place(self, name: str, partner: str | None = None) -> Placed:
        """The column of field `name`. Raises KeyError when the table has none."""
        for placed in self.columns:
            if placed.column.name == name and placed.partner == partner:
                return placed
        raise KeyError(f"{self.table.name}: {name} {partner or ''}")

    @property
    def last_column(self) -> int:
        """The zero-based index of the last column."""
        return len(self.columns) - 1

    @cached_property
    def frozen_columns(self) -> int:
        """How many columns stay in view: those that say what a row is about, so that one sees what one rates.

        Of a table that does not say which, the first, and the second where both are slim.
        """
        if self.table.frozen_through:
            return self.place(self.table.frozen_through).index + 1
        slim = len(self.columns) > 4 and self.columns[0].width + self.columns[1].width <= FROZEN_WIDTH
        return 2 if slim else 1

    @cached_property
    def header_height(self) -> float:
        """The height of the header row in points, so that every header can be read whole."""
        level = max(_lines(placed.header, placed.width) for placed in self.columns if not placed.narrow)
        upright = max((len(placed.header) for placed in self.columns if placed.narrow), default=0)
        return max(level * 13.5 + 8, upright * 5.6 + 22)

    @cached_property
    def shown_width(self) -> float:
        """The width of all columns that are not folded away or hidden."""
        return sum(placed.width for placed in self.columns if not (placed.column.rare or placed.column.hidden))


def _lines(text: str, width: float) -> int:
    """How many lines `text` takes in bold at `width`, broken between words."""
    lines, used = 1, 0.0
    room = max(width - 1, 1)
    for word in text.split(" "):
        size = len(word) * 1.02
        if used and used + size + 1 > room:
            lines, used = lines + 1, 0.0
        lines += max(0, math.ceil(size / room) - 1)
        used += size + 1
    return lines


class _OwnColumn(Column):
    """A column that people added, as far as a sheet needs to know it; its name is its header."""

    @property
    def title(self) -> str:
        return self.name

    @property
    def description(self) -> str:
        return text("phrases.own_column")


def _own(header: str) -> Column:
    return _OwnColumn(table="", name=header, kind="value", width=18)
