"""One workbook, the whole way: read, validate, analyse, plan, write."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.gather import find
from pipeline.door.decrypted import open_sound
from pipeline.door.occupied import left_over, occupant
from pipeline.door.read import CannotRead, read_bytes
from pipeline.door.replace import CannotReplace, SavedMeanwhile, replace_whole
from pipeline.door.soundness import WARNINGS, Refused, Soundness
from pipeline.door.temporary import sweep
from pipeline.package.write import CannotWrite, rewrite
from pipeline.reading.workbook import NotOurs, Reading, Unreadable, read
from pipeline.results.compute import Results, compute
from pipeline.run.options import Options
from pipeline.run.outcome import Outcome, Status
from pipeline.run.quiet import uncollected
from pipeline.run.said import FOREIGN, absent
from pipeline.store.backups import keep

ATTEMPTS = 3
LEFT_OVER_AFTER = 3600.0  # seconds; a temporary file of ours lives for moments, on a slow drive for minutes


@dataclass(frozen=True)
class Work:
    """What one look at a workbook gave: its bytes, what was read and found, and what would change."""

    data: bytes
    sound: Soundness
    reading: Reading
    results: Results

    @property
    def has_cell_errors(self) -> bool:
        """Whether a cell could not be understood."""
        return any(problem.severity == "high" for problem in self.reading.problems)


class _Done(NamedTuple):
    """What became of the file, the reason where it was not written, and what it holds now if it was."""

    status: Status
    reason: str = ""
    new: bytes | None = None


@uncollected()
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
    except NotOurs:
        return Outcome(path=path, status="foreign", reason=FOREIGN)
    except (Refused, Unreadable, CannotRead) as problem:
        return Outcome(path=path, status="refused", reason=str(problem))
    done = _write(path, work, options)
    leftover = left_over(path, time.time())
    return Outcome(
        path=path, status=done.status, reason=done.reason, reading=work.reading, results=work.results,
        problems=(*work.reading.problems, *work.results.mentions),
        notes=(
            *(WARNINGS[code] for code in work.sound.warnings),
            *absent(work.reading.present),
            *([leftover.left_over] if leftover else []),
        ),
        content=sha256(done.new or work.data).hexdigest(),
    )  # fmt: skip


def look(path: Path, options: Options) -> Work:
    """Read and compute, changing nothing. Raises Refused, NotOurs, Unreadable or CannotRead."""
    stored = read_bytes(path)
    data, sound = open_sound(stored, path.name)
    reading = read(data)
    assessment = Assessment.of(reading.arrangement, options.today, options.thresholds)
    return Work(stored, sound, reading, compute(assessment, find(assessment), reading))


def _write(path: Path, work: Work, options: Options) -> _Done:
    """Put what differs into the workbook."""
    if not options.write:
        return _Done("checked")
    if options.strict and work.has_cell_errors:
        return _Done("strict", "Some cells could not be understood, and --strict was given: nothing was written.")
    if not work.results.updates:
        return _Done("unchanged")
    someone = occupant(path, time.time())
    if someone:
        return _Done("open", someone.sentence)
    if not work.sound.may_be_written:
        return _Done("refused", WARNINGS["BUILT_IN_PASSWORD"])
    sweep(path.parent, LEFT_OVER_AFTER, time.time())
    try:
        new = rewrite(work.data, work.results.updates)
        if options.backups:
            keep(options.backups, path, work.data, datetime.now(UTC))
        replace_whole(path, new, sha256(work.data).hexdigest())
    except CannotWrite as problem:
        where = f"{problem.sheet}!{problem.cell}: " if problem.cell else ""
        return _Done("refused", f"{where}{problem.reason}")
    except CannotReplace as problem:
        return _Done("open" if problem.reason == "in_use" else "refused", str(problem))
    except OSError as problem:  # all that has to do with the workbook itself comes as CannotReplace
        return _Done("refused", f"No back-up could be kept in {options.backups}, so nothing was written: {problem}.")
    return _Done("written", new=new)
