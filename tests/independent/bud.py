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
    for code in () if shared_only(book) else book.codes:
        yield from _shortfall(book, code, lines_of(book, code), "Partners")
    for line in book.lines:
        if shared_only(book):
            yield from _shortfall(book, line["line"], [line], "Budget")
        yield from _unknown(book, line)
        yield from _insufficient(book, line)
    for code in () if shared_only(book) else book.parties:
        yield from _categories(book, code)
        yield from _support(book, code)
    for risk in book.open_risks():
        yield from _sporadic(book, risk)
    yield from _twice(book)
    yield from () if shared_only(book) else _unequal(book)
    yield from () if shared_only(book) else _afterwards(book)


def shared_only(book: Book) -> bool:
    """Whether the sheet holds only what is shared."""
    return book.fields.get("budget_covers") == "shared_only"


def pays(book: Book, line: Row) -> bool:
    """Whether a line pays today."""
    begun = line["from_date"] is None or line["from_date"] <= book.today
    ended = line["until_date"] is not None and line["until_date"] < book.today
    return (line["funded_amount"] or 0) > 0 and begun and not ended


def _afterwards(book: Book) -> Iterator[Sight]:
    """EXIT-01: those directly exposed without a funded line that outlasts the arrangement, soon before its end."""
    until = book.day("valid_until")
    if until is None or not book.within(until, 180):
        return
    lasting = [
        line for line in book.lines
        if (line["funded_amount"] or 0) > 0 and (line["until_date"] is None or line["until_date"] > until)
    ]  # fmt: skip
    for risk in book.open_risks():
        bare = [code for code in book.direct(risk) if not any(code in line["protects"] for line in lasting)]
        if book.grave(risk) and bare:
            yield Sight("EXIT-01", "arrangement", "high", "arrangement", rows=(risk["risk"],), table="Risks")


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


def _shortfall(book: Book, subject: str, lines: list[Row], place: str) -> Iterator[Sight]:
    """A partner's part of its lines, or (place Budget) one line whole."""
    need = missing = Fraction(0)
    short = []
    for line in lines:
        amounts = money(line)
        if amounts:
            many = len(set(line["protects"])) if place == "Partners" else 1
            need += amounts[0] / many
            missing += amounts[2] / many
            short += [line] if amounts[2] > 0 else []
    if missing > 0:
        voiced = any("no" in line["sufficient"].values() for line in short)
        severity = "high" if any(_grave(book, line) for line in short) else "medium"
        severity = "low" if missing * 10 < need and not voiced else severity
        yield Sight("BUD-01", subject, severity, place, rows=tuple(line["line"] for line in short))


def _unknown(book: Book, line: Row) -> Iterator[Sight]:
    known = {alike(row.id) for table in ("Risks", "Activities", "Indicators") for row in book.given.table_rows(table)}
    known |= {alike(id) for ids in book.given.left_out.values() for id in ids}
    if not line["supports"] or any(alike(id) not in known for id in line["supports"]):
        cell = at("Budget", line, "supports")
        yield Sight("BUD-02", "arrangement", "low", "arrangement", (cell,), (line["line"],), "Budget")


def _categories(book: Book, code: str) -> Iterator[Sight]:
    have = {line["category"] for line in lines_of(book, code) if pays(book, line)}
    if have >= set(CATEGORIES):
        return
    exposed = any(book.grave(risk) and code in book.direct(risk) for risk in book.open_risks())
    severity = "high" if "insurance" not in have else "medium" if "psychosocial" not in have else "low"
    yield Sight("BUD-03", code, severity if exposed else "low", "Partners")


def _insufficient(book: Book, line: Row) -> Iterator[Sight]:
    cells = tuple(at("Budget", line, "sufficient", c) for c in book.codes if line["sufficient"].get(c) == "no")
    amounts = money(line)
    if cells and not (amounts and amounts[2] > 0):
        yield Sight("BUD-04", line["line"], "high" if _grave(book, line) else "medium", "Budget", cells)


def ended(book: Book, line: Row) -> bool:
    """Whether the line's last day is past."""
    return line["until_date"] is not None and bool(line["until_date"] < book.today)


def budget_shares(book: Book, today: bool = False) -> dict[str, Fraction]:
    """The funded part of each party over those of all parties, of lines that have not ended or that pay today."""
    own = {
        code: sum(
            (
                _amount(line["funded_amount"]) / len(set(line["protects"]))
                for line in lines_of(book, code)
                if (pays(book, line) if today else not ended(book, line))
            ),
            Fraction(0),
        )
        for code in book.parties
    }
    total = sum(own.values())
    return {code: part / total for code, part in own.items()} if total else {}


def _support(book: Book, code: str) -> Iterator[Sight]:
    risk, budget = risk_shares(book), budget_shares(book)
    if risk and budget and risk[code] and lines_of(book, code) and budget[code] / risk[code] < Fraction(1, 2):
        yield Sight("BUD-05", code, "high", "Partners")


def _sporadic(book: Book, risk: Row) -> Iterator[Sight]:
    until = book.day("valid_until")
    cells: list[object] = []
    over = False
    for code in [view["code"] for view in book.seen_by(risk) if view["carries"]]:
        funded = [line for line in lines_of(book, code) if (line["funded_amount"] or 0) > 0]
        funded = [line for line in funded if line in book.supporting(risk["risk"])]
        ends = [line["until_date"] for line in funded]
        if funded and until and None not in ends and max(ends) < until:
            cells += [at("Budget", line, "until_date") for line in funded if line["until_date"] == max(ends)]
            over = over or max(ends) < book.today
    if cells:
        yield Sight("BUD-06", risk["risk"], "high" if over else "medium", "Risks", tuple(cells))  # type: ignore[arg-type]


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
