"""Is a scheduled job well? What its last run was, and what to look at, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pipeline.run.status_words import counted
from pipeline.schedule.records import LastRun, Scheduled
from schemas.wording.text import text

# Schedulers spread their starts over some minutes, and a computer that wakes up needs some.
GRACE = timedelta(minutes=30)
_ENDED = {1: "code_1", 2: "code_2", 11: "code_11", 130: "code_130"}
_WELL = (0, 3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What was found out about a job.

    `run` is the row of its last run in the history, `alive` whether its last start is still at work,
    `absent` the paths that cannot be reached, `log` the file with what its runs said, `last_words` its end.
    """

    scheduled: Scheduled
    title: str
    installed: bool = True
    next_time: str = ""
    python_there: bool = True
    absent: Sequence[str] = ()
    remarks: Sequence[str] = ()
    problems: Sequence[str] = ()
    last: LastRun | None = None
    alive: bool = False
    run: Mapping[str, Any] | None = None
    log: str = ""
    last_words: str = ""


def concerns(facts: Facts, now: datetime) -> list[str]:
    """What keeps the job from doing its work, one sentence each; `now` with a zone."""
    found = [] if facts.installed else [text("schedule.not_installed", title=facts.title)]
    if not facts.python_there:
        found.append(text("schedule.no_python", python=facts.scheduled.job.python))
    found += [text("schedule.path_gone", path=path) for path in facts.absent]
    found += facts.problems
    due = missed(facts.scheduled, facts.last, now)
    if due:
        found.append(text("schedule.overdue", due=_clock(due), title=facts.title))
    return found + _badly(facts)


def missed(scheduled: Scheduled, last: LastRun | None, now: datetime) -> datetime | None:
    """The moment (this machine's clock) at which the job was due and no run has been started since."""
    due = scheduled.job.when.last_before(local(now) - GRACE)
    if due < local(scheduled.since):
        return None
    return None if last and local(last.started) >= due - timedelta(minutes=1) else due


def last_in_words(facts: Facts) -> str:
    """How the last run went."""
    last = facts.last
    if last is None:
        return text("schedule.never")
    started = _clock(local(last.started))
    if last.finished is None:
        return text("schedule.at_work" if facts.alive else "schedule.cut_off", started=started)
    name = {0: "well", 3: "attention"}.get(last.code or 0, "badly")
    return text(
        f"schedule.came.{name}",
        started=started,
        finished=f"{local(last.finished):%H:%M}",
        code=last.code,
        counts=_counts(facts),
    )


def local(moment: datetime) -> datetime:
    """A moment by the clock on the wall of this machine, without a zone."""
    return moment.astimezone().replace(tzinfo=None)


def _badly(facts: Facts) -> list[str]:
    last = facts.last
    if last is None or facts.alive:
        return []
    if last.finished is None:
        return [text("schedule.did_not_finish", started=_clock(local(last.started)), said=_said(facts))]
    if last.code in _WELL:
        return []
    return [text(f"schedule.ended.{_ENDED.get(last.code or 0, 'code_other')}", code=last.code, said=_said(facts))]


def _counts(facts: Facts) -> str:
    counts = (facts.run or {}).get("counts") or {}
    return text("schedule.counts", counts=counted(counts)) if counts else ""


def _said(facts: Facts) -> str:
    return f"{facts.last_words} ({facts.log})" if facts.last_words else facts.log


def _clock(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
