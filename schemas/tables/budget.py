"""Budget: what security costs, whom it protects and who pays (guide, fund security risk management)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.fields import LINE_PATTERN, column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class Line(Row):
    """One cost a row: need = quantity x unit cost x periods, against what is funded."""

    line: str = column("id", "An id of your own, for example B1.", required=True, key=True, pattern=LINE_PATTERN, width=9, spellings=("budget line", "line id", "id"))
    description: str = column("text", "What is paid for.", required=True, width=40)
    category: str = column("word", "What kind of cost.", vocabulary="budget_category", required=True, width=14)
    protects: tuple[str, ...] = column("partners", "The codes of the partners whose people this protects, separated by commas.", title="Whose people this protects", width=18, spellings=("protects",))
    held_by: str = column("partner", "The partner in whose budget this stands.", width=11)
    supports: tuple[str, ...] = column("ids", "Ids of the risks, indicators and activities this pays for, separated by commas.", width=18)
    quantity: float | None = column("number", "How many; empty counts as 1.", width=10)
    unit_cost: float | None = column("number", "What one costs.", width=12)
    periods: float | None = column("number", "How many times, for example months; empty counts as 1.", width=10)
    funded_amount: float | None = column("number", "How much of it is funded today.", width=14)
    funder: str = column("text", "Who funds it.", width=20)
    from_date: date | None = column("date", "First day that is funded.", width=13)
    until_date: date | None = column("date", "Last day that is funded.", width=13)
    sufficient: Mapping[str, str] = each_partner("word", "Is this enough, in this partner's own view?", vocabulary="sufficient", parties_only=True, width=13)
    sharing: str = column("word", "Who may see this row: all, or the parties only. Empty means the parties only.", vocabulary="sharing", width=11)


TABLE = Table(
    Line,
    name="Budget",
    sheet="Budget",
    place=60,
    frozen_through="description",
    role="input",
    description="What security costs, whose people it protects, who pays, and whether it is enough.",
)
