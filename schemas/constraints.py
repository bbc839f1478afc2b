"""What pandera checks of a table, made from its columns: which cells must be filled, and what may stand in them.

Kept apart from `schemas.spec` because pandera takes a while to load, and most readers of it do not validate.
"""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa

from schemas.fields import LARGEST, PARTNER_MARK, Column
from schemas.spec import Table

_SCALE = [1.0, 2.0, 3.0, 4.0, 5.0]


def checks_of(column: Column) -> list[Any]:
    """The checks of one column, whether its cells may be empty set aside."""
    if column.kind == "scale":
        return [pa.Check.isin(_SCALE)]
    if column.kind in ("number", "whole"):
        return [pa.Check.ge(0), pa.Check.le(LARGEST)]
    if column.kind == "word" and column.vocabulary:
        return [pa.Check.isin(list(column.vocabulary.codes))]
    return [pa.Check.str_matches(column.pattern)] if column.pattern else []


def schema_of(table: Table) -> Any:
    """The whole of a table as a pandera schema for a data frame of its values; numbers are floats, days timestamps."""
    return pa.DataFrameSchema({_name(column): _column(column, table) for column in table.columns})


def _name(column: Column) -> str:
    return f"^{column.name}{PARTNER_MARK}" if column.per_partner else column.name


def _column(column: Column, table: Table) -> Any:
    kind: Any = float if column.is_number else "datetime64[ns]" if column.kind == "date" else str
    return pa.Column(
        None if column.kind == "value" else kind,
        checks=checks_of(column),
        nullable=not column.required,
        unique=column.name == table.key and column.required,
        regex=column.per_partner,
        required=not column.per_partner,
    )
