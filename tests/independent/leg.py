"""LEG, what binds the partners."""

from __future__ import annotations

from collections.abc import Iterator

from tests.independent.book import Book, Row
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """What is not met, and what has changed."""
    looked = book.day("last_reviewed_on") or book.day("started_on")
    for row in book.optional("Requirements"):
        if row["status"] != "met" and not row["action"]:
            yield _one("LEG-01", row, "action")
        if looked and row["changed_on"] and row["changed_on"] > looked:
            yield _one("LEG-02", row, "changed_on")


def _one(rule: str, row: Row, cell: str) -> Sight:
    rows = (row["requirement"],)
    return Sight(rule, "arrangement", "medium", "arrangement", (at("Requirements", row, cell),), rows, "Requirements")
