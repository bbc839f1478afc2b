"""`concord review`: the pack of one workbook, as a page and a workbook in a folder for reports."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.audience import NotForThemError, audience, named
from pipeline.files.backends import drive_of, exists
from pipeline.files.errors import RefusedFileError, in_words
from pipeline.files.in_use import InUseError, reading
from pipeline.files.names import as_unicode
from pipeline.files.read import ReadError
from pipeline.reading.workbook import ForeignWorkbookError, Reading, UnreadableWorkbookError
from pipeline.results.compute import Results
from pipeline.results.in_language import results_in
from pipeline.review.as_json import as_json
from pipeline.review.book import book
from pipeline.review.pack import for_the_parties, pack
from pipeline.review.page import page
from pipeline.review.period import Period, period
from pipeline.run.batch.options import Options
from pipeline.run.batch.task import within
from pipeline.run.batch.workers import Limits
from pipeline.run.output.files import Target, place_mark, put_all
from pipeline.run.output.output_folder import OtherAudienceError, claim
from pipeline.run.output.record import OutRecord
from pipeline.run.workbook.copy_for_reader import CopyForReaderError
from pipeline.run.workbook.process import read_and_compute
from pipeline.store.earlier import Stood
from schemas.wording.languages import language, speaking
from schemas.wording.text import text

PAGE, BOOK = (".review", ".html"), ("-review", ".xlsx")


class ReviewError(Exception):
    """There is no pack, and nothing was written; the text says why and what to do."""


@dataclass(frozen=True)
class Asked:
    """What to make a pack of: `since` is None where the workbook says from when; `db` names the history.

    `state` is the folder in which the history of this machine lies, None where there is none. `told_in` is the
    language of the pack where it is not to be that of the workbook, `spoken` that of who asked.
    """

    file: Path
    since: date | None
    audience: str
    today: date
    thresholds: Mapping[str, float]
    db: str | None
    state: Path | None
    told_in: str = ""
    spoken: str = field(default_factory=language)


@dataclass(frozen=True)
class Made:
    """The pack in its three forms; `notes` is what to say besides, `cell_errors` how many cells count as unknown."""

    page: str
    book: bytes
    content: dict[str, Any]
    inputs: int
    cell_errors: int
    notes: tuple[str, ...]


def review(asked: Asked, out: Path, limits: Limits) -> tuple[Made, list[Path]]:
    """Make the pack and put it into `out`: NAME.review.html and NAME-review.xlsx. The workbook is not changed.

    Raises ReviewError. What people wrote into a pack is never replaced.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        record = claim(out, asked.audience)
    except OtherAudienceError as problem:
        raise ReviewError(str(problem)) from problem
    except OSError as problem:
        raise ReviewError(_not_written(problem, out)) from problem
    told = f".{asked.told_in}" if asked.told_in else ""
    files = [out / f"{asked.file.stem}{name}{told}{ending}" for name, ending in (PAGE, BOOK)]
    mark = place_mark(drive_of(asked.file).real(asked.file), drive_of(out).real(out))
    for file in files:
        _refuse_what_is_theirs(record, file, mark)
    made = within(limits, make, asked, ReviewError)
    contents = (made.page.encode("utf-8", "replace"), made.book)
    targets = [Target(file, record.path, named(asked.audience), "", "", (), "", (asked.file,)) for file in files]
    try:
        put_all(((target, data, mark) for target, data in zip(targets, contents, strict=True)), asked.today.isoformat())
    except OSError as problem:
        raise ReviewError(_not_written(problem, files[0])) from problem
    return made, files


def _not_written(problem: OSError, file: Path) -> str:
    """Why a file of the pack, or its folder, could not be written, and what to do."""
    return text("files.then.run", problem=in_words(problem, file.name, str(file.parent))[1])


def _refuse_what_is_theirs(record: OutRecord, file: Path, mark: str) -> None:
    """Raise ReviewError where a file of this name holds what people wrote, or the pack of another workbook."""
    if not exists(file):
        return
    if not record.is_ours(file.name):
        raise ReviewError(text("review.command.changed", file=file))
    if record.entries[file.name].made != mark:
        raise ReviewError(text("review.command.another", file=file))


def make(asked: Asked) -> Made:
    """The pack of a workbook, made in a worker, in the language that it is to have. Raises ReviewError."""
    with speaking(asked.spoken):
        reading, results = _read(asked)
        given = reading.arrangement
        days = period(given, asked.today, asked.since)
        then, notes = _earlier(asked, given.text("arrangement_id"), days)
        try:
            whom = for_the_parties(audience(asked.audience, given))
        except NotForThemError as problem:
            raise ReviewError(str(problem)) from problem
    with speaking(asked.told_in or reading.language):
        # The plan's rules look at what the merge knows of it; everything else is as it was read.
        assessment = Assessment.of(given, asked.today, asked.thresholds)
        made = pack(assessment, reading, results, whom, asked.file.name, days, then)
        there = sum(bool(one.items) for one in made.inputs)
        errors = sum(problem.severity == "high" for problem in (*reading.problems, *results.mentions))
        return Made(page(made), book(made), as_json(made), there, errors, tuple(notes))


def _read(asked: Asked) -> tuple[Reading, Results]:
    options = Options(today=asked.today, thresholds=asked.thresholds)
    try:
        with reading(asked.file):
            _, _, found, results = read_and_compute(asked.file, options)
    except ForeignWorkbookError:
        raise ReviewError(text("run.foreign")) from None
    except (InUseError, CopyForReaderError, RefusedFileError, ReadError, UnreadableWorkbookError) as problem:
        raise ReviewError(str(problem)) from problem
    if asked.told_in in ("", found.language):
        return found, results
    return found, results_in(asked.told_in, found, asked.today, asked.thresholds)


def _earlier(asked: Asked, id: str, days: Period) -> tuple[Stood | None, list[str]]:
    """How the workbook stood when the period began, as far as a run is remembered; and what to say of the history."""
    from pipeline.store.earlier import stood
    from pipeline.store.history import History, HistoryError, SQLAlchemyError, trouble

    notes: list[str] = []
    if asked.state is None:
        return None, notes
    first = days.first.isoformat() if days.first else ""
    try:
        with closing(History.at(asked.db, asked.state)) as history:
            history.listen(notes.append)
            path = as_unicode(asked.file.absolute())
            return stood(history, as_unicode(id)[:64], path, first, days.last.isoformat()), notes
    except HistoryError as problem:
        return None, [*notes, str(problem)]
    except (SQLAlchemyError, OSError, ValueError) as problem:
        return None, [*notes, text("cli.history.silent", problem=trouble(problem, asked.db))]
