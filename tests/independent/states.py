"""What becomes of actions from run to run, a second time from docs/rules.md (Action plan, Settled, Under way).

Nothing here reads a stamp: what a run must remember is kept in plain Python.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from pipeline.domain.finding import Finding
from tests.independent.actions import Found, absorbed_elsewhere, due, found_actions, subject_of
from tests.independent.book import Book, alike
from tests.independent.sight import ORDER

SETTLING = ("kept", "on_hold", "cancelled", "advocacy")
LEVELS = ("low", "medium", "high", "very high")
# Their rows are risks (docs/rules.md, Subject), beside those of RSK.
OF_RISKS = ("PAR-05", "PAR-08", "ACT-14", "AGR-02", "BUD-03", "EXIT-01", "INC-01")
People = Mapping[str, Any]
Facts = Mapping[tuple[str, str], tuple[str, frozenset[str], Counter[str]]]


@dataclass(frozen=True)
class Held:
    """What a run remembers of people's word: what it was, since when, on which facts, and whether it is over."""

    by: tuple[Any, ...] = ()
    since: date = date.min
    facts: Facts = field(default_factory=dict)
    is_over: bool = False


@dataclass(frozen=True)
class Known:
    """One action as a run leaves it."""

    id: str
    state: str
    priority: str
    first: date
    since: date | None = None
    due: date | None = None
    partners: frozenset[str] = frozenset()
    held: Held = field(default_factory=Held)
    under_way: bool = False
    found: Found | None = None
    unsure: bool = False


def facts_of(found: Found | None, codes: list[str]) -> Facts:
    """By rule and subject: the severity, the rows, and the numbers, dates, levels, ratings and codes it names."""
    return {
        (one.rule, alike(one.subject)): (one.severity, frozenset(one.rows), _named(one, codes))
        for one in (found.every if found else [])
    }


def _named(one: Finding, codes: list[str]) -> Counter[str]:
    said = one.says.replace("very high", "veryhigh")
    words = re.findall(r"[\w.-]+", said)
    named = [w.strip(".") for w in words if re.search(r"\d", w) or w.strip(".") in codes]
    levels = [w.casefold() for w in words if w.casefold().strip(".") in ("low", "medium", "high", "veryhigh")]
    return Counter([*named, *levels])


def changed(before: Facts, now: Facts) -> bool | None:
    """Whether something joined, rose or changed; None where it cannot be told from the sentences."""
    unsure = False
    for key, (severity, rows, named) in now.items():
        if key not in before:
            return True
        was, had, said = before[key]
        if rows - had and key[1] == "arrangement":
            return True
        if ORDER.index(severity) < ORDER.index(was):
            return True
        if rows == had and named - said:
            return True
        unsure = unsure or rows != had or named != said  # what is no longer said is no change, unless said otherwise
    return None if unsure else False


def run(
    book: Book, findings: tuple[Finding, ...], known: Mapping[str, Known], people: Mapping[str, People]
) -> dict[str, Known]:
    """What a run makes of the actions: `known` as the last one left them, `people` what stands in their rows."""
    found, elsewhere = found_actions(findings), absorbed_elsewhere(findings)
    return {
        key: _one(book, key, found.get(key), key in elsewhere, known.get(key), people.get(key, {}))
        for key in [*known, *(key for key in found if key not in known)]
    }


def _one(book: Book, key: str, found: Found | None, elsewhere: bool, old: Known | None, people: People) -> Known:
    if old is None:
        assert found
        new = Known(found.id, "new", found.priority, book.today)
        return _dated(book, replace(new, found=found, partners=frozenset(found.partners)), None, anew=True)
    is_left = bool(found or elsewhere)
    priority = found.priority if found else old.priority
    new = replace(old, priority=priority, found=found, under_way=False, unsure=False)
    new = replace(new, partners=frozenset(found.partners)) if found else new
    if not is_left and not _silent(book, old):
        gone = replace(old.held, facts={})
        return replace(new, state="resolved", since=None, held=gone)
    new, settled = _held(book, new, people)
    if settled:
        return _dated(book, replace(new, state="settled", since=None), old, anew=False)
    if not is_left:
        return replace(new, state="waiting")
    if old.state in ("resolved", "settled"):
        return _dated(book, replace(new, state="reopened", since=book.today), old, anew=True)
    if old.since or old.state == "reopened":
        return _dated(book, replace(new, state="reopened"), old, anew=False)
    written = any(value not in ("", None, ()) for value in people.values())
    return _dated(book, replace(new, state="open" if written else "new"), old, anew=False)


def _dated(book: Book, new: Known, old: Known | None, *, anew: bool) -> Known:
    if new.found is None:
        return new
    risen = bool(old) and ORDER.index(new.priority) < ORDER.index(old.priority)  # type: ignore[union-attr]
    since = new.since or new.first
    return replace(new, due=due(new.priority, since, old.due if old else None, book.today, anew=anew, risen=risen))


def _silent(book: Book, old: Known) -> bool:
    """Whether a party that it named has no rating of its risk, if it carries it, or of its indicator."""
    row = subject_of(book, old.id)
    if row is None:
        return False
    if old.id.startswith("RSK/"):
        return any(v["carries"] and not v["rated"] and v["code"] in old.partners for v in book.seen_by(row))
    if old.id.startswith("IND/"):
        return any(not row["rating"].get(code) and code in old.partners for code in book.parties)
    return False


def _held(book: Book, new: Known, people: People) -> tuple[Known, bool]:
    """With what people said of it: whether it is settled; else whether it is under way."""
    status, agreed = people.get("status", ""), people.get("agreed_due")
    now, most = facts_of(new.found, book.codes), 180
    if status in SETTLING and people.get("what_we_agreed"):
        by: tuple[Any, ...] = (status, agreed, people["what_we_agreed"])
        if new.priority == "critical" or _too_grave(book, new):
            over = replace(new.held, is_over=True) if new.held.by == by else Held()
            return replace(new, held=over), False
        last = by[1]
    elif status in ("agreed", "in_progress") and agreed and people.get("agreed_responsible"):
        by, most = (people["agreed_responsible"], agreed), 30 if new.priority == "critical" else 90
        last = agreed
    else:
        return replace(new, held=Held()), False
    is_new = new.held.by != by
    held = Held(by, book.today, now) if is_new else new.held
    latest = held.since + timedelta(days=most)
    if status in SETTLING:
        holds = book.today <= (min(last, latest) if last and last >= held.since else latest)
    else:
        holds = book.today <= last <= latest
    news = changed(held.facts, now) if new.found and not is_new else False
    has_ended = held.is_over or not holds or bool(news)
    held = replace(held, is_over=has_ended, facts=held.facts if has_ended or not new.found else now)
    is_on = not has_ended
    new = replace(new, held=held, unsure=news is None and is_on, under_way=is_on and status not in SETTLING)
    return new, is_on and status in SETTLING


def _too_grave(book: Book, new: Known) -> bool:
    found = new.found
    if found is None:
        row = subject_of(book, new.id) if new.id.startswith("RSK/") else None
        return row is not None and any(v["carries"] and v["accepted"] == "no" for v in book.seen_by(row))
    if any(one.rule == "RSK-05" or (one.rule == "RSK-01" and one.severity == "high") for one in found.every):
        return True
    ids = {alike(id) for one in found.every for id in _risks(one)}
    against = [risk for risk in book.risks if alike(risk["risk"]) in ids]
    return any(v["carries"] and v["accepted"] == "no" for risk in against for v in book.seen_by(risk))


def _risks(one: Finding) -> list[str]:
    """The risks that stand on a finding: its subject, or its rows."""
    on_a_risk = one.rule.startswith("RSK") or one.rule in ("BUD-06", "INC-01")
    own = [one.subject] if one.kind == "row" and on_a_risk else []
    return [*own, *(one.rows if one.rule.startswith("RSK") or one.rule in OF_RISKS else [])]
