"""What the rows of all tables have in common; each table's own columns are in `schemas.tables`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import Field, dataclass
from operator import attrgetter
from typing import Any, Self

from schemas.fields import PARTNER_MARK


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table: the sheet's row number, and the keys of cells that could not be understood.

    Values are plain and codes inside: an empty cell is "" for texts and codes, None for numbers and
    dates, () for lists; a column for each partner is a mapping by partner code without the empty ones.
    A cell that could not be understood is empty too, but its column's key stands in `unknown`.
    """

    row: int
    unknown: frozenset[str] = frozenset()

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        fields = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
        keys = [name for name, field in fields.items() if field.metadata["column"].is_key]
        if len(keys) == 1:
            cls.id = property(attrgetter(keys[0]), doc=cls.id.__doc__)  # type: ignore[assignment,method-assign]

    @classmethod
    def filled(cls, names: Sequence[str], values: Iterable[object]) -> Self:
        """A row with the values of all of its fields, named in their order.

        Done in a tenth of the time that a call takes: a register has 20,000 rows of thirty columns.
        """
        row = object.__new__(cls)
        vars(row).update(zip(names, values, strict=True))
        return row

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
