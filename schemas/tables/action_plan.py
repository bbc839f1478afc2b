"""ActionPlan: what the partners agree to do; our columns propose, theirs decide (guide, steps 5 and 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class Action(Row):
    """One action a row. A run never moves or deletes a row, and never writes in the people's columns but `notes`."""

    action: str = column("id", owner="us", required=True, key=True, width=18)
    priority: str = column("word", vocabulary="severity", owner="us", width=11)
    area: str = column("word", vocabulary="area", owner="us", width=13)
    what_to_do: str = column("text", owner="us", width=50)
    why: str = column("text", owner="us", width=50)
    rule: str = column("text", owner="us", width=9)
    partners: tuple[str, ...] = column("partners", owner="us", width=16)
    proposed_responsible: str = column("text", owner="us", width=16)
    proposed_due: date | None = column("date", owner="us", width=13)
    cost: float | None = column("number", owner="us", width=11)
    funded: str = column("word", vocabulary="yes_no", owner="us", width=9)
    state: str = column("word", vocabulary="action_state", owner="us", width=11)
    first_found: date | None = column("date", owner="us", width=13)
    last_found: date | None = column("date", owner="us", width=13)
    stamp: str = column("text", owner="us", hidden=True, width=10)
    agreed_responsible: str = column("partner", width=16)
    agreed_due: date | None = column("date", width=13)
    status: str = column("word", vocabulary="action_status", width=13)
    progress: str = column("text", width=30)
    verified_by: str = column("partner", width=13)
    verified_on: date | None = column("date", width=13)
    notes: str = column("text", width=40)


TABLE = Table(Action, name="ActionPlan", place=140, role="output")
