"""PLAN, the agreed plan."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tests.independent.book import Book, Row, alike
from tests.independent.sight import Sight, at

TAKEN_ON = ("agreed", "in_progress", "done", "verified")
NOT_DUE = ("done", "verified", "cancelled", "on_hold")
STANDING = ("", "new", "open", "reopened", "waiting")


def _responsible(book: Book, action: Row) -> list[str]:
    """Those agreed, else those proposed; all parties count only where they were agreed."""
    if not action["agreed_responsible"]:
        return [code for code in action["proposed_responsible"].split(", ") if code in book.codes]
    said = [alike(code) for code in action["agreed_responsible"]]
    every = book.parties if "allparties" in said else []
    return [
        *every,
        *(code for code in action["agreed_responsible"] if alike(code) != "allparties" and code not in every),
    ]


def _paying(book: Book) -> dict[str, Fraction]:
    """The part of each party of the funding by lines that pay today."""
    own = dict.fromkeys(book.parties, Fraction(0))
    for line in book.lines:
        paid, begins, ends = Fraction(line["funded_amount"] or 0), line["from_date"], line["until_date"]
        if paid and not (begins and begins > book.today) and not (ends and ends < book.today):
            for code in set(line["protects"]) & set(own):
                own[code] += paid / len(set(line["protects"]))
    total = sum(own.values())
    return {code: part / total for code, part in own.items()} if total else {}


def sights(book: Book) -> Iterator[Sight]:
    """What the agreed plan shows."""
    rows = [row for row in book.actions if not row["action"].startswith("PLAN-")]
    for row in rows:
        who = _responsible(book, row)
        if who == [row["verified_by"]]:
            yield Sight("PLAN-01", row["action"], "low", "ActionPlan", (at("ActionPlan", row, "verified_by"),))
        due = row["agreed_due"]
        if due and due < book.today and row["status"] not in NOT_DUE and row["state"] in STANDING:
            cell = at("ActionPlan", row, "agreed_due")
            alone = who[0] if len(who) == 1 and who[0] in book.codes else ""
            place = ("Partners", "") if alone else ("arrangement", "ActionPlan")
            yield Sight("PLAN-03", alone or "arrangement", "medium", place[0], (cell,), (row["action"],), place[1])
    if book.fields.get("budget_covers") == "shared_only":
        return
    taken, shares = [row for row in rows if row["status"] in TAKEN_ON], _paying(book)
    for code in book.parties:
        held = [row["action"] for row in taken if _responsible(book, row) == [code]]
        if taken and shares and Fraction(len(held), len(taken)) > Fraction(7, 10) and shares[code] < Fraction(3, 10):
            yield Sight("PLAN-02", code, "medium", "Partners", rows=tuple(held))
