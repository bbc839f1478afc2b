"""One action of ours in a run: its state, its dates, and which of its words are written anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import SEVERITIES, Finding
from pipeline.plan.edits import Subject, rewrite
from pipeline.plan.plan_row import Mention, PlanRow
from pipeline.plan.proposal import due, proposal, subject_row, title_of
from pipeline.plan.standing import StandingRow
from schemas.vocabulary import vocabulary
from schemas.wording.text import joined, text

Written = tuple[PlanRow, tuple[Mention, ...]]


@dataclass(frozen=True)
class Actions:
    """The making of action rows on one day; `as_of` is the day of the last run that changed a result."""

    assessment: Assessment
    as_of: date | None

    def found(self, row: StandingRow | None, finding: Finding) -> Written:
        """The action of a finding that stands: our words are written anew.

        A finding below medium keeps an action that stands, and does not call back one that was resolved.
        """
        today = self.assessment.today
        before = _state(row)
        if row is not None and before == "resolved" and not finding.proposes_action:
            return untouched(row)
        first = (row.day("first_found") if row else None) or today
        old = row.remembered("priority") if row else ""
        risen = old in SEVERITIES and SEVERITIES.index(finding.severity) < SEVERITIES.index(old)
        by = due(self.assessment, finding.severity, first, row.day("proposed_due") if row else None, risen)
        values = {
            **proposal(self.assessment, finding, by),
            "state": _standing_state(row, before), "first_found": first, "last_found": None,
        }  # fmt: skip
        title = title_of(subject_row(self.assessment, finding.rule, finding.subject)) if finding.kind == "row" else ""
        return rewrite(row, values, Subject(finding.subject, finding.kind, title), today)

    def absorbed(self, row: StandingRow, subject: Subject, by: tuple[str, ...], says: str) -> Written:
        """The action of a finding that others took in: it stands, and `why` names them; `says` are their words."""
        before = _state(row)
        if before == "resolved":
            return untouched(row)
        name = "plan_absorbed_says" if says else "plan_absorbed"
        values = {
            "action": row.id, "why": text(f"phrases.{name}", ids=joined(by), says=says),
            "state": _standing_state(row, before), "first_found": row.day("first_found") or self.assessment.today,
            "last_found": None,
        }  # fmt: skip
        return rewrite(row, values, subject, self.assessment.today)

    def gone(self, row: StandingRow) -> Written:
        """The action of a finding that is no longer there: it is resolved and keeps its words."""
        today = self.assessment.today
        first = row.day("first_found")
        last = row.day("last_found") if _state(row) == "resolved" else None
        recorded = min(self.as_of or first or today, today)
        values = {
            "action": row.id, "state": "resolved", "first_found": first or recorded, "last_found": last or recorded,
        }  # fmt: skip
        return rewrite(row, values, Subject(row.id), today)


def was_resolved(row: StandingRow) -> bool:
    """Whether the last run had resolved it."""
    return _state(row) == "resolved"


def untouched(row: StandingRow) -> Written:
    """The action as it stands: nothing can be said of it today, or nothing has changed."""
    return PlanRow(source=row.found.row, kind="action", action=row.id, standing=row), ()


def _state(row: StandingRow | None) -> str:
    """The state that the last run gave it, "" where there is none."""
    state = row.remembered("state") if row else ""
    return state if state in vocabulary("action_state").codes else ""


def _standing_state(row: StandingRow | None, before: str) -> str:
    if before in ("resolved", "reopened"):
        return "reopened"
    return "open" if row is not None and row.written else "new"
