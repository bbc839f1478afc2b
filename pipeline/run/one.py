"""One workbook, the whole way: read, validate, analyse, plan, write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.gather import Findings, find
from pipeline.door.occupied import occupant
from pipeline.door.preflight import Refused, open_sound
from pipeline.door.replace import CannotReplace, SavedMeanwhile, read_bytes, replace_whole
from pipeline.package.refuse import CannotWrite, NotSafe
from pipeline.package.update import TableUpdate
from pipeline.package.write import rewrite
from pipeline.reading.workbook import NotOurs, Reading, Unreadable, read
from pipeline.results.compute import Results, compute
from pipeline.run.options import Options
from pipeline.run.outcome import Outcome, Status

ATTEMPTS = 3


@dataclass(frozen=True)
class Work:
    """What one look at a workbook gave: its bytes, what was read and found, and what would change."""

    data: bytes
    locked: str  # why nothing can be written into such a file, "" where it can
    reading: Reading
    findings: Findings
    results: Results


def process(path: Path, options: Options) -> Outcome:
    """Work through the workbook at `path`. Bad input gives an Outcome with a reason, never an exception.

    When somebody saves the workbook while it is being worked on, their version is read again and
    worked through anew; after ATTEMPTS times it is left alone.
    """
    for _ in range(ATTEMPTS):
        try:
            return _attempt(path, options)
        except SavedMeanwhile as saved:
            reason = str(saved)
    return Outcome(path=path, status="open", reason=reason)


def _attempt(path: Path, options: Options) -> Outcome:
    try:
        work = look(path, options)
    except NotOurs as problem:
        return Outcome(path=path, status="foreign", reason=str(problem))
    except (Refused, Unreadable, CannotReplace) as problem:
        return Outcome(path=path, status="refused", reason=str(problem))
    status, reason, notes = _write(path, work, options)
    return Outcome(
        path=path, status=status, reason=reason, notes=notes, reading=work.reading, findings=work.findings,
        actions=work.results.actions,
    )  # fmt: skip


def look(path: Path, options: Options) -> Work:
    """Read and compute, changing nothing. Raises Refused, NotOurs, Unreadable or CannotReplace."""
    stored = read_bytes(path)
    data, sound = open_sound(stored)
    reading = read(data)
    assessment = Assessment.of(reading.arrangement, options.today, options.thresholds)
    findings = find(assessment)
    results = compute(assessment, findings, reading)
    return Work(stored, sound.locked, reading, findings, results)


def _write(path: Path, work: Work, options: Options) -> tuple[Status, str, tuple[str, ...]]:
    """Put what differs into the workbook; the status, the reason, and notes worth telling."""
    if not options.write:
        return "checked", "", ()
    if options.strict and any(problem.severity == "high" for problem in work.reading.problems):
        return "strict", "Some cells could not be understood, and --strict was given: nothing was written.", ()
    updates: tuple[TableUpdate, ...] = work.results.updates
    if not updates:
        return "unchanged", "", ()
    someone = occupant(path, datetime.now(UTC))
    if someone and someone.is_open:
        return "open", str(someone), ()
    if work.locked:
        return "refused", work.locked, ()
    try:
        new = rewrite(work.data, updates)
        replace_whole(path, new, sha256(work.data).hexdigest())
    except (CannotWrite, NotSafe, CannotReplace) as problem:
        return "refused", str(problem), ()
    return "written", "", (str(someone),) if someone else ()
