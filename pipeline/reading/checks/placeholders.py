"""Placeholders in columns for text and partners: they count as empty, and are mentioned.

Silently taken for an answer, `TBD` under Measures would let a critical finding go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

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
        held = {part for part in _parts(set(values)) if is_placeholder(part)}.difference(codes)
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


def _parts(values: Collection[object]) -> Iterator[str]:
    """The texts among the values of a column, and those in its lists."""
    for value in values:
        if isinstance(value, str) and value:
            yield value
        elif isinstance(value, tuple):
            yield from filter(None, value)


def _without(value: object, held: Collection[str]) -> object:
    """The value of a cell without its placeholders."""
    return tuple(part for part in value if part not in held) if isinstance(value, tuple) else empty("text")
