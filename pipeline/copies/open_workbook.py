"""A workbook opened for one of these commands: its bytes, what was read, or a sentence that says why not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.files.errors import RefusedFileError
from pipeline.files.in_use import InUseError, reading
from pipeline.files.read import ReadError, read_bytes
from pipeline.reading.source.file_source import Book
from pipeline.reading.workbook import ForeignWorkbookError, Reading, UnreadableWorkbookError, read_from
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.preflight.decrypt import open_sound
from pipeline.xlsx.preflight.reserved import reserved
from schemas.spec import TEMPLATE_VERSION, table
from schemas.wording.languages import speaking
from schemas.wording.text import text


class CopyError(Exception):
    """Nothing was done; the text says why and what to do.

    `why` says the same behind the name of a file, for where the name is said already.
    """

    def __init__(self, says: str, why: str = "") -> None:
        super().__init__(says)
        self.why = why or says


@dataclass(frozen=True)
class Opened:
    """A workbook: the bytes `stored` in the file, the readable ones, what was read, and its sheets.

    The two differ only where Excel's own password is on it.
    """

    path: Path
    stored: bytes
    data: bytes
    reading: Reading
    may_be_written: bool
    sheets: Book


def opened(path: Path) -> Opened:
    """The workbook at `path`. Raises CopyError."""
    try:
        with reading(path):
            stored = read_bytes(path)
        data, sound = open_sound(stored, path.name)
        sheets = Book(data)
        return Opened(path, stored, data, read_from(sheets), sound.may_be_written, sheets)
    except ForeignWorkbookError:
        raise CopyError(text("copies.foreign", file=path), text("copies.join.no_copy")) from None
    except (InUseError, ReadError, RefusedFileError, UnreadableWorkbookError) as problem:
        why = text("copies.join.not_opened", what=problem)
        raise CopyError(text("copies.of_file", file=path.name, what=problem), why) from problem


def shared_workbook(path: Path) -> Opened:
    """The workbook that the partners share, which is no copy and may be written. Raises CopyError."""
    book = opened(path)
    given = book.reading.arrangement
    if book.reading.copy_for:
        raise CopyError(text("copies.is_a_copy", file=path.name))
    if not given.text("arrangement_id"):
        raise CopyError(text("copies.no_id", file=path.name, sheet=_sheet(book.reading, "Arrangement")))
    if book.reading.is_of_an_older_template:
        raise CopyError(
            text("copies.of_file", file=path.name, what=text("phrases.older_template", version=TEMPLATE_VERSION))
        )
    return book


def where_parties_stand(reading: Reading) -> dict[str, str]:
    """What the workbook calls the sheet of the partners, and its column that says who is a party."""
    of = reading.contents.get("Partners")
    head = of.heads.by_key.get("party") if of else None
    with speaking(reading.language):
        header = of.found.headers[head.position] if of and head else table("Partners").by_name["party"].header()
    return {"sheet": _sheet(reading, "Partners"), "header": header}


def _sheet(reading: Reading, name: str) -> str:
    with speaking(reading.language):
        return reading.contents[name].found.sheet if name in reading.contents else table(name).sheet


def refuse_closed(book: Opened) -> None:
    """Raise CopyError for a workbook that its people have closed to changes."""
    try:
        closed = reserved(Package(book.stored)) if book.may_be_written else ""
    except WriteError as problem:
        raise CopyError(text("copies.of_file", file=book.path.name, what=problem.reason)) from problem
    if not book.may_be_written:
        raise CopyError(text("copies.of_file", file=book.path.name, what=text("preflight.warnings.BUILT_IN_PASSWORD")))
    if closed:
        raise CopyError(text("copies.of_file", file=book.path.name, what=text(f"writer.reserved.{closed}")))


def written_error(problem: WriteError, name: str) -> CopyError:
    """What is said where the writer refuses, with the cell to look at."""
    where = f"{problem.sheet}!{problem.cell}: " if problem.cell else ""
    return CopyError(text("copies.of_file", file=name, what=f"{where}{problem.reason}"))
