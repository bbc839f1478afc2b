"""Placeholders in columns for text and partners: they count as empty, and are mentioned.

Silently taken for an answer, `TBD` under Measures would let a critical finding go.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain
from typing import Any

from pipeline.reading.coerce.placeholders import placeholders_among
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
        held = placeholders_among(_texts(head.column, values)).difference(codes)
        for position, value in enumerate(values) if held else ():
            named = [part for part in (value if isinstance(value, tuple) else (value,)) if part in held]
            if not named:
                continue
            check = "CHK-35" if head.column.required else "CHK-34"
            problems.add(read.problem(position, head.key, Trouble(check, {"placeholder": ", ".join(named)})))
            values[position] = _without(value, held)
            if head.column.required:
                read.reject(position, head.key)


def _is_asked(column: Column) -> bool:
    return column.kind in _ASKED and not column.is_key and column.owner == "people" and column.name not in _REMARKS


def _texts(column: Column, values: Collection[Any]) -> set[str]:
    """The different texts of a column, or of its lists."""
    different = set(values)
    return set(chain.from_iterable(different)) if column.is_list else different


def _without(value: object, held: Collection[str]) -> object:
    """The value of a cell without its placeholders."""
    return tuple(part for part in value if part not in held) if isinstance(value, tuple) else empty("text")
