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

    action: str = column("id", "The finding it answers, or M- and a number for an action of your own.", owner="us", required=True, key=True, width=18)
    priority: str = column("word", "The severity of the finding.", vocabulary="severity", owner="us", width=11)
    area: str = column("word", "The part of the workbook.", vocabulary="area", owner="us", width=13)
    what_to_do: str = column("text", "What we suggest to do together.", owner="us", width=50)
    why: str = column("text", "What was found.", owner="us", width=50)
    rule: str = column("text", "The rule's id.", owner="us", width=9)
    partners: tuple[str, ...] = column("partners", "The partners concerned.", owner="us", width=16)
    proposed_responsible: str = column("text", "Whom we suggest.", owner="us", width=16)
    proposed_due: date | None = column("date", "The date we suggest; where money is missing, the date to decide by.", owner="us", width=13)
    cost: float | None = column("number", "What is missing in the budget lines that support it.", owner="us", width=11)
    funded: str = column("word", "Yes when nothing is missing; empty when no budget line supports it.", vocabulary="yes_no", owner="us", width=9)
    state: str = column("word", "New, open, resolved or reopened.", vocabulary="action_state", owner="us", width=11)
    first_found: date | None = column("date", "When it was first found.", owner="us", width=13)
    last_found: date | None = column("date", "When it was last found; empty while it is found.", owner="us", width=13)
    stamp: str = column("text", "What we last wrote here, so that we notice what you write. Please leave it.", owner="us", hidden=True, width=10)
    agreed_responsible: str = column("partner", "The partner you agreed on.", width=16)
    agreed_due: date | None = column("date", "The date you agreed on.", width=13)
    status: str = column("word", "Where it stands.", vocabulary="action_status", width=13)
    progress: str = column("text", "What has been done so far.", width=30)
    verified_by: str = column("partner", "The partner who has seen that it is done; another than the one responsible.", width=13)
    verified_on: date | None = column("date", "When that was.", width=13)
    notes: str = column("text", "Anything you want to keep with this action.", width=40)


TABLE = Table(
    Action,
    name="ActionPlan",
    sheet="Action plan",
    place=140,
    role="output",
    description="What you agree to do. The left part proposes; the right part is yours and is never overwritten.",
)
