"""ACT, the activity matrix (ISO 22397, Annex A)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.independent import exe
from tests.independent.book import Book, Row, alike, events, months_later, natural
from tests.independent.sight import Sight, at

DETAILS = ("scope_agreed", "coordination_rule", "capability", "resources")


def sights(book: Book) -> Iterator[Sight]:
    """What the activity matrix shows."""
    for leaf in book.leaves():
        yield from _leaf(book, leaf)
    for row in book.activities:
        yield from _levels(book, row)
        yield from _outside_leaders(book, row)
    yield from _events(book)
    yield from _leads_most(book)
    yield from _same_work(book)


def _leaf(book: Book, leaf: Row) -> Iterator[Sight]:
    """What one leaf shows; silent on who takes part where an organisation that is not in Partners has a role."""
    code = leaf["activity"]
    taking_part, leading = book.roles(leaf, "LPS"), book.roles(leaf, "L")
    sure = book.knows_roles(leaf)
    if sure and not taking_part:
        yield Sight("ACT-01", code, "medium" if book.roles(leaf, "X") else "high", "Activities")
    if sure and len(taking_part) == 1:
        yield Sight("ACT-02", "arrangement", "info", "arrangement", rows=(code,), table="Activities")
    if len(taking_part) < 2:
        return
    empty = [name for name in DETAILS if not leaf[name]]
    if sure and not leading:
        yield Sight("ACT-03", code, "high", "Activities")
    if len(leading) > 1:
        settled = leaf["scope_agreed"] and leaf["coordination_rule"]
        yield Sight("ACT-04", code, "low" if settled else "high", "Activities")
    if sure and len(leading) == 1 and empty:
        cells = tuple(at("Activities", leaf, name) for name in empty)
        yield Sight("ACT-05", "arrangement", "medium", "arrangement", cells, (code,), "Activities")


def _levels(book: Book, row: Row) -> Iterator[Sight]:
    code = row["activity"]
    above = [other for other in book.activities if other["activity"] == code.rpartition(".")[0]]
    if above and set(book.roles(row, "LPS")) - set(book.roles(above[0], "LPSX")):
        yield Sight("ACT-06", code, "low", "Activities")
    below = [other for other in book.activities if other["activity"].rpartition(".")[0] == code]
    linked = {partner for other in below for partner in book.roles(other, "LPSX")}
    if below and set(book.roles(row, "PS")) - linked:
        yield Sight("ACT-07", code, "low", "Activities")
    if below and set(book.roles(row, "L")) - linked:
        yield Sight("ACT-08", code, "medium", "Activities")


def _outside_leaders(book: Book, row: Row) -> Iterator[Sight]:
    outside = [code for code in book.roles(row, "L") if code not in book.parties]
    if outside:
        bound = bool(row["coordination_rule"])
        cells = tuple(at("Activities", row, "role", code) for code in outside)
        cells = cells if bound else (at("Activities", row, "coordination_rule"),)
        yield Sight("ACT-09", row["activity"], "low" if bound else "medium", "Activities", cells)


def _events(book: Book) -> Iterator[Sight]:
    for event in events(book.activities):
        yield from _prepared(book, event)
        yield from _phases(book, event)
    grave = [risk for risk in book.open_risks() if book.grave(risk)]
    for event in events(grave):
        response = [row for row in book.activities if alike(row["event"]) == event and row["phase"] == "response"]
        year_ago = months_later(book.today, -12)
        if written := book.optional("Exercises"):
            if not any(exe.of(book, row, event) and exe.lately(book, row) for row in written):
                rows = tuple(risk["risk"] for risk in grave if alike(risk["event"]) == event)
                yield Sight("ACT-14", "arrangement", "medium", "arrangement", (None,), rows, "Risks", event)
        elif not any(row["exercised_on"] and year_ago <= row["exercised_on"] <= book.today for row in response):
            cells = tuple(at("Activities", row, "exercised_on") for row in response) or (None,)
            rows = tuple(risk["risk"] for risk in grave if alike(risk["event"]) == event)
            yield Sight("ACT-14", "arrangement", "medium", "arrangement", cells, rows, "Risks", event)


def _prepared(book: Book, event: str) -> Iterator[Sight]:
    mine = [row for row in book.activities if alike(row["event"]) == event]
    named = {alike(code) for row in mine if row["phase"] == "preparedness" for code in row["supports"]}
    leaves = [row["activity"] for row in book.leaves() if alike(row["event"]) == event and row["phase"] == "response"]
    bare = [code for code in leaves if not any(code == name or code.startswith(name + ".") for name in named)]
    if (len(leaves) - len(bare)) * 2 < len(leaves):
        yield Sight("ACT-10", "arrangement", "medium", "arrangement", rows=tuple(bare), table="Activities", about=event)


def _phases(book: Book, event: str) -> Iterator[Sight]:
    phases = {row["phase"] for row in book.activities if alike(row["event"]) == event}
    if "response" in phases and not {"preparedness", "recovery"} <= phases:
        mine = [row for row in book.activities if alike(row["event"]) == event]
        rows = tuple(row["activity"] for row in mine if row["phase"] == "response")
        yield Sight(
            "ACT-11",
            "arrangement",
            "medium",
            "arrangement",
            rows=rows,
            table="Activities",
            about=event,
            partly="preparedness" in phases,
        )


def _leads_most(book: Book) -> Iterator[Sight]:
    led = [leaf for leaf in book.leaves() if book.roles(leaf, "L")]
    taking_part = {code for leaf in book.leaves() for code in book.roles(leaf, "LPS")}
    perhaps = [leaf for leaf in book.leaves() if leaf not in led and not book.knows_roles(leaf)]
    for code in book.codes:
        own = [leaf["activity"] for leaf in led if code in book.roles(leaf, "L")]
        if len(own) * 2 > len(led) + len(perhaps) and len(taking_part) >= 3 and len(led) >= 6:
            yield Sight("ACT-12", code, "info", "Partners", rows=tuple(own))


def _same_work(book: Book) -> Iterator[Sight]:
    alikes: dict[tuple[str, ...], list[Row]] = {}
    for leaf in book.leaves():
        if leaf["location"].strip() and book.knows_roles(leaf):
            key = (*(alike(leaf[name]) for name in ("title", "event", "location")), leaf["phase"])
            alikes.setdefault(key, []).append(leaf)
    for rows in alikes.values():
        codes = sorted((row["activity"] for row in rows), key=natural)
        if len({frozenset(book.roles(row, "LPS")) for row in rows}) > 1:
            yield Sight("ACT-13", codes[0], "medium", "Activities", rows=tuple(codes))
