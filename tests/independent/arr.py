"""ARR, the arrangement."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.cell import Cell
from tests.independent.book import Book, months_later
from tests.independent.sight import Sight

NEEDED = (
    ("ARR-01", "high", ("purpose", "scope")),
    ("ARR-04", "high", ("dispute_procedure", "default_procedure")),
    ("ARR-05", "medium", ("modification_procedure", "disengagement_terms")),
    ("ARR-06", "low", ("common_language",)),
    ("ARR-07", "high", ("confidentiality_rule",)),
    ("ARR-09", "low", ("legal_requirements",)),
)


def sights(book: Book) -> Iterator[Sight]:
    """What the arrangement itself does not yet say, and what falls due."""
    for rule, severity, names in NEEDED:
        yield from _empty(book, rule, severity, names)
    yield from _validity(book)
    yield from _review(book)
    soon = book.within(book.day("valid_until"), 180)
    yield from _empty(book, "ARR-08", "medium" if soon else "low", ("exit_security_effect",))


def _empty(book: Book, rule: str, severity: str, names: tuple[str, ...]) -> Iterator[Sight]:
    empty = [name for name in names if name not in book.fields]
    if empty:
        cells = tuple(Cell("Arrangement", book.given.field_rows[name], "value") for name in empty)
        yield Sight(rule, "arrangement", severity, "arrangement", cells, field=empty[0])


def _validity(book: Book) -> Iterator[Sight]:
    until = book.day("valid_until")
    cell = Cell("Arrangement", book.given.field_rows["valid_until"], "value")
    if until is not None and until < book.today:
        yield Sight("ARR-02", "arrangement", "high", "arrangement", (cell,))
    elif until is None or book.within(until, 90):
        yield Sight("ARR-02", "arrangement", "medium", "arrangement", (cell,))


def _review(book: Book) -> Iterator[Sight]:
    last, months = book.day("last_reviewed_on") or book.day("started_on"), book.fields.get("review_every_months")
    wrong = []
    if last is None:
        wrong.append("last_reviewed_on")
    if not months:
        wrong.append("review_every_months")
    if last is not None and isinstance(months, int) and months and months_later(last, months) < book.today:
        wrong.append("last_reviewed_on")
    if wrong:
        cells = tuple(Cell("Arrangement", book.given.field_rows[name], "value") for name in wrong)
        yield Sight("ARR-03", "arrangement", "medium", "arrangement", cells, field=wrong[0])
