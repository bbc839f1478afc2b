"""`concord join`: the files opened, joined, and the workbook written once, after a back-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.copies.came import Came, came
from pipeline.copies.join import Joined, join
from pipeline.copies.open_workbook import (
    CopyError,
    Opened,
    opened,
    refuse_closed,
    shared_workbook,
    where_parties_stand,
    written_error,
)  # fmt: skip
from pipeline.files.atomic_replace import SavedMeanwhileError
from pipeline.files.backends import drive_of
from pipeline.run.batch.task import within
from pipeline.run.batch.workers import Limits
from pipeline.run.workbook.outcome import Change
from pipeline.run.workbook.write_back import write_back
from pipeline.xlsx.ooxml.errors import WriteError
from schemas.wording.languages import DEFAULT
from schemas.wording.text import text

ATTEMPTS = 3


@dataclass(frozen=True)
class _Asked:
    file: Path
    copies: tuple[Path, ...]
    today: date


@dataclass(frozen=True)
class NotJoined:
    """A copy that was left alone, and why: a clause that follows its name."""

    file: Path
    why: str


@dataclass
class JoinResult:
    """What became of the workbook and of each copy; `partners` are the parties of the copies that were joined.

    In `joined`, a copy goes by its whole path. `language` is the one that the workbook and its copies are written in.
    """

    joined: Joined
    partners: dict[Path, str] = field(default_factory=dict)
    refused: list[NotJoined] = field(default_factory=list)
    stored: bytes = b""
    is_written: bool = False
    language: str = DEFAULT


def join_workbook(
    file: Path, copies: Sequence[Path], *, today: date, backups: Path | None, limits: Limits
) -> JoinResult:  # fmt: skip
    """Join the copies with the workbook `file`. Raises CopyError, and then the workbook is as it was.

    Where somebody saves the workbook meanwhile, their version is read and joined anew.
    """
    why = ""
    for _ in range(ATTEMPTS):
        result = within(limits, _join, _Asked(file, tuple(copies), today), CopyError)
        if result.joined.data == result.stored:
            return result
        try:
            status, why = write_back(file, Change(result.stored, result.joined.data), backups)
        except SavedMeanwhileError as saved:
            why = str(saved)
            continue
        if status != "written":
            break
        result.is_written = True
        return result
    raise CopyError(why)


def _join(asked: _Asked) -> JoinResult:
    book = shared_workbook(asked.file)
    refuse_closed(book)
    result = JoinResult(Joined(book.data), stored=book.stored, language=book.reading.language)
    found = [copy for path in dict.fromkeys(asked.copies) if (copy := _came(path, book, result))]
    try:
        result.joined = join(book.data, book.reading, found, asked.today)
    except WriteError as problem:
        raise written_error(problem, asked.file.name) from problem
    return result


def _came(path: Path, book: Opened, result: JoinResult) -> Came | None:
    """A copy that can be joined; None, with the reason noted, for any other file."""
    try:
        copy = _opened(path, book)
    except CopyError as problem:
        result.refused.append(NotJoined(path, problem.why))
        return None
    result.partners[path] = copy.reading.arrangement.text("copy_for")
    return came(str(path), copy.data, copy.reading, copy.sheets)


def _opened(path: Path, book: Opened) -> Opened:
    if drive_of(path).real(path) == drive_of(book.path).real(book.path):
        raise CopyError(text("copies.join.same_file"))
    copy = opened(path)
    given, ours = copy.reading.arrangement, book.reading.arrangement
    if given.text("shared_with"):
        raise CopyError(text("copies.join.for_reader"))
    partner = given.text("copy_for")
    if not partner:
        raise CopyError(text("copies.join.no_copy"))
    if given.text("arrangement_id") != ours.text("arrangement_id"):
        raise CopyError(text("copies.join.other", id=given.text("arrangement_id")))
    if partner not in ours.party_codes:
        raise CopyError(text("copies.join.no_party", partner=partner, **where_parties_stand(book.reading)))
    return copy
