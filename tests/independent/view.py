"""VIEW, answering apart."""

from __future__ import annotations

from collections.abc import Iterator

from tests.independent.book import Book
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """What the copies of the parties show."""
    for copy in book.copies:
        code, due = copy["partner"], copy["back_by"]
        if code not in book.parties:
            continue
        if due and due < book.today and not copy["back_on"]:
            yield Sight("VIEW-01", code, "medium", "Partners", (at("Copies", copy, "back_on"),))
        if copy["differs"]:
            yield Sight("VIEW-02", code, "low", "Partners", (at("Copies", copy, "differs"),))
