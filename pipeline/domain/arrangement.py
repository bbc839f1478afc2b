"""One partnering arrangement as read from a workbook: plain values, codes inside, no files, no Excel.

Empty is "" for texts and codes, None for numbers and dates, () for lists. A cell that could not be
understood is empty too, but its column's key stands in the row's `unknown`: rules that conclude
from emptiness ask `blank`, which is False for such a cell (DESIGN.md, Validation).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from schemas.fields import PARTNER_MARK
from schemas.vocabulary import compared

EMPTY: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class Row:
    """What all rows have: the sheet's row number, and the keys of cells that could not be understood."""

    row: int
    unknown: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The id of the row."""
        raise NotImplementedError

    def blank(self, name: str, partner: str = "") -> bool:
        """Whether the cell of field `name` (for `partner`, if given) is truly empty, not merely unreadable."""
        if (f"{name}{PARTNER_MARK}{partner}" if partner else name) in self.unknown:
            return False
        value = getattr(self, name)
        return not value.get(partner) if partner else value in ("", None, ())


@dataclass(frozen=True, kw_only=True)
class Partner(Row):
    """An organisation of the arrangement; `party` is yes for those that sign it."""

    partner: str
    name: str = ""
    sector: str = ""
    level: str = ""
    party: str = ""
    reason: str = ""
    benefit: str = ""
    focal_point: str = ""
    email: str = ""
    risk_attitude: str = ""
    acceptable_level: str = ""

    @property
    def id(self) -> str:
        """Its code."""
        return self.partner

    @property
    def is_party(self) -> bool:
        """Whether it signs the arrangement."""
        return self.party == "yes"


@dataclass(frozen=True, kw_only=True)
class Risk(Row):
    """A row of the risk register; per-partner values by partner code, absent where empty."""

    risk: str
    event: str = ""
    description: str = ""
    location: str = ""
    asset: str = ""
    likelihood: Mapping[str, int] = field(default_factory=dict)
    impact: Mapping[str, int] = field(default_factory=dict)
    exposure: Mapping[str, str] = field(default_factory=dict)
    existing_measures: str = ""
    treatment: str = ""
    measures: str = ""
    measures_cost: str = ""
    owner: str = ""
    residual_likelihood: int | None = None
    residual_impact: int | None = None
    status: str = ""
    accepted: Mapping[str, str] = field(default_factory=dict)
    acceptance_reason: str = ""
    next_review_on: date | None = None
    sharing: str = ""
    category: str = ""
    cause: str = ""
    consequence: str = ""
    origin: str = ""
    transfer_from: str = ""
    transfer_to: str = ""
    transfer_assessed: str = ""

    @property
    def id(self) -> str:
        """Its id."""
        return self.risk


@dataclass(frozen=True, kw_only=True)
class Activity(Row):
    """A row of the activity matrix (ISO 22397, Annex A); `role` holds L, P, S or X by partner code."""

    activity: str
    phase: str = ""
    event: str = ""
    title: str = ""
    location: str = ""
    role: Mapping[str, str] = field(default_factory=dict)
    scope_agreed: str = ""
    coordination_rule: str = ""
    capability: str = ""
    resources: str = ""
    supports: tuple[str, ...] = ()
    exercised_on: date | None = None
    agreed_on: date | None = None

    @property
    def id(self) -> str:
        """Its dotted code."""
        return self.activity

    @cached_property
    def participants(self) -> tuple[str, ...]:
        """The organisations with L, P or S. X (could participate) is an offer, not a participation."""
        return tuple([code for code, role in self.role.items() if role in ("L", "P", "S")])

    @cached_property
    def leaders(self) -> tuple[str, ...]:
        """The organisations with L."""
        return tuple([code for code, role in self.role.items() if role == "L"])


@dataclass(frozen=True, kw_only=True)
class Indicator(Row):
    """A row of the indicator sheet; ratings and evidence by partner code."""

    indicator: str
    framework: str = ""
    element: str = ""
    question: str = ""
    text: str = ""
    applies_to: str = ""
    key: str = ""
    evidence_needed: tuple[str, ...] = ()
    rating: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    agreed_rating: str = ""
    notes: str = ""
    reviewed_on: date | None = None

    @property
    def id(self) -> str:
        """Its id."""
        return self.indicator


@dataclass(frozen=True, kw_only=True)
class Line(Row):
    """A row of the budget; amounts in the arrangement's currency."""

    line: str
    category: str = ""
    description: str = ""
    protects: tuple[str, ...] = ()
    held_by: str = ""
    supports: tuple[str, ...] = ()
    quantity: float | None = None
    unit_cost: float | None = None
    periods: float | None = None
    funded_amount: float | None = None
    funder: str = ""
    from_date: date | None = None
    until_date: date | None = None
    sufficient: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its id."""
        return self.line


@dataclass(frozen=True, kw_only=True)
class Action(Row):
    """A row of the action plan as it stands in the workbook, for the PLAN rules and the balance."""

    action: str
    priority: str = ""
    proposed_responsible: str = ""
    state: str = ""
    agreed_responsible: str = ""
    agreed_due: date | None = None
    status: str = ""
    verified_by: str = ""
    verified_on: date | None = None

    @property
    def id(self) -> str:
        """Its id: rule/subject, or M- and a number."""
        return self.action


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
    `left_out` are ids of rows that could not be used: they still count as known. `left_out_events` are the
    events of risks that could not be used. `columns` are all per-partner columns found, those of unknown
    partners included. `missing` names input tables that are not in the workbook or not readable.
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
    left_out_events: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()

    @cached_property
    def parties(self) -> tuple[Partner, ...]:
        """The partners that sign the arrangement."""
        return tuple(partner for partner in self.partners if partner.is_party)

    @cached_property
    def party_codes(self) -> tuple[str, ...]:
        """The codes of the parties, in the order of the sheet."""
        return tuple(partner.partner for partner in self.parties)

    @cached_property
    def partner_codes(self) -> frozenset[str]:
        """The codes of all partners, rows that had to be left out included."""
        return frozenset(partner.partner for partner in self.partners) | self.left_out.get("Partners", frozenset())

    @cached_property
    def by_code(self) -> Mapping[str, Partner]:
        """The partners by code."""
        return {partner.partner: partner for partner in self.partners}

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, Row]]:
        """The usable rows by table and by id as compared."""
        tables = ("Partners", "Risks", "Activities", "Indicators", "Budget", "ActionPlan")
        return {table: {compared(row.id): row for row in reversed(self.table_rows(table))} for table in tables}

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
        rows: tuple[Row, ...] = getattr(self, {"Budget": "lines", "ActionPlan": "actions"}.get(table, table.lower()))
        return rows


def same(first: str, second: str) -> bool:
    """Whether two events, elements, titles, locations or ids are the same, but for case, spaces and accents."""
    return compared(first) == compared(second)
