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

    action: str = column("id", "What it is about (RSK/R1: all on risk R1), or M- and a number for an action of your own.", owner="us", required=True, key=True, width=14)
    priority: str = column("word", "The highest severity of what was found.", vocabulary="severity", owner="us", width=10)
    state: str = column("word", "New, open, reopened, waiting, settled or resolved.", vocabulary="action_state", owner="us", width=11)
    what_to_do: str = column("text", "What we suggest to do together, the most severe first, with the rule in brackets.", owner="us", width=58)
    what_we_agreed: str = column("text", "What you agreed, in your own words. With the status kept, on hold, cancelled or advocacy it settles the action.", width=30)
    agreed_responsible: tuple[str, ...] = column("partners", "The partners you agreed on: one or more codes, or All parties.", width=13)
    post: str = column("text", "The post that looks after it: a post, not a name.", width=14)
    agreed_due: date | None = column("date", "The date you agreed on; for what is settled, when to look again.", width=12)
    status: str = column("word", "Where it stands.", vocabulary="action_status", width=12)
    progress: str = column("text", "What has been done so far.", width=24)
    verified_by: str = column("partner", "The partner who has seen that it is done; another than the one responsible.", width=10)
    verified_on: date | None = column("date", "When that was.", width=11)
    notes: str = column("text", "Anything you want to keep with this action.", width=26)
    why: str = column("text", "What was found; for an action that is back or waits, why.", owner="us", rare=True, width=58)
    rules: str = column("text", "The rules that found it; `concord rules ID` explains each.", owner="us", rare=True, width=12)
    partners: tuple[str, ...] = column("partners", "The partners concerned.", owner="us", rare=True, width=16)
    proposed_responsible: str = column("text", "Whom we suggest.", owner="us", rare=True, width=18)
    proposed_due: date | None = column("date", "The date we suggest; where money is missing, the date to decide by.", owner="us", rare=True, width=13)
    cost: float | None = column("number", "What is missing in the budget lines that support it. Each line counts with one action only, so that the column adds up.", owner="us", rare=True, width=11)
    funded: str = column("word", "No while a budget line that supports it is short, wherever that counts; empty when no line supports it.", vocabulary="yes_no", owner="us", rare=True, width=9)
    area: str = column("word", "The part of the workbook.", vocabulary="area", owner="us", rare=True, width=13)
    first_found: date | None = column("date", "When it was first found.", owner="us", rare=True, width=13)
    last_found: date | None = column("date", "When it was last found; empty while it is found.", owner="us", rare=True, width=13)
    stamp: str = column("text", "What we last wrote here, so that we notice what you write. Please leave it.", owner="us", hidden=True, width=10)


TABLE = Table(
    Action,
    name="ActionPlan",
    sheet="Action plan",
    place=140,
    role="output",
    frozen_through="what_to_do",
    description="What you agree to do. The left part proposes; the part in the middle is yours and is never overwritten.",
)
