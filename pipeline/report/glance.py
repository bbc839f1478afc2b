"""The tiles at the top of a page: one number each, what it is made of, and where its rows are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import countable, funded, need, shortfall
from pipeline.analysis.risk_view import LEVELS
from pipeline.domain.arrangement import Line
from pipeline.domain.finding import SEVERITIES, Finding
from pipeline.report.actions import Act
from pipeline.report.matrix import TO_SETTLE, Row, counted
from pipeline.report.pieces import tone
from pipeline.report.readiness import Element
from pipeline.report.risks import count_by_view
from pipeline.report.safe_text import number
from pipeline.report.words import label
from pipeline.results.rows import ResultRow
from schemas.vocabulary import vocabulary
from schemas.wording.text import text, texts

CLASSES = ("needs_attention", "fair", "strong")
CLASS_TONES = {"needs_attention": "raised", "fair": "middle", "strong": "calm"}
STATE_TONES = {
    "nobody": "severe", "offered": "middle", "open": "raised", "unreadable": "neutral", "resolved": "calm",
    "one": "faint",
}  # fmt: skip
# count, label, anchor, tone
Part = tuple[float, str, str, str]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, what it is a part of, the section it leads to, its parts, and further numbers below them."""

    name: str
    value: str
    href: str
    parts: tuple[Part, ...]
    of: str = ""
    more: tuple[tuple[float, str, str], ...] = ()

    @property
    def words(self) -> Mapping[str, str]:
        """Its name and how to read it."""
        said: dict[str, str] = texts("report.glance.tiles")[self.name]
        return said


def of(count: float) -> str:
    """What a number is a part of: `of 12`."""
    return text("report.page.of", count=number(count))


def risks(assessment: Assessment) -> Tile:
    """Open risks by joint level; those nobody rated by themselves."""
    count = Counter(view.joint_level for view in assessment.open_risks)
    parts: list[Part] = [
        (count[level], label(level, "risk_level"), f"risks-{level}", tone("risk_level", level))
        for level in reversed(LEVELS)
    ]
    parts.append((count[""], text("report.glance.no_level"), "risks-unknown", "neutral"))
    return Tile("risks", str(len(assessment.open_risks)), "risks", _there(parts, "risks"))


def views(assessment: Assessment, missing: int) -> Tile:
    """How far the parties' views lie apart, over open risks; and how many views are missing."""
    count = count_by_view(assessment.open_risks)
    parts = tuple(
        (
            count[word.code],
            word.label,
            "differences" if word.code in ("far_apart", "discuss") else "risks",
            tone("view", word.code),
        )
        for word in vocabulary("view")
    )
    differ = count["far_apart"] + count["discuss"]
    more = ((missing, text("report.glance.missing"), "missing"),)
    return Tile("views", str(differ), "differences", parts, of(len(assessment.open_risks)), more)


def responsibilities(rows: tuple[Row, ...]) -> Tile:
    """Gaps and overlaps over the most detailed activities."""
    count = counted(rows)
    named = texts("report.states")
    parts = tuple(
        (
            count[state],
            named[state]["name"],
            f"state-{state}" if state in TO_SETTLE and count[state] else "matrix",
            kind,
        )
        for state, kind in STATE_TONES.items()
        if count[state] or state != "unreadable"
    )
    return Tile(
        "responsibilities", str(sum(count[state] for state in TO_SETTLE)), "queue", parts, of(sum(count.values()))
    )


def readiness(found: tuple[Element, ...]) -> Tile:
    """Elements by class, over those with a rating."""
    count = Counter(element.readiness for element in found if element.score)
    parts = [(count[name], texts("report.classes")[name], f"ready-{name}", CLASS_TONES[name]) for name in CLASSES]
    return Tile(
        "readiness", str(count["needs_attention"]), "readiness", _there(parts, "readiness"), of(sum(count.values()))
    )


def money(assessment: Assessment) -> Tile:
    """What is needed, funded and missing, over the lines that can be counted."""
    needed, _, short = money_totals(assessment.arrangement.lines)
    said = texts("report.glance")
    currency = assessment.arrangement.text("currency")
    parts = ((needed - short, said["funded"], "lines", "calm"), (short, said["shortfall"], "lines", "raised"))
    more = ((needed, said["need"], "lines"),)
    return Tile("money", f"{number(short)} {currency[:8]}".strip(), "money", parts, "", more)


def money_totals(lines: Iterable[Line]) -> tuple[float, float, float]:
    """Need, funding and shortfall of the lines whose amounts could all be understood."""
    counted_lines = [line for line in lines if countable(line)]
    return fsum(map(need, counted_lines)), fsum(map(funded, counted_lines)), fsum(map(shortfall, counted_lines))


def plan(found: tuple[Act, ...]) -> Tile:
    """The actions to be done by priority; and those past their date."""
    standing = [act for act in found if act.stands]
    count = Counter(act.row.value("priority") for act in standing)
    parts = [(count[code], label(code, "severity"), "plan", tone("severity", code)) for code in SEVERITIES[:3]]
    if own := len(standing) - sum(number for number, *_ in parts):
        parts.append((own, text("report.plan.own"), "plan", "neutral"))
    more = ((sum(act.late for act in standing), text("report.glance.late"), "plan-late"),)
    return Tile("plan", str(len(standing)), "plan", tuple(parts), "", more)


def findings(found: Iterable[Finding]) -> Tile:
    """Everything found by severity."""
    count = Counter(finding.severity for finding in found)
    parts = tuple((count[code], label(code, "severity"), "findings", tone("severity", code)) for code in SEVERITIES)
    return Tile("findings", str(sum(count.values())), "findings", parts)


def checks(rows: Iterable[ResultRow]) -> Tile:
    """Cells to mend, and what was mentioned."""
    count = Counter("high" if row["severity"] in ("critical", "high", "medium") else "low" for row in rows)
    said = texts("report.glance")
    parts = ((count["high"], said["errors"], "checks", "raised"), (count["low"], said["mentions"], "checks", "neutral"))
    return Tile("checks", str(count["high"]), "checks", parts)


def _there(parts: Iterable[Part], section: str) -> tuple[Part, ...]:
    """The parts; those of nothing lead to the section, for there is no group of theirs to lead to."""
    return tuple((count, name, href if count else section, kind) for count, name, href, kind in parts)
