"""A proposal as it stands in the workbook's table Proposals, or is to stand there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from pipeline.copies.row_names import row_meant
from pipeline.domain.table_update import Value
from pipeline.plan.shape import fitting, plain_text
from pipeline.reading.output_tables import PresentRow
from pipeline.xlsx.ooxml.text import LONGEST
from schemas.spec import all_tables
from schemas.vocabulary import compared, normal

# cell  another value    row   a row that is not here    gone  a row that the copy does not have any more
# free  what the party wrote in its own words
Kind = Literal["cell", "row", "gone", "free"]
KINDS: tuple[Kind, ...] = ("cell", "row", "gone", "free")


@dataclass(frozen=True)
class Stamp:
    """What a join needs to carry a proposal out: what goes in by column key, and marks of what stood at both sides.

    `is_done`: it has been carried out, or the workbook says the same by now.
    """

    kind: Kind
    values: Mapping[str, Value] = field(default_factory=dict)
    here: str = ""
    there: str = ""
    is_done: bool = False

    def text(self) -> str:
        """As it stands in the hidden column; without the values where they are too long for a cell."""
        content = {"kind": self.kind, "here": self.here, "there": self.there, "done": self.is_done}
        whole = json.dumps({**content, "values": self._plain_values()}, ensure_ascii=False)
        return whole if 2 * len(whole) < LONGEST else json.dumps(content)

    @property
    def mark(self) -> str:
        """What is said, whatever words say it; "" where only the words tell it."""
        if self.kind == "gone":
            return self.kind
        if not self.values:
            return ""
        return self.there if self.kind == "cell" else json.dumps(self._plain_values(), sort_keys=True)

    def _plain_values(self) -> dict[str, object]:
        return {key: _plain(value) for key, value in self.values.items()}


def stamp_of(text: str) -> Stamp | None:
    """What stands in the hidden column; None where it is not what a join wrote."""
    try:
        given = json.loads(text)
        kind = given["kind"]
        values = {str(key): _value(value) for key, value in given.get("values", {}).items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if kind not in KINDS:
        return None
    return Stamp(kind, values, str(given.get("here", "")), str(given.get("there", "")), bool(given.get("done")))


def _plain(value: Value) -> object:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def _value(given: object) -> Value:
    if isinstance(given, dict):
        text = str(given["day"])
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    return given if isinstance(given, (str, bool, int, float)) else None


@dataclass(frozen=True)
class Said:
    """One thing that a copy says otherwise, in the words of the table; `source` is its row where it stands already."""

    partner: str
    table: str
    row: str
    column: str
    here: str
    in_the_copy: str
    why: str
    stamp: Stamp | None
    accept: str = ""
    source: int | None = None
    is_asked_again: bool = False

    @property
    def identities(self) -> frozenset[tuple[str, ...]]:
        """By what the same thing is known again, however often a copy is joined, and in whatever language.

        It is the same in the words of the table, and where a stamp says what it means.
        """
        said = {(*self._where(self.column), _plainly(self.in_the_copy))}
        if self.stamp and (mark := self.stamp.mark):
            said.add((*self.cell, mark))
        return frozenset(said)

    @property
    def cell(self) -> tuple[str, ...]:
        """Whose words it is about which cell: the same for all that a party says of that."""
        is_of_a_cell = self.stamp is not None and self.stamp.kind == "cell"
        return self._where(next(iter(self.stamp.values), self.column) if self.stamp and is_of_a_cell else self.column)

    def _where(self, column: str) -> tuple[str, ...]:
        return tuple(map(_plainly, (self.partner, self.table, row_meant(self.table, self.row), column)))

    @property
    def is_open(self) -> bool:
        """Whether the partners have still to answer it."""
        return self.accept not in ("yes", "no") and not (self.stamp and self.stamp.is_done)

    @property
    def is_to_be_carried_out(self) -> bool:
        """Whether it was accepted and a join can do something about it."""
        return self.accept == "yes" and not (self.stamp and self.stamp.is_done)

    def asked_again(self, here: str) -> Said:
        """The same without an answer; `here` is what stands in the workbook now."""
        return replace(self, here=here, accept="", is_asked_again=True)

    def done(self, here: str) -> Said:
        """The same, settled; `here` is what stands in the workbook now."""
        return replace(self, here=here, stamp=replace(self.stamp or Stamp("free"), is_done=True))


def _plainly(words: str) -> str:
    return compared(plain_text(fitting(words)))


def table_shown(name: str) -> str:
    """How people know a table: by its sheet in the language of the workbook; what they wrote themselves as it is."""
    return all_tables()[name].sheet if name in all_tables() else name


@lru_cache(maxsize=1024)
def table_meant(given: str) -> str:
    """The table that people mean, by what it or its sheet is called in any shipped language; else what they wrote."""
    plain = normal(given)
    return next((name for name, of in all_tables().items() if plain in map(normal, of.called_as_table)), given)


def standing(row: PresentRow) -> Said:
    """A proposal that stands in the workbook."""
    given = {name: str(value or "") for name, value in row.values.items()}
    names = ("partner", "table", "row_id", "column_name", "here", "in_the_copy", "why")
    partner, table, id, column, here, in_the_copy, why = (given.get(name, "") for name in names)
    return Said(
        partner, table_meant(table), id, column, here, in_the_copy, why, stamp_of(given.get("stamp", "")),
        given.get("accept", ""), row.row,
    )  # fmt: skip
