"""PLAN, the agreed plan."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tests.independent.book import Book, Row
from tests.independent.bud import budget_shares, shared_only
from tests.independent.sight import Sight, at

TAKEN_ON = ("agreed", "in_progress", "done", "verified")
NOT_DUE = ("done", "verified", "cancelled", "on_hold")


def _responsible(book: Book, action: Row) -> str:
    """Agreed, else proposed: the risk's owner, the activity's leader, the holder of the line."""
    if action["agreed_responsible"]:
        return str(action["agreed_responsible"])
    area, subject = action["action"][:3], action["action"].rpartition("/")[2]
    if area == "RSK":
        return next((risk["owner"] for risk in book.risks if risk["risk"] == subject), "")
    if area == "BUD":
        return next((line["held_by"] for line in book.lines if line["line"] == subject), "")
    leading = [book.roles(row, "L") for row in book.activities if area == "ACT" and row["activity"] == subject]
    return leading[0][0] if leading and len(leading[0]) == 1 else ""


def sights(book: Book) -> Iterator[Sight]:
    """What the agreed plan shows."""
    for row in book.actions:
        responsible = _responsible(book, row)
        if responsible and row["verified_by"] == responsible:
            yield Sight("PLAN-01", row["action"], "low", "ActionPlan", (at("ActionPlan", row, "verified_by"),))
        due = row["agreed_due"]
        if responsible in book.codes and due and due < book.today and row["status"] not in NOT_DUE:
            cell = at("ActionPlan", row, "agreed_due")
            yield Sight("PLAN-03", responsible, "medium", "Partners", (cell,), (row["action"],))
    taken = [row for row in book.actions if row["status"] in TAKEN_ON]
    shares = {} if shared_only(book) else budget_shares(book, today=True)
    for code in book.parties:
        held = [row["action"] for row in taken if _responsible(book, row) == code]
        if taken and shares and Fraction(len(held), len(taken)) > Fraction(7, 10) and shares[code] < Fraction(3, 10):
            yield Sight("PLAN-02", code, "medium", "Partners", rows=tuple(held))
