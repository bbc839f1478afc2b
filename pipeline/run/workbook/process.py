"""One workbook, the whole way: read, validate, analyse, plan, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from pipeline.disclosure.audience import OUTSIDE, edition
from pipeline.disclosure.untold import NOTHING, Untold, untold
from pipeline.domain.table_update import TableUpdate
from pipeline.files.atomic_replace import ReplaceError, SavedMeanwhileError, refuse_read_only
from pipeline.files.errors import RefusedFileError
from pipeline.files.in_use import InUseError, reading
from pipeline.files.read import ReadError, read_bytes
from pipeline.reading.source.file_source import Book
from pipeline.reading.workbook import ForeignWorkbookError, Reading, UnreadableWorkbookError, read_from
from pipeline.results.compute import Results
from pipeline.results.in_language import results_in
from pipeline.run.batch.foreign import is_foreign
from pipeline.run.batch.options import Options
from pipeline.run.workbook.copy_for_reader import CopyForReaderError, refuse_copy
from pipeline.run.workbook.gc_pause import uncollected
from pipeline.run.workbook.outcome import Change, Outcome, Status
from pipeline.run.workbook.summary_text import absent, staying, told_first
from pipeline.run.workbook.write_back import write_back
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.preflight.decrypt import open_sound
from pipeline.xlsx.preflight.reserved import reserved
from pipeline.xlsx.preflight.verdict import Looked, Soundness
from pipeline.xlsx.writer.rewrite import WriteError, rewritten
from schemas.spec import TEMPLATE_VERSION
from schemas.wording.text import text

ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Stored:
    """What a file holds, and the parts of the workbook in it as far as they were read: the writer goes on with them.

    `kept` is what others are not told of its texts, where the run is for them.
    """

    data: bytes
    package: Package
    kept: Untold = NOTHING


@uncollected()
def process(path: Path, options: Options, looked: Looked | None = None) -> Outcome:
    """Work through the workbook at `path`. Bad input gives an Outcome with a reason, never an exception.

    When somebody saves the workbook while it is being worked on, their version is read again and
    worked through anew; after ATTEMPTS times it is left alone. `looked`: as for `open_sound`.
    """
    for _ in range(ATTEMPTS):
        outcome = prepare(path, options, looked)
        if (change := outcome.change) is None:
            return outcome
        try:
            status, reason = write_back(path, change, options.backups)
        except SavedMeanwhileError as saved:
            reason = str(saved)
        else:
            content = sha256(change.new if status == "written" else change.old).hexdigest()
            return replace(outcome, status=status, reason=reason, content=content, change=None)
    return Outcome(path=path, status="open", reason=reason)


def prepare(path: Path, options: Options, looked: Looked | None = None) -> Outcome:
    """Everything but the writing; as long as a change is still to be put into the file the status is "checked"."""
    try:
        with reading(path):
            stored, sound, read_, written = read_and_compute(path, options, looked)
    except InUseError as someone:
        return Outcome(path=path, status="open", reason=str(someone))
    except ForeignWorkbookError:
        return Outcome(path=path, status="foreign", reason=text("run.foreign"))
    except CopyForReaderError as copy:
        return Outcome(path=path, status="copy", reason=str(copy))
    except RefusedFileError as problem:
        status: Status = "foreign" if is_foreign(path, problem) else "refused"
        return Outcome(path=path, status=status, reason=str(problem))
    except ReadError as problem:
        status = "unreached" if problem.reason == "lost" else "refused"
        return Outcome(path=path, status=status, reason=str(problem))
    except UnreadableWorkbookError as problem:
        return Outcome(path=path, status="refused", reason=str(problem))
    told = options.language or read_.language
    results = written if told == read_.language else results_in(told, read_, options.today, options.thresholds)
    outcome = Outcome(
        path=path, status="checked", reading=read_, results=results, language=told,
        problems=(*read_.problems, *results.mentions),
        notes=(
            *told_first(results), *(text(f"preflight.warnings.{code}") for code in sound.warnings),
            *absent(read_.present),
        ),
        content=sha256(stored.data).hexdigest(), kept=stored.kept,
    )  # fmt: skip
    return _planned(outcome, written.updates, stored, sound, options)


def read_and_compute(
    path: Path, options: Options, looked: Looked | None = None
) -> tuple[Stored, Soundness, Reading, Results]:
    """What a file holds, what was noticed in them, what was read and what is to be written; changes nothing.

    Raises RefusedFileError, ForeignWorkbookError, CopyForReaderError, UnreadableWorkbookError or ReadError.
    """
    stored = read_bytes(path)
    data, sound = open_sound(stored, path.name, looked)
    package, reading, kept = _read(data, sound, options)
    refuse_copy(reading)
    results = results_in(reading.language, reading, options.today, options.thresholds)
    return Stored(stored, package, kept), sound, reading, results


def _read(data: bytes, sound: Soundness, options: Options) -> tuple[Package, Reading, Untold]:
    """The parts of a workbook, what it says, and what others are not told of it.

    The cells end here, as a run carries none over into another workbook: no later step makes room beside them.
    """
    book = Book(data, sound.unpacked)
    read = read_from(book)
    try:
        is_for_others = edition(options.audience, read.arrangement.party_codes) == OUTSIDE
        kept = untold(read, book) if is_for_others else NOTHING
    except WriteError as problem:
        raise UnreadableWorkbookError(problem.reason) from problem
    return book.package, replace(read, contents={}), kept


def _planned(
    outcome: Outcome, updates: Sequence[TableUpdate], stored: Stored, sound: Soundness, options: Options
) -> Outcome:  # fmt: skip
    """The outcome with what is to be written into the workbook, or why nothing is."""
    if not (options.write or options.rehearse):
        return outcome
    if outcome.reading and outcome.reading.is_of_an_older_template:
        return replace(outcome, status="refused", reason=text("phrases.older_template", version=TEMPLATE_VERSION))
    if options.strict and outcome.cell_errors:
        return replace(outcome, status="strict", reason=text("run.strict"))
    if not updates:
        return replace(outcome, status="unchanged") if options.write else outcome
    if not sound.may_be_written:
        return replace(outcome, status="refused", reason=text("preflight.warnings.BUILT_IN_PASSWORD"))
    try:
        closed = "" if options.beside else reserved(stored.package)
        if closed:
            return replace(outcome, status="refused", reason=text(f"writer.reserved.{closed}"))
        made = rewritten(stored.package, updates)
        if made.data == stored.data and options.write:  # days in a workbook without styles are read as numbers
            return replace(outcome, status="unchanged")
        outcome = replace(outcome, notes=(*outcome.notes, *staying(made.stays)))
        change = Change(stored.data, made.data, options.beside)
        if options.write:
            return replace(outcome, change=change)
        if not options.beside:
            refuse_read_only(outcome.path)
        return outcome
    except ReplaceError as problem:
        return replace(outcome, status="refused", reason=str(problem))
    except WriteError as problem:
        where = f"{problem.sheet}!{problem.cell}: " if problem.cell else ""
        return replace(outcome, status="refused", reason=f"{where}{problem.reason}")
