"""What an action is about, as people know it."""

from __future__ import annotations

from pipeline.analysis import naming
from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Risk
from schemas.vocabulary import compared

_TABLES = {"RSK": "Risks", "ACT": "Activities", "IND": "Indicators", "BUD": "Budget"}


def about(assessment: Assessment, action: str) -> str:
    """The subject of an action's id with its words, `R4 (Road ambush)`; "" where the arrangement is."""
    rule, _, subject = action.partition("/")
    table = _TABLES.get(rule.partition("-")[0])
    row = assessment.arrangement.ids[table].get(compared(subject)) if table else None
    if row is None:
        return "" if subject == "arrangement" else subject
    return naming.called(row.id, row.event) if isinstance(row, Risk) else naming.of(row)
