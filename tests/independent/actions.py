"""The actions of a plan, made a second time from docs/rules.md (Action plan): ids, who, by when, what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from pipeline.domain.finding import Finding
from tests.independent.book import Book, Row, alike, natural
from tests.independent.bud import money
from tests.independent.sight import ORDER

GRAVE = ORDER[:3]
DAYS = {"critical": 14, "high": 30, "medium": 90}
YES = ("yes", "with_conditions")
TABLES = {"RSK": "risks", "ACT": "activities", "IND": "indicators", "BUD": "lines"}
KEYS = {"RSK": "risk", "ACT": "activity", "IND": "indicator", "BUD": "line"}


def action_id(finding: Finding) -> str:
    """The action that a finding belongs to; none for PLAN-03, whose actions stand in the plan."""
    prefix = finding.rule.split("-")[0]
    if finding.rule == "PLAN-03":
        return ""
    if prefix == "ARR":
        return "ARR"
    if finding.kind == "arrangement":
        return finding.rule
    if finding.kind == "row":
        prefix = "RSK" if finding.rule in ("BUD-06", "INC-01") else prefix
        return f"{prefix}/{finding.subject}"
    if finding.kind == "partner" and prefix in ("PAR", "BUD"):
        return f"{'PAR' if prefix == 'PAR' else 'MONEY'}/{finding.subject}"
    return f"{finding.rule}/{finding.subject}"


def whole(finding: Finding) -> list[Finding]:
    """A finding as it is by itself, and its parts."""
    return [finding.lead or finding, *finding.parts]


@dataclass
class Found:
    """What is found on one action."""

    id: str
    findings: list[Finding]

    @property
    def priority(self) -> str:
        return min((one.severity for one in self.findings), key=ORDER.index)

    @property
    def every(self) -> list[Finding]:
        return [one for finding in self.findings for one in whole(finding)]

    @property
    def partners(self) -> set[str]:
        return {code for one in self.every for code in one.partners}


def proposing(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of medium or worse in Gaps."""
    hidden = ("PAR-06", "BUD-07")
    return [
        one for one in findings if one.severity in GRAVE and one.rule not in hidden and not one.rule.startswith("OBS")
    ]


def found_actions(findings: Iterable[Finding]) -> dict[str, Found]:
    """Each finding of medium or worse in exactly one action, by id as compared."""
    made: dict[str, Found] = {}
    for one in proposing(findings):
        if id := action_id(one):
            made.setdefault(alike(id), Found(id, [])).findings.append(one)
    return made


def absorbed_elsewhere(findings: Iterable[Finding]) -> set[str]:
    """The actions of which another one took in something of medium or worse."""
    return {
        alike(action_id(part))
        for one in findings
        for part in one.parts
        if part.severity in GRAVE and action_id(part) and alike(action_id(part)) != alike(action_id(one))
    }


def subject_of(book: Book, id: str) -> Row | None:
    """The row that an action is about."""
    prefix, _, subject = id.partition("/")
    rows: list[Row] = getattr(book, TABLES[prefix]) if prefix in TABLES else []
    return next((row for row in rows if alike(row[KEYS[prefix]]) == alike(subject)), None)


def responsible(book: Book, found: Found) -> list[str]:
    """Whom a run proposes; nobody for all parties."""
    row, rules = subject_of(book, found.id), {one.rule for one in found.every}
    if row is None:
        return []
    if found.id.startswith("ACT/"):
        return book.roles(row, "L")
    if not found.id.startswith("RSK/"):
        return []
    owner = row["owner"]
    if rules & {"RSK-05", "RSK-16"}:
        enough = YES[:1] if "RSK-16" in rules else YES
        asked = [v["code"] for v in book.seen_by(row) if v["carries"] and v["accepted"] not in enough]
        codes = [] if owner in asked else [owner]
    elif rules & {"RSK-06", "RSK-14"}:
        codes = [row["transfer_from"] or ("" if owner in row["transfer_to"] else owner)]
    else:
        codes = [owner]
    return [code for code in codes if code in book.codes]


def due(severity: str, since: date, before: date | None, today: date, *, anew: bool, risen: bool) -> date | None:
    """The proposed date: counted from when it was first found or came back; else it only moves earlier."""
    fresh = max(since + timedelta(days=DAYS[severity]), today)
    if before is None or anew:
        return fresh
    return min(before, fresh) if risen else before


@dataclass(frozen=True)
class Cost:
    """What one action costs, whether what it looks at is funded, and whether its date is one to decide by."""

    cost: float | None
    funded: str


def costs(book: Book, actions: Mapping[str, tuple[str, str]]) -> dict[str, Cost]:
    """The costs of actions that are not resolved: by id as compared, their id and priority."""
    ranked = sorted(actions, key=lambda key: (ORDER.index(actions[key][1]), natural(actions[key][0])))
    counted: dict[str, str] = {}
    for line in book.lines:
        wanted = [f"{prefix}/{id}" for prefix in ("RSK", "ACT", "IND") for id in line["supports"]]
        wanted = [alike(id) for id in [*wanted, f"BUD/{line['line']}"]]
        counted[line["line"]] = next((key for key in ranked if key in wanted), "")
    return {key: _cost(book, key, id, counted) for key, (id, _) in actions.items()}


def _missing(line: Row) -> Fraction:
    amounts = money(line)
    return amounts[2] if amounts else Fraction(0)


def _cost(book: Book, key: str, id: str, counted: Mapping[str, str]) -> Cost:
    prefix, _, subject = id.partition("/")
    if prefix == "MONEY":
        lines = [line for line in book.lines if any(alike(code) == alike(subject) for code in line["protects"])]
        mine = [(line, Fraction(1, len(set(line["protects"])))) for line in lines if not counted[line["line"]]]
    else:
        lines = book.supporting(subject) if prefix in ("RSK", "ACT", "IND") else []
        lines = [line for line in book.lines if alike(line["line"]) == alike(subject)] if prefix == "BUD" else lines
        mine = [(line, Fraction(1)) for line in lines if counted[line["line"]] == key]
    if not lines:
        return Cost(None, "")
    short = any(_missing(line) > 0 for line in lines)
    return Cost(float(round(sum(_missing(line) * part for line, part in mine), 2)), "no" if short else "yes")
