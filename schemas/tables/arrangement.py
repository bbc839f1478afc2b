"""Arrangement: what the partners have agreed, one field a row (ISO 22397, clauses 4 to 7)."""

from __future__ import annotations

import pandera.pandas as pa

from schemas.fields import column


class Arrangement(pa.DataFrameModel):
    """The arrangement itself: purpose, scope, validity, procedures. One row for each field."""

    field: str = column("id", "What this row is about. Please leave it as it is.", required=True, unique=True, width=32)
    value: object = column("value", "Write the answer here; the note beside it says what is asked.", width=60)
    note: str = column("text", "What is asked, and anything you want to remember.", width=70)

    class Config:
        """The sheet."""

        title = "Arrangement"
        description = "What the partners have agreed: purpose, scope, validity and procedures."
        metadata = {"sheet": "Arrangement", "role": "input", "key": "field"}

