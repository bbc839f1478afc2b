"""STEP, the way of a partnership."""

from __future__ import annotations

from collections.abc import Iterator

from tests.independent.book import Book, Row
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """Steps without a date once their time has come, and those that not all parties took."""
    rows = book.optional("Steps")
    started, until = book.day("started_on"), book.day("valid_until")
    for row in rows:
        if row["gate"] == "before" and not row["done_on"] and started is not None and started < book.today:
            yield _one("STEP-01", "high", row, "done_on")
        if row["gate"] in ("before", "start", "review") and row["done_on"] and set(book.parties) - set(row["by"]):
            yield _one("STEP-02", "medium", row, "by")
        if row["gate"] == "end" and not row["done_on"] and book.within(until, 180):
            yield _one("STEP-03", "medium", row, "done_on")


def _one(rule: str, severity: str, row: Row, cell: str) -> Sight:
    return Sight(rule, "arrangement", severity, "arrangement", (at("Steps", row, cell),), (row["step"],), "Steps")
