"""All rules but OBS, computed the slow way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.domain.arrangement import Arrangement
from schemas.yaml_file import parse
from tests.independent import act, agr, arr, bud, com, exe, inc, ind, leg, par, plan, res, rsk, srv, step, sup, view
from tests.independent.book import Book, alike
from tests.independent.sight import Found, Sight, found


def sights(given: Arrangement, today: date) -> list[Sight]:
    """All that is seen, before absorbing and grouping."""
    book = Book(given, today)
    areas = (arr, par, rsk, act, ind, bud, plan, view, inc, agr, sup, exe, step, com, srv, res, leg)
    seen = [sight for area in areas for sight in area.sights(book)]
    return [*seen, *contradicted(book, seen)]


def contradicted(book: Book, seen: list[Sight]) -> Iterator[Sight]:
    """IND-08: catalogue indicators jointly present while a rule that the catalogue names finds medium or worse."""
    found = {sight.rule for sight in seen if sight.severity in ("critical", "high", "medium")}
    for data in catalogues():
        named = {alike(id): entry.get("contradicted_by", ()) for id, entry in data["indicators"].items()}
        for row in book.indicators:
            rules = named.get(alike(row["indicator"]), ()) if alike(row["framework"]) == alike(data["title"]) else ()
            if ind.joint(book, row) == "present" and found.intersection(rules):
                cells: Any = ind.deciding(book, row, "present")
                yield Sight(
                    "IND-08", row["indicator"], "high" if row["key"] == "yes" else "medium", "Indicators", cells
                )


@cache
def catalogues() -> list[Any]:
    """What the catalogues hold, read once: reading them takes many times as long as computing."""
    schemas = Path("schemas")
    return [
        {**parse(words.read_text(encoding="utf-8"), words.name), **parse(file.read_text(encoding="utf-8"), file.name)}
        for file in sorted((schemas / "catalogues").glob("*.yaml"))
        for words in [schemas / "wording" / "en" / "catalogues" / file.name]
    ]


def findings(given: Arrangement, today: date) -> set[Found]:
    """Every finding of the arrangement on that day, after absorbing and grouping."""
    return found(given, sights(given, today))
