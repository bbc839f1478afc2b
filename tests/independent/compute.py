"""All rules but OBS, computed the slow way."""

from __future__ import annotations

from datetime import date

from pipeline.domain.arrangement import Arrangement
from tests.independent import act, arr, bud, ind, par, plan, rsk
from tests.independent.book import Book
from tests.independent.sight import Found, Sight, found


def sights(given: Arrangement, today: date) -> list[Sight]:
    """All that is seen, before absorbing and grouping."""
    book = Book(given, today)
    areas = (arr, par, rsk, act, ind, bud, plan)
    return [sight for area in areas for sight in area.sights(book)]


def findings(given: Arrangement, today: date) -> set[Found]:
    """Every finding of the arrangement on that day, after absorbing and grouping."""
    return found(given, sights(given, today))
