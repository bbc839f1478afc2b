"""What people settled by talking, and what is under way (docs/rules.md, Settled, Under way).

The stamp remembers when a run first saw it so, what people had written, and the facts it rested on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import days_later
from pipeline.domain.cell import Cell
from pipeline.domain.finding import subject_table
from pipeline.plan.action_id import ActionId, FoundAction
from pipeline.plan.facts import Facts, changes, facts, written
from pipeline.plan.neutral import SeenAgain
from pipeline.plan.plan_row import Hold, Mention
from pipeline.plan.shape import as_day, day_written, plain_text
from pipeline.plan.stamp import digest
from pipeline.plan.standing import StandingRow
from schemas.fields import CODE_PATTERN
from schemas.vocabulary import compared, means_all_parties, vocabulary
from schemas.wording.languages import DEFAULT, speaking
from schemas.wording.text import joined_first, text

SETTLING = ("kept", "on_hold", "cancelled", "advocacy")
AT_WORK = ("agreed", "in_progress")
HELD = ("held_on", "held_by", "held_facts", "held_over")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Held:
    """Whether an action is settled or under way; `memory` is what the stamp keeps, `back` why it is back."""

    kind: Hold = ""
    memory: Mapping[str, str] = field(default_factory=dict)
    back: str = ""
    mentions: tuple[Mention, ...] = ()


def held(
    assessment: Assessment, row: StandingRow | None, action: FoundAction | None, priority: str, again: SeenAgain
) -> Held:
    """What people have made of an action; `action` is None where nothing is found of it now."""
    if row is None:
        return Held()
    status = str(row.found.values.get("status") or "")
    codes = assessment.arrangement.by_code
    if status in SETTLING:
        return _settled(assessment, row, action, priority, facts(action, codes, again))
    due = as_day(row.found.values.get("agreed_due"))
    if status in AT_WORK and due and plain_text(row.raw("agreed_responsible")):
        by = digest(f"{_responsible(row)}\n{due}")
        days = assessment.thresholds["plan.under_way_days" + (".critical" if priority == "critical" else "")]
        now = facts(action, codes, again)  # of a plan of thousands, most are neither settled nor under way
        return _remembered("under_way", row, by, now, action, _Days(assessment.today, due, int(days), by_due=True))
    return Held()


def _settled(assessment: Assessment, row: StandingRow, action: FoundAction | None, priority: str, now: Facts) -> Held:
    words, due = plain_text(row.raw("what_we_agreed")), as_day(row.found.values.get("agreed_due"))
    with speaking(DEFAULT):
        decided = vocabulary("action_status").label(str(row.found.values["status"]))
    by = digest(f"{decided}\n{due or ''}\n{words}")
    if not words:
        return Held(mentions=(_mention(row, "CHK-75", "what_we_agreed"),))
    if priority == "critical" or _is_too_grave(assessment, row, action):
        known = {name: row.stamp[name] for name in HELD if name in row.stamp}
        mention = (_mention(row, "CHK-76", "status"),)
        if known.get("held_by") != by:
            return Held(mentions=mention)
        back = _said(changes(known.get("held_facts", ""), now) if action else (), over=False)
        return Held(memory={**known, "held_over": "1"}, back=back, mentions=mention)
    days = _Days(assessment.today, due, int(assessment.thresholds["plan.settled_days"]))
    return _remembered("settled", row, by, now, action, days)


def _responsible(row: StandingRow) -> str:
    """Who is responsible as people wrote it; all parties in the words of the default language."""
    written = plain_text(row.raw("agreed_responsible"))
    if re.fullmatch(CODE_PATTERN, written) or not means_all_parties(written):
        return written
    with speaking(DEFAULT):
        return text("phrases.all_parties")


@dataclass(frozen=True, slots=True)
class _Days:
    """How long something holds: to the agreed date, `most` days after it was first seen so at the latest."""

    today: date
    due: date | None
    most: int
    by_due: bool = False

    def hold(self, since: date) -> bool:
        """Whether it still holds, having been seen first on `since`."""
        latest = days_later(since, self.most)
        if self.by_due:
            return self.due is not None and self.today <= self.due <= latest
        due = self.due if self.due and self.due >= since else latest
        return self.today <= min(due, latest)


def _remembered(
    kind: Literal["settled", "under_way"],
    row: StandingRow,
    by: str,
    now: Facts,
    action: FoundAction | None,
    days: _Days,
) -> Held:
    """Whether it holds: from the first run that sees it so, until its day, or until a fact changes."""
    known = row.stamp
    if known.get("held_by") != by:
        memory = {"held_on": days.today.isoformat(), "held_by": by, "held_facts": written(now)}
        # Over from the first: written as the next run would, which otherwise would change the workbook again.
        return Held(kind, memory) if days.hold(days.today) else Held("", {**memory, "held_over": "1"})
    since = day_written(known.get("held_on", "")) or days.today
    memory = {"held_on": since.isoformat(), "held_by": by, "held_facts": known.get("held_facts", "")}
    changed = changes(memory["held_facts"], now) if action else ()
    if changed or known.get("held_over") or not days.hold(since):
        over = {**memory, "held_over": "1"}
        return Held("", over, _said(changed, over=not days.hold(since)) if kind == "settled" else "")
    return Held(kind, {**memory, "held_facts": written(now)} if action else memory)


def _said(changed: Collection[tuple[str, str]], *, over: bool) -> str:
    """Why it is back, as part of a sentence."""
    said = [text(f"plan.back_{how}", what=what) for how, what in changed]
    if over:
        said.append(text("plan.back_over"))
    return joined_first(said or [text("plan.back_other")], _SHOWN)


def forgotten(memory: Mapping[str, str]) -> Mapping[str, str]:
    """The memory once nothing is left: what comes back has joined, and the same words do not settle it again."""
    return {**memory, "held_facts": ""} if memory else {}


def _is_too_grave(assessment: Assessment, row: StandingRow, action: FoundAction | None) -> bool:
    """Whether something stands on it that talk between some cannot settle for another.

    Of one that waits nothing is found now; that a party has said no to its risk can be read all the same.
    """
    about = ActionId.of(row.id)
    if action is None and about and about.table == "Risks" and _is_refused(assessment, about.subject):
        return True
    for found in action.listed if action else ():
        if found.rule == "RSK-05" or (found.rule == "RSK-01" and found.severity == "high"):
            return True
        named = [*found.refs, *([(subject_table(found.rule), found.subject)] if found.kind == "row" else [])]
        for id in (id for table, id in named if table == "Risks"):
            if _is_refused(assessment, id):
                return True
    return False


def _is_refused(assessment: Assessment, risk: str) -> bool:
    """Whether a party that carries the risk has answered no to it."""
    view = assessment.risk_by_id.get(compared(risk))
    return view is not None and any(view.risk.accepted.get(code) == "no" for code in view.carriers)


def _mention(row: StandingRow, check: str, name: str) -> Mention:
    cell = Cell(row.present.table, row.found.row, name)
    return Mention(check=check, cell=cell, found=plain_text(row.raw("status")), values={"id": row.id})
