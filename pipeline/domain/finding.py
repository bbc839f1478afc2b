"""What a rule sees in one place (Observation) and what people are told (Finding)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.domain.cell import Cell

SEVERITIES = ("critical", "high", "medium", "low", "info")
SubjectKind = Literal["row", "partner", "event", "element", "arrangement", "action"]


# Of an action, as people meet them (docs/rules.md, Action plan).
ACTION_STATES = ("new", "open", "reopened", "waiting", "settled", "resolved")

# The table whose rows the rules of an area are about, by the prefix of their ids.
ROW_TABLES = {"RSK": "Risks", "ACT": "Activities", "IND": "Indicators", "BUD": "Budget"}
SUBJECT_TABLES = {"PAR": "Partners", **ROW_TABLES, "PLAN": "ActionPlan"}


def area_of(rule: str) -> str:
    """The prefix of a rule's id, a code of the vocabulary `area`."""
    return rule.partition("-")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What a rule sees about one row, or one row and one partner, before absorbing and grouping.

    Observations of one rule with the same `subject` become one finding. `unit` is the risk or event
    it is about (for absorbing), `partner` the party it is about, where there is one. `cells` are the
    cells that decide it (empty or offending). `field` is the Arrangement field to point at when no
    row is. `heading` is the event or element under which a finding about several rows lists it, `rank`
    puts the first things first. `values` fill the wording: tuples among them are partner codes, mappings are answers
    by partner; `variant` chooses it where a rule has several.
    """

    rule: str
    subject: str
    kind: SubjectKind
    severity: str
    unit: str = ""
    partner: str = ""
    rows: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    field: str = ""
    variant: str = ""
    heading: str = ""
    rank: int = 0
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: (rule, subject) is unique in a run. `says` and `do` are its final words, its parts included.

    `parts` are the findings that it took in (docs/rules.md, Absorbing), `lead` is what it says by itself, None where
    that is all. `seen` is what it was made from, so that the plan can tell when a fact behind it changes.
    """

    rule: str
    subject: str
    kind: SubjectKind
    severity: str
    rows: tuple[str, ...]
    partners: tuple[str, ...]
    cell: Cell | None
    says: str
    do: str
    source: str
    shown_in: str = "Gaps"
    parts: tuple[Finding, ...] = ()
    lead: Finding | None = None
    seen: tuple[Observation, ...] = dataclasses.field(default=(), repr=False, compare=False)

    @property
    def id(self) -> str:
        """Its id: rule/subject."""
        return f"{self.rule}/{self.subject}"

    @property
    def each(self) -> tuple[Finding, ...]:
        """What it says by itself, and its parts."""
        return (self.lead or self, *self.parts)

    @property
    def absorbed(self) -> tuple[str, ...]:
        """The rules of its parts."""
        return tuple(sorted({part.rule for part in self.parts}))

    @property
    def area(self) -> str:
        """As `area_of` its rule."""
        return area_of(self.rule)

    @property
    def proposes_action(self) -> bool:
        """Whether it belongs in the action plan: medium or worse, and shown in Gaps (docs/rules.md, Action plan)."""
        return self.shown_in == "Gaps" and self.severity in SEVERITIES[:3]
