"""Activities: the nested matrices of ISO 22397 Annex A, one activity a row."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from schemas.fields import ACTIVITY_PATTERN, column, each_partner


class Activities(pa.DataFrameModel):
    """Who does what before, during and after each event; a dotted code splits an activity into smaller ones."""

    activity: str = column("code", "A dotted code: 1, then 1.1 and 1.2 for its parts, then 1.1.1 and so on.", required=True, unique=True, pattern=ACTIVITY_PATTERN, width=10, spellings=("activity code", "code"))
    phase: str = column("word", "Before, during or after the event.", vocabulary="phase", required=True, width=14)
    event: str = column("text", "The event it is for, written as in the risk register.", required=True, width=20, spellings=("threat / event", "threat"))
    title: str = column("text", "What is done, in a few words.", required=True, width=40)
    location: str = column("text", "Where.", width=18)
    role: str = each_partner("role", "word", "L leads, P participates, S supports, X could participate; empty if it has no part.", vocabulary="role", width=9)
    scope_agreed: str = column("text", "What exactly this activity covers, as agreed by those who take part.", width=30, spellings=("scope",))
    coordination_rule: str = column("text", "How those who take part coordinate, and who decides.", width=30)
    capability: str = column("text", "What each one can do.", width=24, spellings=("capabilities",))
    resources: str = column("text", "What each one brings: people, equipment, facilities.", width=24)
    supports: str = column("ids", "Codes of the response activities that this one prepares or helps, separated by commas.", width=14)
    exercised_on: pd.Timestamp = column("date", "When it was last exercised together.", width=13)
    agreed_on: pd.Timestamp = column("date", "When scope, leader and rules were agreed.", width=13)

    class Config:
        """The sheet."""

        title = "Activities"
        description = "Who leads, participates or supports in each activity, before, during and after each event."
        metadata = {"sheet": "Activities", "role": "input", "key": "activity"}
