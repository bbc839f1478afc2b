"""EXE, what was tried out together; ACT-14 where it is written down."""

from __future__ import annotations

from collections.abc import Iterator

from tests.independent.book import Book, Row, alike, events, months_later
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """What the exercises show beside the activities."""
    every = book.optional("Exercises")
    for event in events(book.activities):
        yield from _absent(book, event, [row for row in every if of(book, row, event) and lately(book, row)])
    for row in every:
        was_held = row["held_on"] and row["held_on"] <= book.today
        not_all = was_held and row["result"] in ("partly", "not_yet") and not row["action"]
        if not_all and any(_last(book, row, event) for event in _events(book, row)):
            yield _one("EXE-02", "medium", row, "action")
        led = [item for item in _activities(book, row) if row["evaluated_by"] in book.roles(item, "L")]
        if row["evaluated_by"] and led:
            yield _one("EXE-03", "low", row, "evaluated_by")


def _activities(book: Book, row: Row) -> list[Row]:
    return [item for item in book.activities if item["activity"] in row["activities"]]


def _events(book: Book, row: Row) -> set[str]:
    return {alike(one["event"]) for one in (row, *_activities(book, row)) if one["event"].strip()}


def of(book: Book, row: Row, event: str) -> bool:
    """Whether an exercise is of an event as compared."""
    return event in _events(book, row)


def lately(book: Book, row: Row) -> bool:
    """Whether it was held in the last 12 months."""
    return bool(row["held_on"]) and months_later(book.today, -12) <= row["held_on"] <= book.today


def _absent(book: Book, event: str, held: list[Row]) -> Iterator[Sight]:
    """Parties in a response leaf and in none of the exercises."""
    for leaf in book.leaves() if held else ():
        if alike(leaf["event"]) == event and leaf["phase"] == "response":
            there = {code for row in held for code in row["took_part"]}
            if set(book.roles(leaf, "LPS")) & set(book.parties) - there:
                yield Sight("EXE-01", event, "medium", "event", (None,), (leaf["activity"],), "Activities")


def _last(book: Book, row: Row, event: str) -> bool:
    days = [one["held_on"] for one in book.optional("Exercises") if one["held_on"] and of(book, one, event)]
    return bool(row["held_on"] == max(day for day in days if day <= book.today))


def _one(rule: str, severity: str, row: Row, cell: str) -> Sight:
    return Sight(
        rule, "arrangement", severity, "arrangement", (at("Exercises", row, cell),), (row["exercise"],), "Exercises"
    )
