"""Ids and codes in which a letter of another alphabet looks like a Latin one: mentioned, as nobody can see it."""

from __future__ import annotations

from pipeline.domain.alphabets import look_alike
from pipeline.reading.content import Content
from pipeline.reading.problems import Problems, Trouble

_CODES = frozenset({"id", "code", "partner", "partners", "ids"})


def look_alikes(read: Content, problems: Problems) -> None:
    """Name the letter in every id and code that has one; the fields of an arrangement are neither."""
    if read.found.table.name == "Arrangement":
        return
    for head in read.heads.ours:
        if head.column.kind not in _CODES or head.column.owner != "people":
            continue
        values = read.values[head.key]
        different = set(values)
        if "".join(map(str, different)).isascii():
            continue  # as nearly all are
        strange = {value for value in different if look_alike(_text(value))[0]}
        for position, value in enumerate(values) if strange else ():
            if value in strange:
                letter, alphabet = look_alike(_text(value))
                trouble = Trouble("CHK-69", {"letter": letter, "alphabet": alphabet})
                problems.add(read.problem(position, head.key, trouble))


def _text(value: object) -> str:
    return "".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
