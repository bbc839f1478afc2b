"""AGR, what was signed between whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from tests.independent.book import Book, Row
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """What the agreements show."""
    every = book.optional("Agreements")
    if not every:
        return
    for code in book.parties:
        if not any(_in_force(book, row, code) for row in every):
            yield Sight("AGR-01", code, "high", "Partners")
    pairs = [(pair, "Activities", row["activity"]) for row in book.leaves() for pair in combinations(_in(book, row), 2)]
    for risk in book.live_risks():
        giver = risk["transfer_from"]
        pairs += [((giver, to), "Risks", risk["risk"]) for to in risk["transfer_to"] if to != giver]
    for (one, other), table, id in pairs:
        both = one in book.parties and other in book.parties
        covered = (row for row in every if "security" in row["covers"])
        if both and not any(_in_force(book, row, one) and _in_force(book, row, other) for row in covered):
            yield Sight("AGR-02", "arrangement", "medium", "arrangement", (None,), (id,), table)
    for row in every:
        until = row["valid_until"]
        if until and book.today <= until <= book.today + timedelta(days=90):
            yield _one("AGR-03", row, (at("Agreements", row, "valid_until"),))
        missing = [code for code in book.parties if code in row["between"] and not row["signed_on"].get(code)]
        if missing and (not until or until >= book.today):
            yield _one("AGR-04", row, tuple(at("Agreements", row, "signed_on", code) for code in missing))


def _in(book: Book, leaf: Row) -> list[str]:
    return [code for code in book.parties if code in book.roles(leaf, "LPS")]


def _in_force(book: Book, row: Row, code: str) -> bool:
    signed, until = row["signed_on"].get(code), row["valid_until"]
    return bool(signed) and signed <= book.today and (not until or until >= book.today)


def _one(rule: str, row: Row, cells: tuple[object, ...]) -> Sight:
    return Sight(rule, "arrangement", "medium", "arrangement", cells, (row["agreement"],), "Agreements")  # type: ignore[arg-type]
