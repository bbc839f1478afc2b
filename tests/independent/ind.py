"""IND, the indicators of the joint review."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tests.independent.book import Book, Row, alike
from tests.independent.sight import Sight, at

WORST_FIRST = ("absent", "partial", "present")


def effective(row: Row, code: str) -> str:
    """A partner's rating: present becomes partial where the agreed evidence is not there."""
    rating, evidence = row["rating"].get(code, ""), row["evidence"].get(code, "")
    if rating != "present":
        return str(rating)
    enough = evidence in (row["evidence_needed"] or ("documented", "confirmed", "several_agree"))
    return "present" if enough else "partial"


def worst(book: Book, row: Row) -> str:
    """The worst effective rating of the parties that rated; empty where there is none."""
    ratings = [effective(row, code) for code in book.parties]
    return next((rating for rating in WORST_FIRST if rating in ratings), "")


def joint(book: Book, row: Row) -> str:
    """The joint rating; empty where there is none."""
    if row["applies_to"] == "partnership":
        if row["agreed_rating"]:
            return str(row["agreed_rating"])
        given = {row["rating"].get(code) for code in book.parties}
        if {"present", "absent"} <= given:
            return "differing"
    lowest = worst(book, row)
    return "waiting" if lowest == "present" and not all(row["rating"].get(code) for code in book.parties) else lowest


def score(book: Book, element: str) -> Fraction:
    """The mean of an element in per cent; below 0 where nothing of it is rated."""
    worth = {"present": 2, "partial": 1, "absent": 0, "differing": 0}
    rated = [joint(book, row) for row in book.indicators if alike(row["element"]) == element]
    points = [worth[rating] for rating in rated if rating in worth]
    return Fraction(50 * sum(points), len(points)) if points else Fraction(-1)


def deciding(book: Book, row: Row, rating: str) -> tuple[object, ...]:
    """The cells in which that joint rating stands: the agreed one, else the parties' own."""
    if row["applies_to"] == "partnership" and row["agreed_rating"]:
        return (at("Indicators", row, "agreed_rating"),)
    cells = []
    for code in book.parties:
        if effective(row, code) == rating:
            changed = row["rating"].get(code) != rating
            cells.append(at("Indicators", row, "evidence" if changed else "rating", code))
    return tuple(cells)


def sights(book: Book) -> Iterator[Sight]:
    """What the indicator sheet shows."""
    for row in book.indicators:
        yield from _joint(book, row)
        yield from _each(book, row)
        yield from _agreed(book, row)


def _joint(book: Book, row: Row) -> Iterator[Sight]:
    id, element, key, rating = row["indicator"], alike(row["element"]), row["key"] == "yes", joint(book, row)
    if rating == "absent":
        cells = deciding(book, row, "absent")
        if key:
            yield Sight("IND-01", id, "high", "Indicators", cells)  # type: ignore[arg-type]
        else:
            yield Sight("IND-01", "arrangement", "medium", "arrangement", cells, (id,), "Indicators")  # type: ignore[arg-type]
        if key and element and score(book, element) >= 50:
            yield Sight("IND-06", element, "info", "element", rows=(id,), table="Indicators")
    if rating == "partial":
        cells = deciding(book, row, "partial")
        yield Sight("IND-02", "arrangement", "medium", "arrangement", cells, (id,), "Indicators")  # type: ignore[arg-type]
    if rating == "differing":
        yield Sight("IND-04", id, "high" if key else "medium", "Indicators")


def _each(book: Book, row: Row) -> Iterator[Sight]:
    for code in book.parties:
        if not row["rating"].get(code):
            cell = at("Indicators", row, "rating", code)
            yield Sight("IND-03", code, "low", "Partners", (cell,), (row["indicator"],), party=code)
    for code in book.codes:
        if row["rating"].get(code, "") != effective(row, code):
            cell = at("Indicators", row, "evidence", code)
            yield Sight("IND-05", "arrangement", "info", "arrangement", (cell,), (row["indicator"],), "Indicators")


def _agreed(book: Book, row: Row) -> Iterator[Sight]:
    agreed, lowest = row["agreed_rating"], worst(book, row)
    if row["applies_to"] != "partnership" or agreed not in WORST_FIRST or not lowest:
        return
    if WORST_FIRST.index(agreed) > WORST_FIRST.index(lowest):
        if lowest == "absent":
            severity = "high" if row["key"] == "yes" else "medium"
            yield Sight("IND-07", row["indicator"], severity, "Indicators")
        elif not row["notes"]:
            yield Sight("IND-07", row["indicator"], "low", "Indicators", (at("Indicators", row, "notes"),))
