"""How rows and amounts of money are called in sentences."""

from __future__ import annotations

from pipeline.domain.arrangement import Activity, Indicator, Line, Risk, Row
from schemas.spec import table, table_of
from schemas.wording.direction import closed
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import joined, text

LONGEST = 60


def called(id: str, known_by: str) -> str:
    """An id with the words that people know it by: `1.2 (Move staff out)`; a long text is cut between words."""
    words = cut(" ".join(known_by.split()).rstrip("."), LONGEST)
    return text("phrases.called", id=id, words=words) if words else id


def cut(said: str, longest: int) -> str:
    """A text of so many letters at most, cut between words."""
    if len(said) <= longest:
        return said
    return closed((said[: longest + 1].rpartition(" ")[0] or said[:longest]).rstrip(" .,;:(-،؛") + "…")


def of(row: Row) -> str:
    """How a row is called in a sentence: its id with the words that people know it by; any other row by its id.

    A risk is called by what could happen, since several share an event; by its event where that is not written. A row
    of a sheet that people asked for is called by what stays in view beside its id.
    """
    if isinstance(row, Risk):
        return called(row.id, row.description or row.event)
    if isinstance(row, Activity):
        return called(row.id, row.title)
    if isinstance(row, Indicator):
        return called(row.id, row.text or row.question)
    if isinstance(row, Line):
        return called(row.id, row.description)
    of_row = table_of(type(row))
    has_words = of_row.optional and of_row.frozen_through not in ("", of_row.key)
    words = getattr(row, of_row.frozen_through) if has_words else ""
    return called(row.id, joined(words) if isinstance(words, tuple) else str(words))


def columns(name: str, fields: tuple[str, ...]) -> str:
    """The titles of columns of the table `name` as they stand within a sentence: `scope agreed, resources`."""
    by_name = table(name).by_name
    return joined(by_name[field].title[:1].lower() + by_name[field].title[1:] for field in fields)


def amount(value: float, currency: str) -> str:
    """Money in a sentence: `EUR 12,500`, in whole units; with cents only where it is less than one unit."""
    digits = number_text(value, 2 if 0 < value < 1 else 0)
    return text("phrases.money", amount=digits, currency=currency).strip()
