"""SUP and ADV: what one gives another, and what they ask others for."""

from __future__ import annotations

from collections.abc import Iterator

from tests.independent.book import Book, Row, alike
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """What the support shows beside the ratings, and the advocacy beside the plan."""
    support = book.optional("Support")
    for item in book.indicators if support else ():
        said = {code: item["rating"].get(code) for code in book.parties}
        for code in (one for one in said if said[one] == "absent" and "present" in said.values()):
            about = {alike(row["about"]) for row in support if row["receiver"] == code and row["about"]}
            if not about & {alike(item["indicator"]), alike(item["element"])}:
                cells = (at("Indicators", item, "rating", code),)
                yield Sight("SUP-01", code, "medium", "Partners", cells, (item["indicator"],), "Indicators")
    if len(support) >= 3:
        if {row["by"] for row in support} in [{(code,)} for code in book.parties]:
            yield from (_one("SUP-02", "low", "Support", row, "by") for row in support)
        if all(row["lasts_after_end"] != "yes" for row in support):
            yield from (_one("SUP-03", "low", "Support", row, "lasts_after_end") for row in support)
    yield from _advocacy(book)


def _advocacy(book: Book) -> Iterator[Sight]:
    causes = book.optional("Advocacy")
    named = {alike(row["action"]) for row in causes}
    for action in book.actions if causes else ():
        id = action["action"]
        if action["status"] == "advocacy" and alike(id) not in named and not id.startswith("PLAN-"):
            yield Sight("ADV-01", id, "low", "ActionPlan", (at("ActionPlan", action, "status"),))
    for row in causes:
        risks = [risk for risk in book.risks if alike(f"RSK/{risk['risk']}") == alike(row["action"])]
        exposed = {code for risk in risks for code in book.direct(risk)} | {row["speaker"]}
        for partner in book.partners:
            code = partner["partner"]
            stays = code in book.parties and partner["level"] in ("local", "national")
            if stays and code in exposed and row["may_be_named"].get(code) != "yes":
                cells = (at("Advocacy", row, "may_be_named", code),)
                yield Sight("ADV-02", row["advocacy"], "high", "Advocacy", cells, (row["advocacy"],), "Advocacy")
        if row["next_step_on"] and row["next_step_on"] < book.today and row["outcome"] in ("", "open"):
            yield _one("ADV-03", "medium", "Advocacy", row, "next_step_on")


def _one(rule: str, severity: str, table: str, row: Row, cell: str) -> Sight:
    id = row["support" if table == "Support" else "advocacy"]
    return Sight(rule, "arrangement", severity, "arrangement", (at(table, row, cell),), (id,), table)
