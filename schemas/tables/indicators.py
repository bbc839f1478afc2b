"""Indicators: the joint review, each partner's rating with its evidence (guide, steps 1 to 4)."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from schemas.fields import ID_PATTERN, column, each_partner


class Indicators(pa.DataFrameModel):
    """What should be in place, and how far each partner says it is."""

    indicator: str = column("id", "An id with a letter in it, for example I1.", required=True, unique=True, pattern=ID_PATTERN, width=11, spellings=("indicator id", "id"))
    framework: str = column("text", "Where it comes from, for example Joint review.", width=20)
    element: str = column("text", "The part of security risk management it belongs to, written the same way each time.", required=True, width=26)
    question: str = column("text", "The question you discussed.", width=40)
    text: str = column("text", "What would show that it is in place.", width=44)
    applies_to: str = column("word", "The partnership as a whole, or each partner.", vocabulary="applies_to", required=True, width=15)
    key: str = column("word", "Yes if this one must not be absent.", vocabulary="key", width=8)
    evidence_needed: str = column("words", "What you agreed counts as evidence: documented, confirmed, several agree; one or more, empty means any.", vocabulary="evidence_kind", width=24)
    rating: str = each_partner("rating", "word", "This partner's own rating: present, partial, absent or not applicable.", vocabulary="rating", width=14)
    evidence: str = each_partner("evidence", "word", "What this partner can show: documented, confirmed, several agree or none.", vocabulary="evidence", width=14)
    agreed_rating: str = column("word", "The rating you agreed on together, for indicators of the partnership.", vocabulary="rating", width=14)
    notes: str = column("text", "Reasons, references, next steps.", width=34)
    reviewed_on: pd.Timestamp = column("date", "When it was last discussed.", width=13)

    class Config:
        """The sheet."""

        title = "Indicators"
        description = "What should be in place, and how far each partner says it is."
        metadata = {"sheet": "Indicators", "role": "input", "key": "indicator"}
