"""Texts that others are not told though the row is for all: their formula may read what is not for others.

What others are told of a row are a few of its columns. So a formula there may read those columns of its own row, and
ids; what reads anything else, or cannot be followed, is empty for others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pipeline.disclosure.audience import NotForThemError
from pipeline.disclosure.formula_areas import Area, Cell
from pipeline.disclosure.formula_reads import FormulaReads, Withheld
from pipeline.disclosure.formula_sheet import body
from pipeline.domain.arrangement import Arrangement
from pipeline.reading.content import Content
from pipeline.reading.source.file_source import Book
from pipeline.reading.workbook import Reading
from pipeline.xlsx.ooxml.refs import Box, address
from schemas.row import Row
from schemas.spec import table
from schemas.wording.text import text

OfRow = TypeVar("OfRow", bound=Row)
# The texts that others are told, by table; words of a list and amounts are told as they stand.
TEXTS: Mapping[str, tuple[str, ...]] = {
    "Arrangement": ("value",),
    "Partners": ("partner", "name"),
    "Risks": ("risk", "event", "description"),
    "Activities": ("activity", "event", "title"),
    "Indicators": ("element",),
    "Incidents": ("incident", "event", "lesson"),
}  # fmt: skip
# A cell by table, row of the sheet, and key of the column.
Place = tuple[str, int, str]


@dataclass(frozen=True)
class Untold:
    """The addresses of these cells, and the fields of Arrangement that are among them."""

    cells: Mapping[Place, str] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()


NOTHING = Untold()


def untold(reading: Reading, book: Book) -> Untold:
    """What others are not told of a workbook that was just read. Raises WriteError for a damaged sheet."""
    tables = {name: read for name, read in reading.contents.items() if name in TEXTS}
    reads = FormulaReads(reading, book, tables)
    told = [_Told.of(read) for read in tables.values()]
    withheld = reads.hidden(lambda cell, area: not any(of.may_be_read(cell, area) for of in told))
    if not withheld.cells:
        return NOTHING
    found = {place: address for read in tables.values() for place, address in _held(read, withheld)}
    numbers = {number for name, number, _ in found if name == "Arrangement"}
    return Untold(found, frozenset(of for of, row in reading.arrangement.field_rows.items() if row in numbers))


def _held(read: Content, withheld: Withheld) -> Iterator[tuple[Place, str]]:
    name = read.found.table.name
    for at, number in enumerate(read.numbers):
        for key in TEXTS[name]:
            if key in read.raw and read.raw[key][at] not in ("", None) and withheld.holds(read, at, key):
                yield (name, number, key), f"{read.found.sheet}!{address(number, read.place.numbers[key])}"


@dataclass(frozen=True)
class _Told:
    """A table: its sheet's name in small letters, where it stands, its columns that are told, and those of ids."""

    sheet: str
    body: Box
    columns: frozenset[int]
    ids: frozenset[int]

    @classmethod
    def of(cls, read: Content) -> _Told:
        at = read.place.numbers
        columns = frozenset(at[key] for key in TEXTS[read.found.table.name] if key in at)
        return cls(
            read.found.sheet.casefold(), body(read), columns, frozenset(at[key] for key in read.keys if key in at)
        )

    def may_be_read(self, cell: Cell, area: Area) -> bool:
        """Whether a formula may read an area: what is told of its own row, ids, headers of these."""
        sheet, row, _ = cell
        if not area.sheet == sheet == self.sheet or not self.body.holds(area.box):
            return False
        is_of_row = area.box.top == area.box.bottom and area.box.top in (row, self.body.top)
        columns = range(area.box.left, area.box.right + 1)
        return (self.columns if is_of_row else self.ids).issuperset(columns)


def told(given: Arrangement, kept: Untold) -> Arrangement:
    """The arrangement, reduced to what others see, without those texts.

    Raises NotForThemError where one of them is an id: without it nobody could tell which row it is.
    """
    if not kept.cells:
        return given
    return replace(
        given,
        fields={name: value for name, value in given.fields.items() if name not in kept.fields},
        partners=_without(given.partners, "Partners", kept),
        risks=_without(given.risks, "Risks", kept),
        activities=_without(given.activities, "Activities", kept),
        indicators=_without(given.indicators, "Indicators", kept),
        others={name: _without(rows, name, kept) for name, rows in given.others.items()},
    )


def _without(rows: tuple[OfRow, ...], name: str, kept: Untold) -> tuple[OfRow, ...]:
    return tuple(_row(row, name, kept) for row in rows)


def _row(row: OfRow, name: str, kept: Untold) -> OfRow:
    gone = [key for key in TEXTS.get(name, ()) if (name, row.row, key) in kept.cells]
    for key in gone:
        if key in table(name).keys:
            raise NotForThemError(text("copies.formula_id", cell=kept.cells[name, row.row, key]))
    empty: dict[str, Any] = dict.fromkeys(gone, "")
    return replace(row, **empty) if gone else row
