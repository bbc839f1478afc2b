"""BUD, the budget."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.independent.book import Book, Row, alike, natural
from tests.independent.par import risk_shares
from tests.independent.sight import Sight, at

CATEGORIES = ("salaries", "training", "insurance", "equipment", "psychosocial")
Money = tuple[Fraction, Fraction, Fraction]


def sights(book: Book) -> Iterator[Sight]:
    """What the budget shows."""
    for code in book.codes:
        yield from _shortfall(book, code)
    for line in book.lines:
        yield from _unknown(book, line)
        yield from _insufficient(book, line)
    for code in book.parties:
        yield from _categories(book, code)
        yield from _support(book, code)
    for risk in book.open_risks():
        yield from _sporadic(book, risk)
    yield from _twice(book)
    yield from _unequal(book)


def _amount(value: float | None) -> Fraction:
    return Fraction(str(value)) if value is not None else Fraction(0)


def money(line: Row) -> Money | None:
    """Need, funded and shortfall of a line; nothing where no unit cost says what it needs."""
    if line["unit_cost"] is None:
        return None
    need = _amount(line["unit_cost"])
    for name in ("quantity", "periods"):
        need *= Fraction(1) if line[name] is None else _amount(line[name])
    funded = _amount(line["funded_amount"])
    return need, funded, max(need - funded, Fraction(0))


def lines_of(book: Book, code: str) -> list[Row]:
    """The lines whose `protects` names the partner, whoever holds them."""
    return [line for line in book.lines if code in line["protects"]]


def _grave(book: Book, line: Row) -> bool:
    """Whether the line supports a high or very high risk; closed risks give no finding."""
    return any(book.grave(risk) and line in book.supporting(risk["risk"]) for risk in book.live_risks())


def _shortfall(book: Book, code: str) -> Iterator[Sight]:
    need = missing = Fraction(0)
    short = []
    for line in lines_of(book, code):
        amounts = money(line)
        if amounts:
            need += amounts[0] / len(set(line["protects"]))
            missing += amounts[2] / len(set(line["protects"]))
            short += [line] if amounts[2] > 0 else []
    if missing > 0:
        severity = "high" if any(_grave(book, line) for line in short) else "low" if missing * 10 < need else "medium"
        yield Sight("BUD-01", code, severity, "Partners", rows=tuple(line["line"] for line in short))


def _unknown(book: Book, line: Row) -> Iterator[Sight]:
    known = {alike(row.id) for table in ("Risks", "Activities", "Indicators") for row in book.given.table_rows(table)}
    known |= {alike(id) for ids in book.given.left_out.values() for id in ids}
    if not line["supports"] or any(alike(id) not in known for id in line["supports"]):
        cell = at("Budget", line, "supports")
        yield Sight("BUD-02", "arrangement", "low", "arrangement", (cell,), (line["line"],), "Budget")


def _categories(book: Book, code: str) -> Iterator[Sight]:
    have = {line["category"] for line in lines_of(book, code)}
    if have >= set(CATEGORIES):
        return
    exposed = any(book.grave(risk) and risk["exposure"].get(code) == "direct" for risk in book.live_risks())
    uncovered = exposed and not have & {"insurance", "psychosocial"}
    yield Sight("BUD-03", code, "medium" if uncovered else "low", "Partners")


def _insufficient(book: Book, line: Row) -> Iterator[Sight]:
    cells = tuple(at("Budget", line, "sufficient", c) for c in book.codes if line["sufficient"].get(c) == "no")
    if cells:
        yield Sight("BUD-04", line["line"], "high" if _grave(book, line) else "medium", "Budget", cells)


def _funded_parts(book: Book, code: str) -> list[Fraction]:
    """The partner's equal part of what is funded of each of its lines."""
    return [_amount(line["funded_amount"]) / len(set(line["protects"])) for line in lines_of(book, code)]


def budget_shares(book: Book) -> dict[str, Fraction]:
    """The funded part of each party over those of all parties; nothing where nothing is funded."""
    own = {code: sum(_funded_parts(book, code), Fraction(0)) for code in book.parties}
    total = sum(own.values())
    return {code: part / total for code, part in own.items()} if total else {}


def _support(book: Book, code: str) -> Iterator[Sight]:
    risk, budget = risk_shares(book), budget_shares(book)
    if risk and budget and risk[code] and budget[code] / risk[code] < Fraction(1, 2):
        yield Sight("BUD-05", code, "high", "Partners")


def _sporadic(book: Book, risk: Row) -> Iterator[Sight]:
    funded = [line for line in book.supporting(risk["risk"]) if (line["funded_amount"] or 0) > 0]
    ends, until = [line["until_date"] for line in funded], book.day("valid_until")
    if funded and until and None not in ends and max(ends) < until:
        last = tuple(at("Budget", line, "until_date") for line in funded if line["until_date"] == max(ends))
        yield Sight("BUD-06", risk["risk"], "medium", "Risks", last)


def _twice(book: Book) -> Iterator[Sight]:
    groups: dict[tuple[str, frozenset[str], date | None, date | None], list[str]] = {}
    for line in book.lines:
        if line["description"].strip():
            key = (alike(line["description"]), frozenset(line["protects"]), line["from_date"], line["until_date"])
            groups.setdefault(key, []).append(line["line"])
    for ids in groups.values():
        if len(ids) > 1:
            rows = tuple(sorted(ids, key=natural))
            yield Sight("BUD-07", rows[0], "low", "Budget", rows=rows, table="Budget")


def _unequal(book: Book) -> Iterator[Sight]:
    shares = {}
    for code in book.parties:
        amounts = [(money(line), len(set(line["protects"]))) for line in lines_of(book, code)]
        need = sum((given[0] / many for given, many in amounts if given), Fraction(0))
        missing = sum((given[2] / many for given, many in amounts if given), Fraction(0))
        if len(amounts) >= 3 and need:
            shares[code] = (need - missing) / need
    if shares and max(shares.values()) - min(shares.values()) >= Fraction(1, 4):
        lowest = min(shares, key=lambda code: shares[code])
        yield Sight("BUD-08", lowest, "high", "Partners")
