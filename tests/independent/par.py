"""PAR, the partners."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipeline.domain.cell import Cell
from tests.independent.book import Book, alike
from tests.independent.sight import IDS, Sight, at

REFERENCES = (
    ("Risks", "risks", ("owner", "transfer_from", "transfer_to")),
    ("Budget", "lines", ("held_by", "protects")),
    ("ActionPlan", "actions", ("agreed_responsible", "verified_by")),
)

# Of sheets that people ask for.
ASKED_FOR = (
    ("Incidents", ("touched",)),
    ("Agreements", ("between",)),
    ("Services", ("providers",)),
    ("Support", ("receiver", "by")),
    ("Advocacy", ("speaker",)),
    ("Exercises", ("took_part", "evaluated_by")),
    ("Steps", ("by",)),
    ("Channels", ("from_partner", "to")),
    ("Services", ("providers",)),
    ("Resources", ("owner",)),
    ("Requirements", ("binds",)),
)


def sights(book: Book) -> Iterator[Sight]:
    """What the list of partners shows, and what is missing from it."""
    if len(book.parties) < 2:
        yield Sight("PAR-01", "arrangement", "critical", "arrangement")
    for row in book.partners:
        if row["party"] == "yes":
            yield from _empty(row, "PAR-02", ("benefit",))
            yield from _empty(row, "PAR-03", ("focal_point",))
            yield from _empty(row, "PAR-04", ("risk_attitude", "acceptable_level"))
    for code in book.parties:
        if missing := _largely_missing(book, code):
            yield Sight("PAR-05", code, "high", "Partners", about=missing)
    yield from _strangers(book)
    yield from _unequal(book)
    yield from _limits(book)


def _limits(book: Book) -> Iterator[Sight]:
    """Live risks where one that is directly exposed accepts more than one that is indirectly exposed."""
    for risk in book.live_risks():
        views = [view for view in book.seen_by(risk) if view["limit"] < 9]
        hit = [view["limit"] for view in views if view["code"] in book.direct(risk)]
        apart = [view["limit"] for view in views if view["exposure"] == "indirect"]
        if hit and apart and max(hit) > min(apart):
            yield Sight("PAR-08", "arrangement", "medium", "arrangement", rows=(risk["risk"],), table="Risks")


def _empty(row: dict[str, object], rule: str, names: tuple[str, ...]) -> Iterator[Sight]:
    cells = tuple(at("Partners", row, name) for name in names if not row[name])
    if cells:
        yield Sight(rule, str(row["partner"]), "medium", "Partners", cells)


def _largely_missing(book: Book, code: str) -> str:
    """What of its view is largely missing."""
    live = [risk["risk"] for risk in book.live_risks()]
    carried = [view for view in book.views if view["code"] == code and view["carries"] and view["risk"] in live]
    rated = [view for view in carried if view["rated"]]
    answered = [row for row in book.indicators if row["rating"].get(code)]
    no_role = not any(row["role"].get(code) for row in book.activities)
    found = "risks " if len(rated) * 2 < len(carried) else ""
    found += "indicators " if len(answered) * 2 < len(book.indicators) else ""
    return found + ("activities" if len(book.activities) >= 5 and no_role else "")


def _strangers(book: Book) -> Iterator[Sight]:
    """One sight for each cell that names an organisation which is not in Partners, which thus has no cell there."""
    for column in book.given.columns:
        if column.partner not in book.codes:
            yield Sight("PAR-06", column.partner, "high", "stranger", (Cell(column.table, column.row, column.column),))
    named = [(table, getattr(book, name), columns) for table, name, columns in REFERENCES]
    for table, rows, columns in [*named, *((table, book.optional(table), names) for table, names in ASKED_FOR)]:
        for row in rows:
            for field in columns:
                codes = row[field] if isinstance(row[field], tuple) else (row[field],)
                for code in codes:
                    if code and code not in book.codes and alike(code) != "allparties":
                        yield Sight("PAR-06", code, "high", "stranger", (at(table, row, field),), (row[IDS[table]],))


def _unequal(book: Book) -> Iterator[Sight]:
    shares, duties = risk_shares(book), {code: _duties(book, code) for code in book.codes}
    total = sum(duties.values())
    if not total or not shares:
        return
    for code in book.parties:
        if (
            len(rated_openly(book, code)) >= 8
            and shares[code] >= Fraction(1, 10)
            and shares[code] > Fraction(3, 2) * Fraction(duties[code], total)
        ):
            yield Sight("PAR-07", code, "medium", "Partners")


def _duties(book: Book, code: str) -> int:
    owned = [risk for risk in book.open_risks() if risk["owner"] == code]
    return len(owned) + len([leaf for leaf in book.leaves() if leaf["role"].get(code) == "L"])


def rated_openly(book: Book, code: str) -> list[dict[str, object]]:
    """The views that count in shares: open risks which the partner carries for certain and has rated."""
    still = [risk["risk"] for risk in book.open_risks()]
    return [
        view
        for view in book.views
        if view["code"] == code and view["rated"] and view["risk"] in still
        if view["exposure"] in ("direct", "indirect")
    ]


def risk_shares(book: Book) -> dict[str, Fraction]:
    """The risk share of each party; nothing where there is no score to share."""
    weight = {"direct": Fraction(1), "indirect": Fraction(1, 2)}
    own = {
        code: sum((view["score"] * weight[str(view["exposure"])] for view in rated_openly(book, code)), Fraction(0))  # type: ignore[operator]
        for code in book.parties
    }
    total = sum(own.values())
    return {code: part / total for code, part in own.items()} if total else {}
