"""The tables' own definition applied: pandera, lazily, on cells that were coerced one by one before.

What coercion has settled is not asked again, for that would triple the time and could say nothing
new: the type of a column, and that a code is one of its vocabulary. Ids are compared more loosely
than pandera's `unique` does, see `pipeline.reading.checks.ids`. A test holds what is read against the
whole definition (`schemas.constraints.schema_of`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from pipeline.domain.alphabets import look_alike
from pipeline.reading.content import Content
from pipeline.reading.problems import Problems, Trouble
from schemas.constraints import checks_of
from schemas.fields import ACTIVITY_PATTERN, CODE_PATTERN, PARTNER_MARK
from schemas.spec import Column, table

_MALFORMED = {CODE_PATTERN: "CHK-04", ACTIVITY_PATTERN: "CHK-05"}


@lru_cache(maxsize=256)
def _schema(name: str, keys: tuple[str, ...]) -> Any:
    """The table's checks for exactly these columns, each partner's own column spelled out."""
    columns = {}
    for key in keys:
        column = table(name).by_name[key.partition(PARTNER_MARK)[0]]
        checks = [] if column.kind == "word" else checks_of(column)
        if checks or column.required:
            columns[key] = pa.Column(None, checks=checks, nullable=not column.required, name=key)
    return pa.DataFrameSchema(columns)


def _frame(read: Content, keys: Any) -> pd.DataFrame:
    """The columns to check; the index is the sheet's row number."""
    numbers = {head.key for head in read.heads.ours if head.column.is_number}
    arrays = {
        key: np.array(read.values[key], dtype=float)
        if key in numbers
        else np.array([value or None for value in read.values[key]], dtype=object)
        for key in keys
    }
    return pd.DataFrame(arrays, index=pd.Index(read.numbers))


def validate(read: Content, problems: Problems) -> None:
    """Check a table's values; each failing cell gets one message and counts as empty and unknown."""
    schema = _schema(read.found.table.name, tuple(head.key for head in read.heads.ours))
    frame = _frame(read, schema.columns)
    try:
        schema.validate(frame, lazy=True, inplace=True)
    except pa.errors.SchemaErrors as failed:
        columns = {head.key: head.column for head in read.heads.ours}
        at = {number: position for position, number in enumerate(read.numbers)}
        for key, number, check in _failures(failed):
            position = at[number]
            known = read.is_unknown(position, key)
            if not known:
                value = str(read.values[key][position])
                problems.add(read.problem(position, key, _trouble(read, columns[key], check, value)))
            if key in read.keys:
                read.out[position] = str(read.values[key][position] or "") if read.key else ""
            else:
                read.reject(position, key)


def _failures(failed: Any) -> Iterator[tuple[str, int, str]]:
    """The (column key, row number, check's name) of every failing cell."""
    cases = failed.failure_cases
    for key, number, check in zip(cases["column"], cases["index"], cases["check"], strict=True):
        yield str(key), int(number), str(check).partition("(")[0]


def _trouble(read: Content, column: Column, check: str, value: str) -> Trouble:
    """The message for a check of pandera that a cell did not pass."""
    if check == "not_nullable":
        return Trouble("CHK-02" if column.name == read.key else "CHK-01")
    if check == "str_matches":
        letter, alphabet = look_alike(value)
        if letter:
            return Trouble("CHK-91", {"letter": letter, "alphabet": alphabet})
        usual = "CHK-06" if read.found.table.name == "Budget" else "CHK-03"
        return Trouble(_MALFORMED.get(column.pattern or "", usual))
    return Trouble("CHK-19" if column.kind == "scale" else "CHK-20")
