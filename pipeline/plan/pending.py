"""What an action waits for once nothing is found of it: cells that cannot be read, views that are not here now.

docs/design.md, Re-runs: an action is resolved only if what it rests on could be looked at, and a missing view is
never consent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import names
from pipeline.findings.registry import rules
from pipeline.plan.action_id import ActionId
from pipeline.plan.assessed import Looked, Reads
from pipeline.plan.standing import StandingRow
from schemas.spec import all_tables
from schemas.vocabulary import compared
from schemas.wording.text import joined, text


@dataclass(frozen=True, slots=True)
class Waits:
    """What an action waits for: rules whose cells cannot all be read, with their tables, and parties without a view."""

    rules: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    subject: str = ""
    named: str = ""

    def __bool__(self) -> bool:
        return bool(self.rules or self.partners)

    @property
    def says(self) -> str:
        """That in a sentence."""
        if self.partners:
            return text("plan.waits_for_views", partners=self.named, subject=self.subject)
        sheets = (of.sheet for name, of in all_tables().items() if name in self.tables)
        return text("plan.waits_for_cells", tables=joined(sheets, "and"))


class Pending:
    """What the actions of a plan wait for, on one day."""

    def __init__(self, assessment: Assessment, looked: Looked, reads: Reads) -> None:
        self._assessment = assessment
        self._looked = looked
        self._reads = reads

    def knows(self, row: StandingRow, about: ActionId) -> bool:
        """Whether this version has all the rules that found an action."""
        known = [self._reads(rule) is not None for rule in self._rules(row, about)]
        return bool(known) and all(known)

    def of(self, row: StandingRow, about: ActionId) -> Waits:
        """What the action in a row waits for."""
        unclear = self.unclear(row, about)
        read = {table for rule in unclear for table in self._reads(rule) or ()}
        silent = self._silent(row, about)
        named = names(self._assessment.arrangement, silent)
        return Waits(unclear, tuple(name for name in all_tables() if name in read), silent, about.subject, named)

    def unclear(self, row: StandingRow, about: ActionId) -> tuple[str, ...]:
        """The rules of an action that may have found nothing only because a cell they look at cannot be read."""
        kind = str(about.kind) or row.stamp.get("kind", "")
        return tuple(rule for rule in self._rules(row, about) if not self._is_gone(rule, about, kind))

    def _is_gone(self, rule: str, about: ActionId, kind: str) -> bool:
        reads = self._reads(rule)
        return reads is None or self._looked.is_gone(rule, about.subject, kind, reads, about.table)

    def _rules(self, row: StandingRow, about: ActionId) -> Iterable[str]:
        """The rules that found it, as last written; where that is not known, every one that may have."""
        if row.stamp.get("of"):
            return row.stamp["of"].split(",")
        written = [rule for rule in row.remembered_list("of", "rules") if self._reads(rule) is not None]
        if written:
            return written
        prefix = "BUD" if about.prefix == "MONEY" else about.prefix
        return [id for id in rules() if id.startswith(prefix) and self._reads(id) is not None]

    def _silent(self, row: StandingRow, about: ActionId) -> tuple[str, ...]:
        """The parties named in it that have no rating of its risk, if they carry it, or of its indicator."""
        named = row.remembered_list("who", "partners")
        key = compared(about.subject)
        if about.table == "Risks" and key in self._assessment.risk_by_id:
            view = self._assessment.risk_by_id[key]
            return tuple(code for code in view.unrated if code in named)
        if about.table == "Indicators":
            indicator = self._assessment.arrangement.ids["Indicators"].get(key)
            codes = self._assessment.arrangement.party_codes if indicator else ()
            return tuple(code for code in codes if code in named and indicator and indicator.blank("rating", code))
        return ()
