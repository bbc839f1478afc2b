"""What people have to be told of a join: said in their language, though what is written is in that of the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.reading.problems import Problem
from schemas.wording.text import joined, text

_SHOWN = 5  # so many of what is alike are named


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


@dataclass(frozen=True)
class RemarkOnCell:
    """What reading had to tell of a cell of the workbook, with its address."""

    problem: Problem

    def __str__(self) -> str:
        where = f"{self.problem.sheet}!{self.problem.address}"
        return text("copies.of_file", file=where, what=" ".join(self.problem.words))


def a_handful(found: Sequence[object], kind: Literal["plain", "apart"] = "plain") -> str:
    """The first of what was found, as `joined` lists it, and how many more there are."""
    shown, more = joined(found[:_SHOWN], kind), len(found) - _SHOWN
    return text("copies.join.and_more", shown=shown, count=more) if more > 0 else shown
