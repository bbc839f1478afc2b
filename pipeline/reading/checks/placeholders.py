"""Placeholders in columns for text and partners: they count as empty, and are mentioned.

Silently taken for an answer, `TBD` under Measures would let a critical finding go.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.reading.coerce.placeholders import is_placeholder
from pipeline.reading.content import Content
from pipeline.reading.problems import Problems, Trouble
from schemas.fields import Column, empty

_ASKED = frozenset({"text", "partner", "partners"})
# Columns in which nothing is asked for: what stands there is people's own remark.
_REMARKS = frozenset({"note", "notes"})


def drop_placeholders(read: Content, codes: Collection[str], problems: Problems) -> None:
    """Let placeholders count as empty; `codes` are the partners' codes: one of them is never a placeholder.

    Where the cell must be filled it counts as unknown.
    """
    for head in read.heads.ours:
        if not _is_asked(head.column):
            continue
        values = read.values[head.key]
        dropped = {value: _without(value, codes) for value in set(values) if value and _has_one(value, codes)}
        for position, value in enumerate(values) if dropped else ():
            if value not in dropped:
                continue
            check = "CHK-35" if head.column.required else "CHK-34"
            problems.add(read.problem(position, head.key, Trouble(check, {"placeholder": _named(value, codes)})))
            values[position] = dropped[value]
            if head.column.required:
                read.reject(position, head.key)


def _is_asked(column: Column) -> bool:
    return column.kind in _ASKED and not column.is_key and column.owner == "people" and column.name not in _REMARKS


def _has_one(value: object, codes: Collection[str]) -> bool:
    if isinstance(value, str):
        return is_placeholder(value) and value not in codes
    return bool(_named(value, codes))


def _named(value: object, codes: Collection[str]) -> str:
    """The placeholders of a cell, as they stand; "" when it has none."""
    parts = value if isinstance(value, tuple) else (value,)
    return ", ".join(part for part in parts if part and part not in codes and is_placeholder(part))


def _without(value: object, codes: Collection[str]) -> object:
    """The value of a cell without its placeholders."""
    if isinstance(value, tuple):
        return tuple(part for part in value if part in codes or not is_placeholder(part))
    return empty("text")
