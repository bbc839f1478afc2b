"""What every worker needs, whatever its workbook says: loaded once, before the first one starts, not by each anew.

The server of processes imports this and starts workers that have it all; it is half of what a small workbook takes.
"""

from __future__ import annotations

import babel.dates
import pandas as pd
import pandera.pandas as pa
import python_calamine
import rapidfuzz.process

import pipeline.run.batch.task
import pipeline.run.workbook.process
from pipeline.findings.registry import rules
from schemas.spec import all_tables

__all__ = ["babel", "pipeline", "python_calamine", "rapidfuzz"]  # loaded here, used elsewhere


def load() -> None:
    """Load what is only loaded when it is first used: the tables, the rules, and pandera's own checks."""
    all_tables()
    rules()
    pa.DataFrameSchema({"one": pa.Column(None)}).validate(pd.DataFrame({"one": [1.0]}))


load()
