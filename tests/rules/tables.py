"""Little tables in YAML, turned into an Arrangement: the form in which rule cases are written.

A table is written as people see it, with short headers: field names, per-partner ones as
`likelihood A`. A cell `?` is one that could not be understood; an empty cell is empty. Partners that
are not given are the parties A and B. `missing` names tables that are not there, `left_out` the ids of
rows that could not be used.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.domain.arrangement import Arrangement, PartnerColumn, Row, by_table, row_tables
from schemas.fields import PARTNER_MARK
from schemas.spec import Column, table

NAMES = {"actions" if name == "ActionPlan" else name.lower(): name for name in row_tables()}
TWO = "| partner | party | benefit | focal_point | risk_attitude | acceptable_level |\n" + "".join(
    f"| {code} | yes | safety | adviser | cautious | medium |\n" for code in "AB"
)
FULL = {
    "arrangement_id": "ARR1", "title": "Test", "purpose": "p", "scope": "s", "started_on": date(2026, 1, 1),
    "valid_until": date(2028, 1, 1), "review_every_months": 12, "last_reviewed_on": date(2026, 6, 1),
    "common_language": "English", "legal_requirements": "none", "dispute_procedure": "d", "default_procedure": "d",
    "modification_procedure": "m", "disengagement_terms": "t", "confidentiality_rule": "c",
    "exit_security_effect": "e", "currency": "EUR", "budget_covers": "",
}  # fmt: skip


def cells(text: str) -> list[dict[str, str]]:
    """The rows of a Markdown-like table, by header."""
    lines = [line.strip().strip("|").split("|") for line in text.strip().splitlines() if line.strip()]
    rows = [[cell.strip() for cell in line] for line in lines if not set("".join(line).strip()) <= set("-: ")]
    header, *body = rows
    return [dict(zip(header, row, strict=True)) for row in body]


def _value(column: Column, text: str) -> Any:
    if column.is_list:
        return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())
    if column.kind == "date":
        return date.fromisoformat(text) if text else None
    if column.kind == "scale":
        return int(text) if text else None
    if column.is_number:
        return float(text) if text else None
    return text


def _row(name: str, number: int, given: Mapping[str, str]) -> Row:
    values: dict[str, Any] = {"row": number}
    unknown = set()
    for header, text in given.items():
        field, _, partner = header.partition(" ")
        column = table(name).by_name[field]
        if text == "?":
            unknown.add(f"{field}{PARTNER_MARK}{partner}" if partner else field)
            text = ""
        value = _value(column, text)
        if not partner:
            values[field] = value
        elif value not in ("", None):
            values.setdefault(field, {})[partner] = value
    return table(name).row(**values, unknown=frozenset(unknown))


def _columns(name: str, rows: list[dict[str, str]]) -> list[PartnerColumn]:
    headers = [header.partition(" ") for header in (rows[0] if rows else {})]
    return [PartnerColumn(name, f"{field}{PARTNER_MARK}{code}", code, 4) for field, _, code in headers if code]


def arrangement(case: Mapping[str, Any]) -> Arrangement:
    """The arrangement that a case describes; row numbers begin at 5, as in a sheet with a title above."""
    given: dict[str, Any] = {"Partners": cells(TWO)}
    given.update({NAMES[key]: cells(text) for key, text in case.items() if key in NAMES})
    built = {name: tuple(_row(name, 5 + i, row) for i, row in enumerate(rows)) for name, rows in given.items()}
    changes = case.get("arrangement", {})
    fields = {name: value for name, value in {**FULL, **changes}.items() if value not in (None, "", "?")}
    return Arrangement(
        fields=fields,
        field_rows={name: 5 + i for i, name in enumerate({**FULL, **changes})},
        unknown_fields=frozenset(name for name, value in changes.items() if value == "?"),
        columns=tuple(column for name, rows in given.items() for column in _columns(name, rows)),
        missing=frozenset(case.get("missing", ())),
        left_out={name: frozenset(ids) for name, ids in case.get("left_out", {}).items()},
        **by_table(built),
    )
