"""One partnering arrangement as read from a workbook: plain values, codes inside, no files, no Excel.

Its rows are those that `schemas.tables` define. A cell that could not be understood is empty: rules that
conclude from emptiness ask `blank`, which is False for such a cell (docs/design.md, What must always be true).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar

from pipeline.domain.references import SUPPORTED, References, RowRef
from schemas.row import Row
from schemas.spec import input_tables, optional_tables, table, table_of
from schemas.tables.action_plan import Action
from schemas.tables.activities import Activity
from schemas.tables.budget import Line
from schemas.tables.indicators import Indicator
from schemas.tables.partners import Partner
from schemas.tables.risks import Risk
from schemas.vocabulary import compared

__all__ = [
    "Action",
    "Activity",
    "Arrangement",
    "Indicator",
    "Line",
    "Partner",
    "PartnerColumn",
    "Risk",
    "Row",
    "are_alike",
    "by_table",
    "row_tables",
]  # fmt: skip

Kind = TypeVar("Kind", bound=Row)

# Tables that the method asks for by name; those of the others are asked for by the class of their rows.
_NAMED = {
    "Partners": "partners", "Risks": "risks", "Activities": "activities", "Indicators": "indicators",
    "Budget": "lines", "ActionPlan": "actions",
}  # fmt: skip


@cache
def row_tables() -> tuple[str, ...]:
    """The tables whose rows are read: those that people fill in, the action plan and Copies. Arrangement has fields."""
    given = [*input_tables(), *optional_tables()]
    further = [table.name for table in given if table.name not in (*_NAMED, "Arrangement")]
    return (*_NAMED, *further, "Copies")


@dataclass(frozen=True, slots=True)
class PartnerColumn:
    """A per-partner column that stands in the workbook; `row` is the row of its header."""

    table: str
    column: str
    partner: str
    row: int


@dataclass(frozen=True)
class Arrangement:
    """Everything read from one workbook.

    `fields` holds the values of the Arrangement table by field name (text, int or date; absent where
    empty), `field_rows` their row numbers, `unknown_fields` those that could not be understood.
    `left_out` are ids of rows that could not be used: they still count as known. `left_out_rows` are all
    such rows by table, as (row of the sheet, id or ""). `left_out_events` are the
    events of risks that could not be used. `columns` are all per-partner columns found, those of unknown
    partners included. `missing` names input tables that are not in the workbook or not readable. `others` are
    the rows of further input tables by name, for `rows_of`.
    """

    fields: Mapping[str, object] = field(default_factory=dict)
    field_rows: Mapping[str, int] = field(default_factory=dict)
    unknown_fields: frozenset[str] = frozenset()
    partners: tuple[Partner, ...] = ()
    risks: tuple[Risk, ...] = ()
    activities: tuple[Activity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    lines: tuple[Line, ...] = ()
    actions: tuple[Action, ...] = ()
    columns: tuple[PartnerColumn, ...] = ()
    left_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    left_out_rows: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    left_out_events: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    others: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    @cached_property
    def parties(self) -> tuple[Partner, ...]:
        """The partners that sign the arrangement."""
        return tuple(partner for partner in self.partners if partner.is_party)

    @cached_property
    def party_codes(self) -> tuple[str, ...]:
        """The codes of the parties, in the order of the sheet."""
        return tuple(partner.partner for partner in self.parties)

    @cached_property
    def perhaps_parties(self) -> tuple[str, ...]:
        """The codes of the parties, and of the partners of whom it cannot be read whether they are."""
        return tuple(item.partner for item in self.partners if item.is_party or "party" in item.unknown)

    @cached_property
    def partner_codes(self) -> frozenset[str]:
        """The codes of all partners, rows that had to be left out included."""
        return frozenset(partner.partner for partner in self.partners) | self.left_out.get("Partners", frozenset())

    @cached_property
    def planned(self) -> tuple[Action, ...]:
        """The rows of the action plan but those on the plan itself, which would be told of themselves."""
        return tuple(action for action in self.actions if not action.id.upper().startswith("PLAN-"))

    @cached_property
    def by_code(self) -> Mapping[str, Partner]:
        """The partners by code."""
        return {partner.partner: partner for partner in self.partners}

    @cached_property
    def code_by_name(self) -> Mapping[str, str]:
        """The code of each partner, by its name and by the code itself, both as compared."""
        names = {compared(partner.name): partner.partner for partner in self.partners if partner.name}
        return names | {compared(partner.partner): partner.partner for partner in self.partners}

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, Row]]:
        """The usable rows by table and by id as compared."""
        return {
            name: {compared(row.id): row for row in reversed(self.table_rows(name))}
            for name in row_tables()
            if table(name).key
        }

    @cached_property
    def references(self) -> References:
        """What entries of `supports` name; ids of rows that had to be left out are known too."""
        return References(
            {name: self.ids[name].keys() | set(map(compared, self.left_out.get(name, ()))) for name in SUPPORTED},
        )

    def supported(self, line: Line) -> tuple[RowRef, ...]:
        """The rows that a budget line supports; an entry that could mean several supports none (BUD-02)."""
        readings = map(self.references.readings, line.supports)
        return tuple(dict.fromkeys(found[0] for found in readings if len(found) == 1))

    def is_whole(self, name: str) -> bool:
        """Whether a table is there and no row of it had to be left out: else nobody can say what it lacks."""
        return not (name in self.missing or self.left_out.get(name) or self.left_out_rows.get(name))

    def text(self, name: str) -> str:
        """A field of the Arrangement table as text, "" where it is empty."""
        value = self.fields.get(name)
        return "" if value is None else str(value)

    def day(self, name: str) -> date | None:
        """A field of the Arrangement table as a day, None where it is empty or unreadable."""
        value = self.fields.get(name)
        return value if isinstance(value, date) else None

    def field_blank(self, name: str) -> bool:
        """Whether a field of the Arrangement table is truly empty, not merely unreadable."""
        return name not in self.fields and name not in self.unknown_fields and "Arrangement" not in self.missing

    def table_rows(self, table: str) -> tuple[Row, ...]:
        """The usable rows of an input table by the table's name."""
        rows: tuple[Row, ...] = getattr(self, _NAMED[table]) if table in _NAMED else self.others.get(table, ())
        return rows

    def rows_of(self, row: type[Kind]) -> tuple[Kind, ...]:
        """The usable rows of the table whose rows are of class `row`."""
        return tuple(found for found in self.table_rows(table_of(row).name) if isinstance(found, row))


def by_table(rows: Mapping[str, tuple[Row, ...]]) -> dict[str, Any]:
    """Rows by table as arguments for `Arrangement`."""
    given: dict[str, Any] = {_NAMED[name]: found for name, found in rows.items() if name in _NAMED}
    return {**given, "others": {name: found for name, found in rows.items() if name not in _NAMED}}


def are_alike(first: str, second: str) -> bool:
    """Whether two events, elements, titles, locations or ids are the same, but for case, spaces and accents."""
    return compared(first) == compared(second)
