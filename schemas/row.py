"""What the rows of all tables have in common; each table's own columns are in `schemas.tables`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass
from itertools import repeat
from operator import attrgetter
from typing import Self

from schemas.fields import PARTNER_MARK


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row of a table: the sheet's row number, and the keys of cells that could not be understood.

    Values are plain and codes inside: an empty cell is "" for texts and codes, None for numbers and
    dates, () for lists; a column for each partner is a mapping by partner code without the empty ones.
    A cell that could not be understood is empty too, but its column's key stands in `unknown`.
    The classes of rows have slots: in a register of 20,000 risks a dict for each row would take most of the memory.
    """

    row: int
    unknown: frozenset[str] = frozenset()

    def __init_subclass__(cls) -> None:
        fields = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
        keys = [name for name, field in fields.items() if field.metadata["column"].is_key]
        if len(keys) == 1:
            cls.id = property(attrgetter(keys[0]), doc=cls.id.__doc__)  # type: ignore[assignment,method-assign]

    @classmethod
    def filled(cls, count: int, columns: Mapping[str, Iterable[object]]) -> tuple[Self, ...]:
        """So many rows, from the values of all of their fields column by column.

        Done in a tenth of the time that a call for each row takes: a register has 20,000 rows of thirty columns.
        """
        rows = tuple(map(object.__new__, repeat(cls, count)))
        for name, values in columns.items():
            put = getattr(cls, name).__set__  # into its slot: rows are frozen only once they are made
            deque(map(put, rows, values), maxlen=0)
        return rows

    @property
    def id(self) -> str:
        """What is in its key column; "" for the rows of a table that has none, or several."""
        return ""

    def blank(self, name: str, partner: str = "") -> bool:
        """Whether the cell of field `name` (for `partner`, if given) is truly empty, not merely unreadable."""
        if self.unknown and (f"{name}{PARTNER_MARK}{partner}" if partner else name) in self.unknown:
            return False
        value = getattr(self, name)
        return not value.get(partner) if partner else value in ("", None, ())
