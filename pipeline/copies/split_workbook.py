"""`concord split`: a copy for each party, and in the workbook itself the table Copies that tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.analysis.later import days_later
from pipeline.copies.open_workbook import (
    CopyError,
    Opened,
    refuse_closed,
    shared_workbook,
    where_parties_stand,
    written_error,
)
from pipeline.copies.own_tables import COPIES, PROPOSALS, CopyRow, copy_rows, in_order, with_open, with_tables
from pipeline.copies.party_copy import filled_in, left_empty, party_copy, shown_to
from pipeline.copies.proposal import standing
from pipeline.disclosure.formula_reads import FormulaReads
from pipeline.files.atomic_replace import ReplaceError, SavedMeanwhileError, write_new
from pipeline.files.backends import drive_of, exists
from pipeline.files.errors import RefusedFileError
from pipeline.files.in_use import InUseError, writing
from pipeline.files.read import ReadError, read_bytes
from pipeline.run.batch.task import within
from pipeline.run.batch.workers import Limits
from pipeline.run.output.rights import mode_for
from pipeline.run.workbook.outcome import Change
from pipeline.run.workbook.write_back import write_back
from pipeline.template.same_workbook import same_content
from pipeline.xlsx.ooxml.errors import WriteError
from schemas.wording.languages import writing_in
from schemas.wording.text import text

DAYS = 14  # within which copies are asked back where nobody says otherwise


@dataclass(frozen=True)
class MadeCopy:
    """A copy that was made: for which party, where it is, and the cells of the workbook that are empty in it.

    Something stands in these, but their formula may read what is not for the party.
    """

    partner: str
    file: Path
    left_empty: tuple[str, ...] = ()


@dataclass(frozen=True)
class Split:
    """What `split` made: the copies, and the day by which they should be back."""

    copies: tuple[MadeCopy, ...]
    back_by: date


@dataclass(frozen=True)
class _Asked:
    file: Path
    today: date
    back_by: date


@dataclass(frozen=True)
class _Made:
    stored: bytes
    new: bytes
    copies: tuple[_Copy, ...]


@dataclass(frozen=True)
class _Copy:
    partner: str
    data: bytes
    left_empty: tuple[str, ...]


def split(
    file: Path, *, to: Path | None, back: date | None, today: date, backups: Path | None, limits: Limits
) -> Split:  # fmt: skip
    """Make the copies of the workbook `file` in the folder `to`, beside the workbook where that is None.

    Raises CopyError, and then there are no copies and the workbook is as it was.
    """
    back_by = back or days_later(today, DAYS)
    if back_by < today:
        raise CopyError(text("copies.split.past", day=back_by.isoformat(), today=today.isoformat()))
    folder = to or file.parent
    if not exists(folder):
        raise CopyError(text("copies.split.no_folder", folder=folder))
    made = within(limits, _make, _Asked(file, today, back_by), CopyError)
    copies = [(MadeCopy(of.partner, copy_path(folder, file, of.partner), of.left_empty), of.data) for of in made.copies]
    _refuse_unwritable(file)
    fresh = [(copy, data) for copy, data in copies if not _stands(copy.file, data)]
    _write(fresh, mode_for(folder, [file]))
    _tell(file, made, backups, [copy.file for copy, _ in fresh])
    return Split(tuple(copy for copy, _ in copies), back_by)


def copy_path(folder: Path, file: Path, partner: str) -> Path:
    """Where the copy of a party is put."""
    return folder / f"{file.stem}-{partner}.xlsx"


def _make(asked: _Asked) -> _Made:
    """The copies, and the workbook with what is told of them. Raises CopyError."""
    book = shared_workbook(asked.file)
    refuse_closed(book)
    parties = book.reading.arrangement.party_codes
    if not parties:
        raise CopyError(text("copies.split.no_parties", file=asked.file.name, **where_parties_stand(book.reading)))
    try:
        with writing_in(book.reading.language):
            copies = tuple(_copies(book, parties, asked))
            return _Made(book.stored, _with_copies(book, parties, asked), copies)
    except WriteError as problem:
        raise written_error(problem, asked.file.name) from problem
    except ValueError as problem:
        raise CopyError(text("copies.of_file", file=asked.file.name, what=problem)) from problem


def _copies(book: Opened, parties: Sequence[str], asked: _Asked) -> Iterator[_Copy]:
    """The copy of each party. Raises ValueError."""
    reading = book.reading
    reads = FormulaReads(reading, book.sheets, [of.name for of in filled_in(reading)])
    for code in parties:
        shown = shown_to(reading, code)
        withheld = reads.withheld(shown)
        data = party_copy(reading, code, asked.today, asked.back_by, withheld)
        yield _Copy(code, data, tuple(left_empty(reading, shown, withheld, code)))


def _with_copies(book: Opened, parties: Sequence[str], asked: _Asked) -> bytes:
    """The workbook whose table Copies says who has one since today."""
    present = book.reading.present
    known = {row.partner: row for row in copy_rows(present.get(COPIES))}
    for code in parties:
        source = known[code].source if code in known else None
        known[code] = CopyRow(code, asked.today, asked.back_by, source=source)
    rows = [row for code in parties if (row := known.pop(code))] + list(known.values())
    of_table = present.get(PROPOSALS)
    proposals = [standing(row) for row in (of_table.rows if of_table else ())]
    return with_tables(
        book.data,
        (present.get(COPIES), with_open(rows, proposals)),
        (of_table, in_order(proposals) if of_table else []),
    )


def _refuse_unwritable(file: Path) -> None:
    """Look before anything is made whether the workbook could be written. Raises CopyError."""
    try:
        with writing(file):
            return
    except (InUseError, ReplaceError) as problem:
        raise CopyError(str(problem)) from problem


def _stands(file: Path, data: bytes) -> bool:
    """Whether the very same copy is there, from a time that was interrupted. Raises CopyError for another file."""
    if not exists(file):
        return False
    with suppress(ReadError, RefusedFileError):
        if same_content(read_bytes(file), data):
            return True
    raise CopyError(text("copies.split.there", copy=file))


def _write(fresh: Sequence[tuple[MadeCopy, bytes]], mode: int) -> None:
    """Write the copies, all or none; `mode` are the rights of each."""
    done: list[Path] = []
    try:
        for copy, data in fresh:
            write_new(copy.file, data, mode=mode)
            done.append(copy.file)
    except ReplaceError as problem:
        _take_away(done)
        raise CopyError(text("copies.split.nothing_written", why=problem)) from problem
    except BaseException:
        _take_away(done)
        raise


def _tell(file: Path, made: _Made, backups: Path | None, copies: Sequence[Path]) -> None:
    """Write the workbook; where that cannot be, the copies go again: nobody would know of them."""
    if made.new == made.stored:
        return
    try:
        status, why = write_back(file, Change(made.stored, made.new), backups)
    except SavedMeanwhileError as problem:
        status, why = "open", str(problem)
    except BaseException:
        _take_away(copies)
        raise
    if status != "written":
        _take_away(copies)
        raise CopyError(text("copies.split.nothing_written", why=why))


def _take_away(files: Sequence[Path]) -> None:
    for file in files:
        with suppress(OSError):
            drive_of(file).remove(file)
