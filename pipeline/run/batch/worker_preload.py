"""What every worker needs, whatever its workbook says: loaded once, before the first one starts, not by each anew.

The server of processes imports this and starts workers that have it all; it is half of what a small workbook takes.
"""

from __future__ import annotations

from importlib import import_module

from pipeline.run.workbook.gc_pause import kept

USED = (
    "babel.dates",
    "python_calamine",
    "rapidfuzz.process",
    "pipeline.run.batch.task",
    "pipeline.run.workbook.process",
)


@kept()
def load() -> None:
    """Load the libraries, and what is only loaded when it is first used: tables, rules, and pandera's own checks."""
    import pandas as pd
    import pandera.pandas as pa

    for name in USED:
        import_module(name)
    from pipeline.findings.registry import rules
    from schemas.spec import all_tables

    all_tables()
    rules()
    pa.DataFrameSchema({"one": pa.Column(None)}).validate(pd.DataFrame({"one": [1.0]}))


load()
