"""Which partnership needs attention most, and why: the one definition of it.

A partnership stands at the level of its most pressing reason. Within a level the reasons are
compared in their order here: more of the first that differs stands higher. Nothing is added up or
weighed, so that the order can be told in one sentence (schemas/wording/en/portfolio.yaml, attention.order).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.finding import SEVERITIES
from pipeline.portfolio.partnership import Partnership, why_unread
from schemas import wording
from schemas.vocabulary import compared
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import joined, text

LEVELS = ("now", "soon", "watch", "calm")
# So many rules are named as the reason for findings of one severity.
NAMED = 2

# Each reason: the level it asks for, and how much of it there is.
REASONS: dict[str, tuple[str, Callable[[Partnership], int]]] = {
    "unread": ("now", lambda one: not one.was_read and one.status != "waiting"),
    "critical": ("now", lambda one: one.number("critical")),
    "high": ("soon", lambda one: one.number("high")),
    "late": ("soon", lambda one: one.number("late")),
    "ended": ("soon", lambda one: one.found("ARR-02") == "high"),
    "review": ("soon", lambda one: bool(one.found("ARR-03"))),
    "mend": ("soon", lambda one: one.number("mend")),
    "unwritten": ("watch", lambda one: one.was_read and one.status in ("open", "refused", "strict")),
    "waiting": ("watch", lambda one: not one.was_read and one.status == "waiting"),
    "missing": ("watch", lambda one: one.number("missing")),
    "ends": ("watch", lambda one: one.found("ARR-02") == "medium" and bool(one.told["valid_until"])),
    "no_end": ("watch", lambda one: one.found("ARR-02") == "medium" and not one.told["valid_until"]),
    "kept": ("watch", lambda one: one.number("kept")),
    "partial": ("watch", lambda one: one.is_partial and not one.number("kept")),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a partnership needs attention: a key of REASONS, its level, how much, and in words."""

    code: str
    level: str
    count: int
    says: str


@dataclass(frozen=True)
class Placed:
    """A partnership with its reasons, the most pressing first."""

    one: Partnership
    reasons: tuple[Reason, ...]

    @cached_property
    def level(self) -> str:
        """One of LEVELS."""
        return min((reason.level for reason in self.reasons), key=LEVELS.index, default="calm")

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts those that need attention most to the top; equal ones by title."""
        count = {reason.code: reason.count for reason in self.reasons}
        return (
            LEVELS.index(self.level), *(-count.get(code, 0) for code in REASONS), compared(self.one.title),
            self.one.name,
        )  # fmt: skip


def placed(partnerships: Iterable[Partnership]) -> tuple[Placed, ...]:
    """The partnerships in the order of their need of attention."""
    found = [Placed(one, tuple(_reasons(one))) for one in partnerships]
    return tuple(sorted(found, key=lambda item: item.order))


def _reasons(one: Partnership) -> Iterable[Reason]:
    until, of = one.told.get("valid_until", ""), number_text(one.number("risks"))
    for code, (level, count) in REASONS.items():
        if much := int(count(one)):
            found = one.rules(code)[:NAMED] if code in SEVERITIES else ()
            rules = joined((wording.rules()[rule].title for rule in found), "apart")
            # The first sentence: the whole stands in its own section.
            why = why_unread(one).partition(". ")[0] if code in ("unread", "waiting") else ""
            says = text(f"portfolio.reasons.{code}", count=much, rules=rules, until=until, why=why, of=of)
            yield Reason(code, level, much, says)
