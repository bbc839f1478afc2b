"""What was found, folded by area, and the fifteen obstacles of ISO 22397 Annex B as one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.domain.finding import SEVERITIES, Finding
from schemas import wording
from schemas.vocabulary import vocabulary
from schemas.wording.text import text

OBSTACLES = "OBS"
COUNT = 15
# What no rule ever concludes from data (docs/rules.md, the obstacles), and how these are called.
NEVER_INFERRED = {"OBS-06": "self_interest", "OBS-09": "intimidation"}

# An area, how many findings of each severity there are, and the findings, the gravest first.
Area = tuple[str, tuple[tuple[str, int], ...], tuple[Finding, ...]]


def by_area(found: Iterable[Finding]) -> Iterator[Area]:
    """The findings by area, the area of the gravest first; obstacles stand in a table of their own."""
    groups: dict[str, list[Finding]] = {}
    for one in found:
        if one.area != OBSTACLES:
            groups.setdefault(one.area, []).append(one)
    order = vocabulary("area").codes

    def place(area: str) -> tuple[object, ...]:
        count = Counter(one.severity for one in groups[area])
        return (*(-count[severity] for severity in SEVERITIES[:2]), order.index(area) if area in order else len(order))

    for area in sorted(groups, key=place):
        count = Counter(one.severity for one in groups[area])
        counted = tuple((severity, count[severity]) for severity in SEVERITIES if count[severity])
        yield area, counted, tuple(sorted(groups[area], key=lambda one: SEVERITIES.index(one.severity)))


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One obstacle: what it is called, what may point to it, else what to say of it."""

    name: str
    found: Finding | None
    says: str


def obstacles(found: Iterable[Finding]) -> Iterator[Obstacle]:
    """All fifteen in the order of the standard; two of them are never concluded from data."""
    by_rule = {one.rule: one for one in found if one.area == OBSTACLES}
    rules = wording.rules()
    for rule in (f"{OBSTACLES}-{number:02d}" for number in range(1, COUNT + 1)):
        if rule in NEVER_INFERRED:
            name = text(f"report.obstacles.{NEVER_INFERRED[rule]}")
            yield Obstacle(name, None, text("report.obstacles.not_looked_for"))
        else:
            yield Obstacle(rules[rule].title, by_rule.get(rule), text("report.obstacles.nothing"))
