"""RES, what is there for an emergency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.independent.book import Book, alike, level
from tests.independent.sight import Sight


def sights(book: Book) -> Iterator[Sight]:
    """What is promised to too many, and what has no promise."""
    rows = book.optional("Resources")
    for row in rows:
        served = [item for item in book.activities if item["activity"] in row["promised_to"]]
        at_once = Counter((alike(item["event"]), item["phase"]) for item in served)
        if at_once and max(at_once.values()) > (1 if row["quantity"] is None else row["quantity"]):
            yield Sight("RES-01", row["resource"], "high", "Resources", rows=(row["resource"],))
    promised = [code for row in rows for code in row["promised_to"]]
    worst = {alike(risk["event"]) for risk in book.open_risks() if level(book.joint(risk) or 1) == 3}
    for leaf in book.leaves() if rows else []:
        bare = not any(f"{leaf['activity']}.".startswith(f"{code}.") for code in promised)
        if leaf["phase"] == "response" and alike(leaf["event"]) in worst and bare:
            event = alike(leaf["event"])
            yield Sight("RES-02", event, "medium", "event", rows=(leaf["activity"],), table="Activities")
