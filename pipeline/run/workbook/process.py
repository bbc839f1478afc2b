"""One workbook, the whole way: read, validate, analyse, plan, write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from pipeline.analysis.assessment import Assessment
from pipeline.files.atomic_replace import SavedMeanwhileError
from pipeline.files.errors import RefusedFileError
from pipeline.files.in_use import InUseError, reading
from pipeline.files.read import ReadError, read_bytes
from pipeline.findings.engine import find
from pipeline.reading.workbook import ForeignWorkbookError, Reading, UnreadableWorkbookError, read
from pipeline.results.compute import Results, compute
from pipeline.run.batch.foreign import is_foreign
from pipeline.run.batch.options import Options
from pipeline.run.workbook.gc_pause import uncollected
from pipeline.run.workbook.outcome import Outcome, Status
from pipeline.run.workbook.summary_text import FOREIGN, absent
from pipeline.run.workbook.write_back import Change, Done, put
from pipeline.xlsx.preflight.decrypt import open_sound
from pipeline.xlsx.preflight.verdict import WARNINGS, Soundness
from pipeline.xlsx.writer.rewrite import WriteError, rewrite
from schemas.spec import TEMPLATE_VERSION
from schemas.wording.text import text

ATTEMPTS = 3


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


@uncollected()
def process(path: Path, options: Options) -> Outcome:
    """Work through the workbook at `path`. Bad input gives an Outcome with a reason, never an exception.

    When somebody saves the workbook while it is being worked on, their version is read again and
    worked through anew; after ATTEMPTS times it is left alone.
    """
    for _ in range(ATTEMPTS):
        outcome, change = prepare(path, options)
        if change is None:
            return outcome
        try:
            done = put(path, change, options.backups)
        except SavedMeanwhileError as saved:
            reason = str(saved)
        else:
            content = change.new if done.status == "written" else change.old
            return replace(outcome, status=done.status, reason=done.reason, content=sha256(content).hexdigest())
    return Outcome(path=path, status="open", reason=reason)


def prepare(path: Path, options: Options) -> tuple[Outcome, Change | None]:
    """Everything but the writing: what became of the workbook, and what is still to be put into it, if anything.

    As long as that is not done the outcome's status is "checked".
    """
    try:
        with reading(path):
            work = look(path, options)
    except InUseError as someone:
        return Outcome(path=path, status="open", reason=str(someone)), None
    except ForeignWorkbookError:
        return Outcome(path=path, status="foreign", reason=FOREIGN), None
    except RefusedFileError as problem:
        status: Status = "foreign" if is_foreign(path, problem) else "refused"
        return Outcome(path=path, status=status, reason=str(problem)), None
    except ReadError as problem:
        status = "unreached" if problem.reason == "lost" else "refused"
        return Outcome(path=path, status=status, reason=str(problem)), None
    except UnreadableWorkbookError as problem:
        return Outcome(path=path, status="refused", reason=str(problem)), None
    done, change = _planned(work, options)
    outcome = Outcome(
        path=path, status=done.status, reason=done.reason, reading=work.reading, results=work.results,
        problems=(*work.reading.problems, *work.results.mentions),
        notes=(*(WARNINGS[code] for code in work.sound.warnings), *absent(work.reading.present)),
        content=sha256(work.data).hexdigest(),
    )  # fmt: skip
    return outcome, change


def look(path: Path, options: Options) -> Work:
    """Read and compute, changing nothing.

    Raises RefusedFileError, ForeignWorkbookError, UnreadableWorkbookError or ReadError.
    """
    stored = read_bytes(path)
    data, sound = open_sound(stored, path.name)
    reading = read(data)
    assessment = Assessment.of(reading.arrangement, options.today, options.thresholds)
    return Work(stored, sound, reading, compute(assessment, find(assessment), reading))


def _planned(work: Work, options: Options) -> tuple[Done, Change | None]:
    """What is to be written into the workbook, or why nothing is."""
    if not options.write:
        return Done("checked"), None
    if work.reading.is_of_an_older_template:
        return Done("refused", text("phrases.older_template", version=TEMPLATE_VERSION)), None
    if options.strict and work.has_cell_errors:
        why = "Some cells could not be understood, and --strict was given: nothing was written."
        return Done("strict", why), None
    if not work.results.updates:
        return Done("unchanged"), None
    if not work.sound.may_be_written:
        return Done("refused", WARNINGS["BUILT_IN_PASSWORD"]), None
    try:
        return Done("checked"), Change(work.data, rewrite(work.data, work.results.updates), options.beside)
    except WriteError as problem:
        where = f"{problem.sheet}!{problem.cell}: " if problem.cell else ""
        return Done("refused", f"{where}{problem.reason}"), None
