"""`concord share`: a reduced workbook for one reader, in a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.analysis.assessment import Assessment
from pipeline.copies.open_workbook import CopyError, shared_workbook, written_error
from pipeline.copies.reader_copy import reader_copy
from pipeline.disclosure.audience import NotForThemError, audience
from pipeline.files.atomic_replace import ReplaceError, write_new
from pipeline.files.backends import exists
from pipeline.findings.engine import find
from pipeline.results.compute import compute
from pipeline.run.batch.task import within
from pipeline.run.batch.workers import Limits
from pipeline.run.output.rights import mode_for
from pipeline.xlsx.ooxml.errors import WriteError
from schemas.spec import table
from schemas.vocabulary import vocabulary
from schemas.wording.languages import writing_in
from schemas.wording.text import text

ENDING = ".xlsx"


@dataclass(frozen=True)
class _Asked:
    file: Path
    reader: str
    today: date


@dataclass(frozen=True)
class Shared:
    """For whom a copy was made, by the name that the reader is known by, and what is empty in it.

    `left_empty` are cells of the workbook with a formula that may read what is not for the reader.
    `sharing` and `all` are what the workbook calls the column that says who may see a row, and the word for others.
    """

    reader: str
    empty: tuple[str, ...]
    sharing: str
    all: str
    left_empty: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Made:
    shared: Shared
    data: bytes


def share(file: Path, reader: str, to: Path, *, today: date, limits: Limits) -> Shared:
    """Make the copy `to` of the workbook `file` for a party's code or `outside`.

    The workbook itself is not changed. Raises CopyError, and then there is no copy.
    """
    if to.suffix.lower() != ENDING:
        raise CopyError(text("copies.share.ending", copy=to.name, name=f"{to.stem}{ENDING}"))
    if exists(to):
        raise CopyError(text("copies.share.there", copy=to))
    made = within(limits, _make, _Asked(file, reader, today), CopyError)
    try:
        write_new(to, made.data, mode=mode_for(to.parent, [file]))
    except ReplaceError as problem:
        raise CopyError(str(problem)) from problem
    return made.shared


def _make(asked: _Asked) -> _Made:
    book = shared_workbook(asked.file)
    reading = book.reading
    assessment = Assessment.of(reading.arrangement, asked.today)
    try:
        chosen = audience(asked.reader, reading.arrangement)
        if chosen.kind == "parties":
            raise CopyError(text("copies.share.one_reader"))
        with writing_in(reading.language):
            results = compute(assessment, find(assessment), reading)
            copy = reader_copy(reading, book.sheets, results, assessment, chosen)
            header, word = table("Risks").by_name["sharing"].header(), vocabulary("sharing").label("all")
            return _Made(Shared(chosen.name, copy.empty, header, word, copy.left_empty), copy.data)
    except NotForThemError as problem:
        raise CopyError(str(problem)) from problem
    except WriteError as problem:
        raise written_error(problem, asked.file.name) from problem
    except ValueError as problem:
        raise CopyError(text("copies.of_file", file=asked.file.name, what=problem)) from problem
