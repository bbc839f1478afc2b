"""SRV, what must not stop for long."""

from __future__ import annotations

from collections.abc import Iterator

from tests.independent.book import Book, Row, alike
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """Each service by itself, and with those that it depends on."""
    rows = book.optional("Services")
    for row in rows:
        bears, back = row["tolerable_hours"], row["recovery_hours"]
        if bears is not None and back is not None and back > bears:
            yield Sight("SRV-01", row["service"], "high", "Services", rows=(row["service"],))
        if "critical" in (row["harm_4h"], row["harm_24h"], row["harm_3d"]) and len({*row["providers"]}) <= 1:
            cells = (at("Services", row, "providers"),)
            yield Sight("SRV-02", row["service"], "high", "Services", cells, rows=(row["service"],))
        others = [other for other in rows if other is not row and alike(other["service"]) in _needs(rows, row)]
        if bears is not None and any((other["recovery_hours"] or 0) > bears for other in others):
            yield Sight("SRV-03", row["service"], "high", "Services", rows=(row["service"],))


def _needs(rows: list[Row], row: Row) -> set[str]:
    """The ids, as compared, of all that it needs: one round more for each link of the longest chain there can be."""
    found = {alike(id) for id in row["depends_on"]}
    for _ in rows:
        found |= {alike(id) for other in rows if alike(other["service"]) in found for id in other["depends_on"]}
    return found
