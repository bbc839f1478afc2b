"""What a caller wants written: the rows of one table, by column header, each row with the row it continues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, final, overload


@final
class Keep:
    """The type of KEEP."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final = Keep()  # leave this cell exactly as it stands in the source row

ColumnKind = Literal["text", "number", "date", "percent"]


class Link(NamedTuple):
    """A text cell that leads to another place of the workbook, such as `'Risks'!H7`."""

    text: str
    location: str


Value = None | str | bool | int | float | date | Link | Keep


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column of ours: its header exactly as in the table, and the kind of value its new cells are styled for.

    `leads`: its cells are links where there is a place to lead to, so a link in one that is none is out of date. In
    other columns a Link is its text.
    """

    header: str
    kind: ColumnKind = "text"
    leads: bool = False


@dataclass(frozen=True, slots=True)
class OutRow:
    """One row to stand in the table: `cells` one per OutColumn.

    `source` is the sheet row number of the present body row that it continues (what people wrote
    in their own columns follows it); None for a new row. A row that people typed below the table may
    be continued in its place: the table grows over it.
    """

    source: int | None
    cells: tuple[Value, ...]


class OutRows(Sequence[OutRow]):
    """Rows column by column: the `sources` of all of them, and for each OutColumn its `values`.

    A long table would be too much as an object and a tuple a row: a row is made when it is asked for. Of links the
    values are their texts; `locations` say, for the places of columns that have some, where each cell leads.
    """

    __slots__ = ("locations", "sources", "values")

    def __init__(
        self,
        sources: Sequence[int | None],
        values: Sequence[Sequence[Value]],
        locations: Mapping[int, Sequence[str | None]] = MappingProxyType({}),
    ) -> None:
        self.sources, self.values, self.locations = sources, values, locations

    @classmethod
    def of(cls, rows: Sequence[OutRow], columns: int) -> OutRows:
        """Rows of so many columns, however they are given. Raises ValueError for a row of more or fewer."""
        if isinstance(rows, OutRows):
            return rows
        for row in rows:
            if len(row.cells) != columns:
                raise ValueError(f"{len(row.cells)} != {columns}")
        values: list[Any] = list(zip(*(row.cells for row in rows), strict=True)) or [()] * columns
        locations = dict[int, Sequence[str | None]]()
        for at, column in enumerate(values):
            if Link in map(type, column):
                locations[at] = [value.location if isinstance(value, Link) and value.text else None for value in column]
                values[at] = tuple(value.text if isinstance(value, Link) else value for value in column)
        return cls([row.source for row in rows], values, locations)

    def followed_by(self, others: Sequence[OutRow]) -> OutRows:
        """These rows, then the others, none of which leads anywhere."""
        if not others:
            return self
        columns = zip(self.values, *(row.cells for row in others), strict=True)
        sources = [*self.sources, *(row.source for row in others)]
        locations = {at: [*led, *[None] * len(others)] for at, led in self.locations.items()}
        return OutRows(sources, [[*values, *more] for values, *more in columns], locations)

    def __len__(self) -> int:
        return len(self.sources)

    @overload
    def __getitem__(self, at: int) -> OutRow: ...
    @overload
    def __getitem__(self, at: slice) -> OutRows: ...
    def __getitem__(self, at: int | slice) -> OutRow | OutRows:
        if isinstance(at, slice):
            locations = {place: led[at] for place, led in self.locations.items()}
            return OutRows(self.sources[at], [column[at] for column in self.values], locations)
        led = {place: locations[at] for place, locations in self.locations.items()}
        cells = ((column[at], led.get(place)) for place, column in enumerate(self.values))
        return OutRow(self.sources[at], tuple(Link(text, to) if to else text for text, to in cells))  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[OutRow]:
        return map(self.__getitem__, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(OutRow.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Strip:
    """Neighbouring cells of one column of the table: rows count from 0, both ends belong to it."""

    header: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SeriesRows:
    """Where a chart's series finds its name, its categories (or x values) and its values (or y values)."""

    name: Strip
    categories: Strip
    values: Strip


@dataclass(frozen=True, slots=True)
class ChartRows:
    """The rows of the table that the chart whose drawing is called `name` shows, series by series."""

    name: str
    series: tuple[SeriesRows, ...]


@dataclass(frozen=True, slots=True)
class TableUpdate:
    """All rows of the table named `table` (its display name, in any case).

    Columns of the table that are not in `columns` are people's; a column that the table lacks is
    appended at its right end. No rows leave one empty body row. `clear_filter` shows all rows again.
    `charts` are those of ours that show the table, wherever in the workbook they stand.
    """

    table: str
    columns: tuple[OutColumn, ...]
    rows: Sequence[OutRow]
    clear_filter: bool = True
    charts: tuple[ChartRows, ...] = ()
