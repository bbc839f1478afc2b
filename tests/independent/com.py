"""COM, how the partners reach each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pipeline.domain.cell import Cell
from tests.independent.book import Book, months_later
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """Who could not warn whom, and which channels nobody can be sure of."""
    rows = book.optional("Channels")
    alerts = [
        (one, other) for row in rows if row["what"] == "alert" for one in row["from_partner"] for other in row["to"]
    ]
    shared = []
    for leaf in book.leaves() if rows else []:
        there = [code for code in book.roles(leaf, "LPS") if code in book.parties]
        if leaf["phase"] == "response" and not all(
            (one, other) in alerts and (other, one) in alerts for one, other in combinations(there, 2)
        ):
            shared.append(leaf["activity"])
    if shared:
        yield Sight("COM-01", "arrangement", "high", "arrangement", rows=tuple(shared), table="Activities")
    for row in rows:
        cells: list[Cell | None] = [] if row["backup"] else [at("Channels", row, "backup")]
        if not row["tested_on"] or not months_later(book.today, -12) <= row["tested_on"] <= book.today:
            cells.append(at("Channels", row, "tested_on"))
        if cells:
            yield Sight(
                "COM-02", "arrangement", "medium", "arrangement", tuple(cells), (row["channel"],), "Channels"
            )  # fmt: skip
