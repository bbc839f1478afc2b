"""Short forms for what tests ask of a reading."""

from __future__ import annotations

from typing import Any

from pipeline.reading.workbook import Reading, read
from tests.reading.books import book


def risk(id: object = "R1", **cells: Any) -> dict[str, Any]:
    """A risk's row in which all is well; `likelihood__A` stands for `likelihood · A`."""
    row = {"risk": id, "event": "Flood", "description": "d"}
    return row | {key.replace("__", " · "): value for key, value in cells.items()}


def activity(code: object = "1", **cells: Any) -> dict[str, Any]:
    """An activity's row in which all is well."""
    row = {"activity": code, "phase": "response", "event": "Flood", "title": "t"}
    return row | {key.replace("__", " · "): value for key, value in cells.items()}


def indicator(id: object = "I1", **cells: Any) -> dict[str, Any]:
    """An indicator's row in which all is well."""
    row = {"indicator": id, "element": "e", "applies_to": "partnership"}
    return row | {key.replace("__", " · "): value for key, value in cells.items()}


def line(id: object = "B1", **cells: Any) -> dict[str, Any]:
    """A budget line's row in which all is well."""
    row = {"line": id, "category": "training", "description": "d"}
    return row | {key.replace("__", " · "): value for key, value in cells.items()}


def reading(given: dict[str, Any] | None = None, **how: Any) -> Reading:
    """What is read from the workbook that `tests.reading.books.book` builds."""
    return read(book(given, **how))


def told(read: Reading) -> list[str]:
    """Every message as `CHK-01 Risks!B5`, or `CHK-40 Budget` when it is about a table."""
    return [f"{p.check} {f'{p.sheet}!{p.address}' if p.address else p.table}" for p in read.problems]
