"""INC, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.independent.book import Book, Row, alike, months_later
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """What the incidents show beside the risks."""
    every = book.optional("Incidents")
    year = [row for row in every if row["on"] and months_later(book.today, -12) <= row["on"] <= book.today]
    for risk in book.live_risks():
        yield from _unlikely(book, risk["risk"], "Risks", [risk], [row for row in year if _is_of(book, row, risk)])
    for event in {alike(row["event"]) for row in year if not row["risk"]}:
        risks = [risk for risk in book.live_risks() if alike(risk["event"]) == event]
        happened = [row for row in year if not row["risk"] and alike(row["event"]) == event]
        yield from _unlikely(book, event, "event", risks, happened)
    for row in every:
        named = [risk for risk in book.live_risks() if _is_of(book, row, risk)]
        same = [risk for risk in book.live_risks() if alike(risk["event"]) == alike(row["event"])]
        if not (named if row["risk"] else same):
            yield _one("INC-02", "medium", row, "risk" if row["risk"] else "event")
    hours = book.fields.get("incident_share_hours")
    for row in year:
        late = row["shared_on"] and hours is not None and (row["shared_on"] - row["on"]).days * 24 > hours
        if late or not row["shared_on"]:
            yield _one("INC-03", "medium", row, "shared_on")
    for row in every:
        if row["on"] and not row["lesson"] and row["on"] <= book.today - timedelta(days=30):
            yield _one("INC-04", "low", row, "lesson")


def _is_of(book: Book, row: Row, risk: Row) -> bool:
    return bool(row["risk"]) and alike(row["risk"]) == alike(risk["risk"])


def _one(rule: str, severity: str, row: Row, cell: str) -> Sight:
    return Sight(
        rule, "arrangement", severity, "arrangement", (at("Incidents", row, cell),), (row["incident"],), "Incidents"
    )


def _unlikely(book: Book, subject: str, place: str, risks: list[Row], happened: list[Row]) -> Iterator[Sight]:
    """Serious harm or two of them, and a party that carries such a risk gives it likelihood 1 or 2."""
    grave = len(happened) > 1 or any(row["harm"] in ("serious", "death") for row in happened)
    doubting = [
        risk for risk in risks if any(view["carries"] and view["likelihood"] in (1, 2) for view in book.seen_by(risk))
    ]
    if grave and doubting:
        for table, key, rows in (("Incidents", "incident", happened), ("Risks", "risk", doubting)):
            for row in rows:
                yield Sight("INC-01", subject, "high", place, (None,), (row[key],), table)
