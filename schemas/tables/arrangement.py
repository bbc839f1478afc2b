"""Arrangement: what the partners have agreed, one field a row (ISO 22397, clauses 4 to 7)."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer(Row):
    """One field of the arrangement a row: purpose, scope, validity, procedures. Which fields: arrangement_fields.yaml."""

    field: str = column("id", required=True, key=True, width=32)
    value: object = column("value", width=60)
    note: str = column("text", width=70)


TABLE = Table(Answer, name="Arrangement", place=10, role="input")
