"""Rows of a table between carrying and writing: column by column, as a long register has tens of thousands of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from pipeline.template.new_workbook import RowValues

_NONE = object()  # where a row has no such key


class RowsByColumn(Sequence[RowValues]):
    """Rows in the order in which they are added; each is made anew when it is asked for."""

    def __init__(self) -> None:
        self._columns: dict[str, list[object]] = {}
        self._count = 0

    def add(self, row: RowValues) -> None:
        """Take a row."""
        for key, value in row.items():
            column = self._columns.setdefault(key, [])
            if len(column) < self._count:
                column += [_NONE] * (self._count - len(column))
            column.append(value)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> RowValues: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[RowValues]: ...
    def __getitem__(self, at: int | slice) -> RowValues | Sequence[RowValues]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        return {
            key: column[at] for key, column in self._columns.items() if at < len(column) and column[at] is not _NONE
        }
