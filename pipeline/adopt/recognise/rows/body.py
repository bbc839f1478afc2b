"""The rows of a table by what they are: its records, and why each other row is none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from pipeline.adopt.recognise.scales.scale_word import level_in, step_of
from pipeline.adopt.source.sheet import Cell, SourceSheet, is_broken, is_empty, number_of, shown
from schemas.wording.text import text


@dataclass
class Body:
    """The rows of a table by what they are; `left` holds the reason of each row that is no record.

    `carried` goes from the top down.
    """

    carried: list[int] = field(default_factory=list)
    continued: set[int] = field(default_factory=set)
    left: dict[int, str] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)

    @property
    def sections(self) -> dict[int, str]:
        """The heading above each record that has one: headings end with a total."""
        found, heading, total = {}, "", reason("total")
        if not self.headings:
            return {}
        carried = set(self.carried)
        for row in sorted({*self.carried, *self.left, *self.headings}):
            if row in self.headings:
                heading = self.headings[row]
            elif heading and self.left.get(row) == total:
                heading = ""
            elif heading and row in carried and row not in self.continued:
                found[row] = heading
        return found

    def take(self, row: int) -> None:
        """Take a row for a record after all."""
        self.left.pop(row, None)
        self.headings.pop(row, None)
        at = bisect_left(self.carried, row)
        if self.carried[at : at + 1] != [row]:
            self.carried.insert(at, row)

    def leave(self, row: int, why: str, heading: str = "") -> None:
        """Take a row for none of the records after all; `heading` is what it says of those below it."""
        del self.carried[bisect_left(self.carried, row)]
        self.continued.discard(row)
        self.left[row] = reason(why)
        if heading:
            self.headings[row] = heading

    def leave_all(self, rows: Collection[int], why: str) -> None:
        """Take rows for none of the records after all, however many they are."""
        others = set(rows)
        self.carried = [row for row in self.carried if row not in others]
        self.continued -= others
        self.left |= dict.fromkeys(rows, reason(why))


@dataclass(frozen=True)
class Shape:
    """What tells records of a table from other rows: all its columns, those of its main text, of ids and of ratings.

    `more` are texts of a record that may go on over several rows; `own`: what no total has;
    `levels` follow from ratings.
    """

    columns: tuple[int, ...]
    main: tuple[int, ...]
    ids: tuple[int, ...] = ()
    ratings: tuple[int, ...] = ()
    more: tuple[int, ...] = ()
    own: tuple[int, ...] = ()
    levels: tuple[int, ...] = ()
    headers: frozenset[str] = frozenset()
    explained: frozenset[tuple[int, int]] = frozenset()  # cells of the legends that explain its columns
    has_sums: bool = True  # it has columns of numbers that a row below may add up
    is_rated: bool = True  # the words of a scale are no records of it: Certain, Seguro; of a budget they are
    is_answered: bool = False  # each record has an answer, or waits for one

    def may_wait(self, own: Sequence[int]) -> bool:
        """Whether a row with these cells alone may wait for its answer: headings rather stand in the first column."""
        return self.is_answered and not self.ids and bool(own) and own[0] != self.columns[0]


def is_rated(sheet: SourceSheet, row: int, shape: Shape) -> bool:
    """Whether a row has ratings of its own, or a level."""
    cells = (sheet.at(row, column) for column in (*shape.ratings, *shape.levels))
    return any(not is_empty(cell) and not is_broken(cell) and _rates(cell) for cell in cells)


def _rates(cell: Cell) -> bool:
    """Whether a cell is a number, a step or a level: not 0, which a formula shows in rows that rate nothing."""
    said = shown(cell)
    number = number_of(cell)
    if number is not None:
        return number != 0
    return any(step_of(said, scale) is not None for scale in ("impact", "likelihood")) or level_in(said) is not None


def reason(why: str) -> str:
    """Why a row is left, in words."""
    return text(f"adopt.left.{why}")


def first_record_row(first: int, body: Body) -> int:
    """The first row below the header that may hold a record: tags and guidance stand above it."""
    while body.left.get(first) in (reason("tags"), reason("guidance"), reason("numbering")):
        first += 1
    return first
