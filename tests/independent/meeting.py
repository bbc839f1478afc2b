"""The agenda a second time, from docs/rules.md (Agenda): topics, their order, minutes, numbers, whom to hear first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.domain.finding import Finding
from tests.independent.actions import action_id, proposing, whole
from tests.independent.book import Book, Row, alike, natural
from tests.independent.ind import joint
from tests.independent.sight import ORDER
from tests.independent.states import OF_RISKS, Known

KINDS = ("RSK", "ACT", "MATRIX", "EXIT", "MONEY", "IND/", "IND", "VIEWS", "LATE", "ARR")
LEVELS = ("local", "national", "international", "")


@dataclass
class Item:
    """One topic: its findings, and the actions that wait."""

    id: str
    findings: list[Finding]
    waiting: list[Known]
    severity: str = ""
    is_short: bool = False
    minutes: int = 0
    number: int | None = None

    @property
    def every(self) -> list[Finding]:
        return [one for finding in self.findings for one in whole(finding)]


def agenda(
    book: Book, findings: tuple[Finding, ...], known: Mapping[str, Known], again: Mapping[str, tuple[date, date]]
) -> list[Item]:
    """The topics in order; `again` are the days to look again on, each with the day of the run that first saw it."""
    settled = {key for key, one in known.items() if one.state == "settled"}
    open_ones = [one for one in proposing(findings) if alike(action_id(one)) not in settled]
    waiting = [one for one in known.values() if one.state == "waiting"]
    ids = {alike(action_id(one)) for one in open_ones} | {alike(one.id) for one in waiting}
    own = {id for id in ids if id.startswith("rsk/")}
    items: dict[str, Item] = {}
    for one in open_ones:
        id = _topic(book, one, own)
        items.setdefault(alike(id), Item(id, [], [])).findings.append(one)
    for act in waiting:
        id = _topic_of_waiting(book, act)
        items.setdefault(alike(id), Item(id, [], [])).waiting.append(act)
    for item in items.values():
        grades = [one.severity for one in item.findings] + [one.priority for one in item.waiting]
        item.severity = min(grades, key=ORDER.index)
        item.is_short = _is_under_way(item, known) or _is_later(book, item, again)
    ordered = sorted(items.values(), key=lambda item: _order(book, item))
    _numbers(ordered)
    return ordered


def _topic(book: Book, one: Finding, own: set[str]) -> str:
    id, rule, prefix = action_id(one), one.rule, one.rule.split("-")[0]
    if id.startswith("RSK/"):
        return id
    worst = _worst(book, one)
    if worst and alike(f"RSK/{worst['risk']}") in own:
        return f"RSK/{worst['risk']}"
    if prefix == "ACT" and one.kind == "row":
        return f"ACT/{one.subject.split('.')[0]}"
    if prefix in ("ACT", "EXE", "COM", "SRV", "RES") or rule == "RSK-11":
        return "MATRIX"
    if rule in ("EXIT-01", "STEP-03"):
        return "EXIT"
    if prefix == "BUD" or rule in ("RSK-12", "PAR-07", "PLAN-02"):
        return "MONEY"
    if prefix == "IND" and one.kind == "row":
        row = next(row for row in book.indicators if alike(row["indicator"]) == alike(one.subject))
        if _presses(book, row["element"]):
            return f"IND/{row['element']}"
    if prefix in ("IND", "SUP"):
        return "IND"
    if rule in ("PAR-05", "PAR-08", "RSK-03") or prefix in ("INC", "VIEW"):
        return "VIEWS"
    return "LATE" if rule == "PLAN-03" else "ARR"


def _topic_of_waiting(book: Book, act: Known) -> str:
    """Only a risk and an indicator can wait where every cell can be read."""
    if act.id.startswith("RSK/"):
        return act.id
    row = next(row for row in book.indicators if alike(f"IND/{row['indicator']}") == alike(act.id))
    return f"IND/{row['element']}" if _presses(book, row["element"]) else "IND"


def _presses(book: Book, element: str) -> bool:
    same = [row for row in book.indicators if alike(row["element"]) == alike(element) and row["key"] == "yes"]
    return bool(alike(element)) and any(joint(book, row) in ("absent", "differing") for row in same)


def _worst(book: Book, one: Finding) -> Row | None:
    """The worst risk that a finding is about, where it may go to the topic of that risk."""
    risks: list[Row] = []
    if one.rule == "BUD-04":
        line = next(line for line in book.lines if alike(line["line"]) == alike(one.subject))
        risks = _supported(book, [line])
    elif one.rule in ("RSK-11", "ACT-01", "ACT-03", "ACT-04") and one.severity == "high" and one.kind != "arrangement":
        event = one.subject
        if one.kind == "row":
            event = next(row["event"] for row in book.activities if alike(row["activity"]) == alike(one.subject))
        risks = [risk for risk in book.open_risks() if alike(event) and alike(risk["event"]) == alike(event)]
    return min(risks, key=lambda risk: (-(book.joint(risk) or 0), natural(risk["risk"])), default=None)


def _supported(book: Book, lines: list[Row]) -> list[Row]:
    """The live risks that lines support."""
    return [risk for risk in book.live_risks() if any(line in book.supporting(risk["risk"]) for line in lines)]


def risks_of(book: Book, item: Item) -> list[Row]:
    """The risks of a topic."""
    found: list[Row] = []
    for one in item.every if item.id != "ARR" else []:
        prefix, rows = one.rule.split("-")[0], {alike(id) for id in one.rows}
        own = {alike(one.subject)} if one.kind == "row" else set()
        if prefix == "RSK" or one.rule in ("BUD-06", "INC-01"):
            found += [risk for risk in book.risks if alike(risk["risk"]) in own]
        if prefix == "RSK" or one.rule in OF_RISKS:
            found += [risk for risk in book.risks if alike(risk["risk"]) in rows]
        if prefix == "BUD" and one.rule not in ("BUD-03", "BUD-06"):
            found += _supported(book, [line for line in book.lines if alike(line["line"]) in own | rows])
        if prefix in ("IND", "SUP") or one.rule == "PAR-05":
            named = [row["indicator"] for row in book.indicators if alike(row["indicator"]) in own | rows]
            found += _supported(book, [line for id in named for line in book.supporting(id)])
        if (prefix == "ACT" and one.rule != "ACT-14") or one.rule in ("EXE-01", "COM-01", "RES-02"):
            events = {alike(row["event"]) for row in book.activities if alike(row["activity"]) in own | rows} - {""}
            found += [risk for risk in book.live_risks() if alike(risk["event"]) in events]
    found += [risk for act in item.waiting for risk in book.risks if alike(f"RSK/{risk['risk']}") == alike(act.id)]
    return [risk for at, risk in enumerate(found) if risk not in found[:at]]


def _is_under_way(item: Item, known: Mapping[str, Known]) -> bool:
    gravest = {alike(action_id(one)) for one in item.findings if one.severity == item.severity}
    gravest |= {alike(one.id) for one in item.waiting if one.priority == item.severity}
    return bool(gravest) and all(key in known and known[key].under_way for key in gravest)


def _is_later(book: Book, item: Item, again: Mapping[str, tuple[date, date]]) -> bool:
    if alike(item.id) not in again:
        return False
    day, since = again[alike(item.id)]
    return book.today < day <= since + timedelta(days=30 if item.severity == "critical" else 90)


def _order(book: Book, item: Item) -> tuple[object, ...]:
    is_open = any(
        one.rule in ("RSK-05", "RSK-06", "RSK-14", "PAR-05")
        or (one.rule in ("RSK-01", "BUD-03") and one.severity in ("critical", "high"))
        for one in item.every
    )
    joints = max((book.joint(risk) or 0 for risk in risks_of(book, item)), default=0)
    named = {code for finding in item.findings for code in finding.partners if code in book.parties}
    head, slash, _ = item.id.partition("/")
    kind = KINDS.index("IND/" if head == "IND" and slash else head)
    place = ORDER.index(item.severity), item.is_short, not is_open, -joints, -len(named), kind
    return (*place, natural(item.id))


def _numbers(ordered: list[Item]) -> None:
    for item in ordered:
        item.minutes = 5 if item.is_short else {"critical": 15, "high": 10}.get(item.severity, 5)
    left = 110 - sum(item.minutes for item in ordered if item.severity == "critical")
    number, is_full = 0, False
    for item in ordered:
        if item.severity != "critical":
            is_full = is_full or item.minutes > left or number == 12
            left -= item.minutes
        if item.severity == "critical" or not is_full:
            number += 1
            item.number = number


def hear_first(book: Book, item: Item) -> list[str]:
    """Who speaks first: six at most."""
    risks = risks_of(book, item)
    concerned: dict[str, list[int | None]] = {}

    def add(risk: Row, code: str) -> None:
        score = next(view["score"] for view in book.seen_by(risk) if view["code"] == code)
        concerned.setdefault(code, []).append(score)

    for risk in risks:
        for code in book.direct(risk):
            add(risk, code)
    events = {
        alike(r["event"]) for one in item.every if one.rule == "RSK-14" for r in book.risks if r["risk"] == one.subject
    } - {""}  # no event is not one that they share
    for risk in book.open_risks():
        if alike(risk["event"]) in events:
            for view in book.seen_by(risk):
                if view["carries"]:
                    add(risk, view["code"])
    if not risks:
        concerned = {code: [] for finding in item.findings for code in finding.partners if code in book.parties}

    def rank(code: str) -> tuple[object, ...]:
        scores = concerned[code]
        level = next(row["level"] for row in book.partners if row["partner"] == code)
        return (
            None not in scores,
            -max((s or 0 for s in scores), default=0),
            LEVELS.index(level),
            book.codes.index(code),
        )

    return sorted(concerned, key=rank)[:6]
