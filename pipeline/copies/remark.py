"""What people have to be told of a join: said in their language, though what is written is in that of the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.wording.text import text


@dataclass(frozen=True)
class Remark:
    """A sentence of copies.yaml, below `join`, with its values; it is put into words where it is read."""

    key: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return text(f"copies.join.{self.key}", **self.values)


def remark(key: str, **values: object) -> Remark:
    """A sentence with its values."""
    return Remark(key, values)
