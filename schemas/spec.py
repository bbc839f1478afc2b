"""The tables and columns of a workbook as plain objects, derived from the pandera models.

The models in `schemas.tables` are the definition; this is how everything else reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby
from typing import Any

from schemas.fields import LISTS, NUMBERS, PARTNER_MARK
from schemas.vocabulary import Vocabulary, label_of, normal, vocabulary

TEMPLATE_VERSION = "1.0"
INPUT_ROWS = 50
FORMATTED_ROWS = 10_000


@dataclass(frozen=True)
class Column:
    """One column of a table; see `schemas.fields.column` for what each part means."""

    name: str
    title: str
    description: str
    kind: str
    words: str | None
    owner: str
    per_partner: bool
    required: bool
    rare: bool
    hidden: bool
    link: bool
    width: int
    spellings: tuple[str, ...]

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The closed list of words its cells are taken from, if there is one."""
        return vocabulary(self.words) if self.words else None

    @property
    def is_number(self) -> bool:
        """Whether its cells hold numbers."""
        return self.kind in NUMBERS

    @property
    def is_list(self) -> bool:
        """Whether its cells hold several codes, separated by comma, semicolon or line break."""
        return self.kind in LISTS

    def header(self, partner: str | None = None) -> str:
        """The header people see: `Likelihood · REDC` for partner REDC, `Owner` for a plain column."""
        return f"{self.title}{PARTNER_MARK}{partner}" if partner else self.title

    def key(self, partner: str | None = None) -> str:
        """The column's name inside: `likelihood · REDC` or `owner`."""
        return f"{self.name}{PARTNER_MARK}{partner}" if partner else self.name


@dataclass(frozen=True)
class Table:
    """One table of the workbook: its name is fixed, its sheet may be renamed by people."""

    name: str
    sheet: str
    description: str
    role: str  # input or output
    key: str
    columns: tuple[Column, ...]
    model: Any = field(repr=False, compare=False)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Its columns by field name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def by_spelling(self) -> dict[str, Column]:
        """Its columns by every spelling a header may have, normalised (`schemas.vocabulary.normal`)."""
        spelled = {normal(column.name): column for column in self.columns}
        spelled.update({normal(column.title): column for column in self.columns})
        for column in self.columns:
            for spelling in column.spellings:
                spelled.setdefault(normal(spelling), column)
        return spelled

    @property
    def is_input(self) -> bool:
        """Whether people write it and we only read."""
        return self.role == "input"

    def layout(self, partners: tuple[str, ...]) -> list[tuple[Column, str | None]]:
        """Its columns in order for these partners: (column, partner code or None) pairs.

        Per-partner columns that follow one another are kept together per partner (DESIGN.md, The
        workbook); in an output table they stand at the right end.
        """
        placed: list[tuple[Column, str | None]] = []
        for per_partner, run in groupby(self.columns, key=lambda column: column.per_partner):
            columns = list(run)
            placed += [(column, code) for code in (partners if per_partner else (None,)) for column in columns]
        return placed


def _column(name: str, info: Any) -> Column:
    meta = dict(info.metadata)
    return Column(
        name=name,
        title=meta["title"] or label_of(name),
        description=info.description,
        kind=meta["kind"],
        words=meta["vocabulary"],
        **{
            key: meta[key]
            for key in ("owner", "per_partner", "required", "rare", "hidden", "link", "width", "spellings")
        },
    )


def _table(model: Any) -> Table:
    fields = model.__fields__
    meta = model.Config.metadata
    columns = tuple(_column(info.original_name, info) for _, info in fields.values())
    return Table(model.__name__, meta["sheet"], model.Config.description, meta["role"], meta["key"], columns, model)


@cache
def tables() -> dict[str, Table]:
    """All tables by name, input tables first, in the order of the sheets."""
    from schemas.tables import (
        action_plan,
        activities,
        arrangement,
        budget,
        checks,
        figures,
        gaps,
        indicators,
        overlaps,
        partner_balance,
        partners,
        risk_profile,
        risks,
        summary,
    )

    models = [
        arrangement.Arrangement, partners.Partners, risks.Risks, activities.Activities, indicators.Indicators,
        budget.Budget, summary.Summary, gaps.Gaps, overlaps.Overlaps, action_plan.ActionPlan,
        risk_profile.RiskProfile, partner_balance.PartnerBalance, checks.Checks,
        figures.Figures,
    ]  # fmt: skip
    return {model.__name__: _table(model) for model in models}


def table(name: str) -> Table:
    """One table by name. Raises KeyError for a name that is not a table of ours."""
    return tables()[name]


def input_tables() -> list[Table]:
    """The tables that people fill in."""
    return [table for table in tables().values() if table.is_input]


def output_tables() -> list[Table]:
    """The tables that a run fills in."""
    return [table for table in tables().values() if not table.is_input]
