"""What a rule sees in one place (Observation) and what people are told (Finding)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from pipeline.domain.cell import Cell
from schemas.spec import all_tables

NOTHING: Mapping[str, object] = {}
SEVERITIES = ("critical", "high", "medium", "low", "info")
SubjectKind = Literal["row", "partner", "event", "element", "arrangement", "action"]


# Of an action, as people meet them (docs/rules.md, Action plan).
ACTION_STATES = ("new", "open", "reopened", "waiting", "settled", "resolved")

# The table whose rows the rules of an area are about, by the prefix of their ids.
ROW_TABLES = {"RSK": "Risks", "ACT": "Activities", "IND": "Indicators", "BUD": "Budget"}
# The same of sheets that people ask for: each says itself which rules are about it.
OPTIONAL_TABLES = {table.area: name for name, table in all_tables().items() if table.area}
SUBJECT_TABLES = {"PAR": "Partners", **ROW_TABLES, **OPTIONAL_TABLES, "PLAN": "ActionPlan"}
# Rules of another area whose subject is a risk.
ON_A_RISK = frozenset({"BUD-06", "INC-01"})
# In which table the ids in `rows` stand, where that is not the table of the rule's area.
_ROWS_IN = {
    **dict.fromkeys(("ACT-14", "BUD-03", "EXIT-01", "PAR-08"), "Risks"), "SUP-01": "Indicators",
    **dict.fromkeys(("EXE", "COM-01", "RES-02"), "Activities"),
}  # fmt: skip


def severity_place(severity: str) -> int:
    """The place of a severity among all, 0 for the gravest; behind them for a word that is none."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


def area_of(rule: str) -> str:
    """The prefix of a rule's id, a code of the vocabulary `area`."""
    return rule.partition("-")[0]


@cache
def subject_table(rule: str) -> str:
    """The table of the row that a rule's subject is the id of; "" for rules about no row."""
    return "Risks" if rule in ON_A_RISK else SUBJECT_TABLES.get(area_of(rule), "")


def rows_table(rule: str) -> str:
    """The table in which the ids in `rows` stand; "" where the rule alone does not say."""
    return _ROWS_IN.get(rule) or _ROWS_IN.get(area_of(rule)) or SUBJECT_TABLES.get(area_of(rule), "")


def _finding_id(rule: str, subject: str) -> str:
    return f"{rule}/{subject}"


class Observation(NamedTuple):
    """What a rule sees about one row, or one row and one partner, before absorbing and grouping.

    Observations of one rule with the same `subject` become one finding. `unit` is the risk or event
    it is about (for absorbing), `partner` the party it is about, where there is one. `rows` are ids; `table` is the one
    they stand in, where the rule alone does not say (`rows_table`). `cells` are the
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
    table: str = ""
    partners: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    field: str = ""
    variant: str = ""
    heading: str = ""
    rank: int = 0
    values: Mapping[str, object] = NOTHING

    @property
    def finding_id(self) -> str:
        """The id of the finding that it belongs to."""
        return _finding_id(self.rule, self.subject)


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
        return _finding_id(self.rule, self.subject)

    @property
    def refs(self) -> tuple[tuple[str, str], ...]:
        """Its rows, each with its table, "" where that is not known: one id may stand in several tables."""
        usual = rows_table(self.rule)
        tables = {seen.table or usual for seen in self.seen if seen.rows} or {usual}
        if len(tables) == 1:
            (table,) = tables
            return tuple([(table, row) for row in dict.fromkeys(self.rows)])
        told = {(seen.table or usual, row) for seen in self.seen for row in seen.rows}
        places = {row: place for place, row in enumerate(self.rows)}
        return tuple(sorted(told, key=lambda ref: (places[ref[1]], ref[0])))

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
