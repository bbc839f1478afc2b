"""ActionPlan: what the partners agree to do; our columns propose, theirs decide (guide, steps 5 and 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Action(Row):
    """One action a row. A run never moves or deletes a row, and never writes in the people's columns but `notes`."""

    action: str = column("id", owner="us", required=True, key=True, width=14)
    priority: str = column("word", vocabulary="severity", owner="us", width=10)
    state: str = column("word", vocabulary="action_state", owner="us", width=11)
    what_to_do: str = column("text", owner="us", width=58)
    what_we_agreed: str = column("text", width=28)
    agreed_responsible: tuple[str, ...] = column("partners", width=13)
    post: str = column("text", width=12)
    agreed_due: date | None = column("date", width=12)
    status: str = column("word", vocabulary="action_status", width=12)
    progress: str = column("text", width=20)
    verified_by: str = column("partner", width=10)
    verified_on: date | None = column("date", width=11)
    notes: str = column("text", appended=True, width=22)
    why: str = column("text", owner="us", rare=True, width=58)
    rules: str = column("text", owner="us", rare=True, width=12)
    partners: tuple[str, ...] = column("partners", owner="us", rare=True, width=16)
    proposed_responsible: str = column("text", owner="us", rare=True, width=18)
    proposed_due: date | None = column("date", owner="us", rare=True, width=13)
    cost: float | None = column("number", owner="us", rare=True, width=11)
    funded: str = column("word", vocabulary="yes_no", owner="us", rare=True, width=9)
    area: str = column("word", vocabulary="area", owner="us", rare=True, width=13)
    first_found: date | None = column("date", owner="us", rare=True, width=13)
    last_found: date | None = column("date", owner="us", rare=True, width=13)
    stamp: str = column("text", owner="us", hidden=True, width=10)


TABLE = Table(
    Action,
    name="ActionPlan",
    place=140,
    role="output",
    frozen_through="what_to_do",
)
