"""What the rows of all tables have in common; each table's own columns are in `schemas.tables`."""

from __future__ import annotations

from dataclasses import Field, dataclass
from typing import Any, ClassVar

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
    _key: ClassVar[str] = ""

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        fields = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
        keys = [name for name, field in fields.items() if field.metadata["column"].is_key]
        cls._key = keys[0] if len(keys) == 1 else ""

    @property
    def id(self) -> str:
        """What is in its key column; "" for the rows of a table that has none, or several."""
        id: str = getattr(self, self._key) if self._key else ""
        return id

    def blank(self, name: str, partner: str = "") -> bool:
        """Whether the cell of field `name` (for `partner`, if given) is truly empty, not merely unreadable."""
        if (f"{name}{PARTNER_MARK}{partner}" if partner else name) in self.unknown:
            return False
        value = getattr(self, name)
        return not value.get(partner) if partner else value in ("", None, ())
