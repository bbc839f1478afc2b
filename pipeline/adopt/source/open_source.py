"""Opening somebody else's file: .xlsx and .xlsm after the look for hostile ones, .xls, .xlsb and .ods, and .csv.

What a file is its bytes tell, not its name: an old .xls that is called .xlsx is read.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.adopt.source.blank_cells import without_blank_cells
from pipeline.adopt.source.csv_text import csv_rows
from pipeline.adopt.source.fills import Fills, hidden_columns, hidden_rows
from pipeline.adopt.source.sheet import SourceBook, SourceSheet, shown
from pipeline.files.errors import MAX_FILE, RefusedFileError, too_big
from pipeline.files.read import read_bytes
from pipeline.reading.coerce.units import unit_of_format
from pipeline.reading.locate.identify import ours
from pipeline.reading.source.cell_looks import CellLooks, Looks
from pipeline.reading.source.file_source import Book
from pipeline.reading.source.source import ForeignWorkbookError, Grid, UnreadableWorkbookError
from pipeline.run.batch.workers import Limits
from pipeline.xlsx.ooxml.plain_xml import RawSheet
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.ooxml.relations import part_key
from pipeline.xlsx.preflight.container import OLE, ole_streams
from pipeline.xlsx.preflight.decrypt import open_sound
from pipeline.xlsx.preflight.verdict import MAX_PARTS, MAX_UNPACKED, damaged, refused
from pipeline.xlsx.preflight.zip_parts import list_parts
from schemas.wording.numbers_and_days import number_text

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
MOST_CELLS = 40_000_000  # of all sheets together, as rectangles
_SHARED = frozenset({str, date})  # numbers are not: 1 and True are equal
_REACHES_FAR = ("STRAY_CELL", "TOO_BIG")
_XLSB, _ODS = "xl/workbook.bin", b"application/vnd.oasis.opendocument.spreadsheet"


def open_source(path: Path) -> SourceBook:
    """The sheets of the file at `path`.

    Raises RefusedFileError for a file that no reader should see, one that is damaged, and a Concord workbook;
    ReadError where it cannot be read at all.
    """
    data = read_bytes(path)
    hides_looks = _is_old(data) or _is_xlsb_or_ods(data)
    return SourceBook(path.name, sha256(data).hexdigest(), tuple(_sheets(data, path)), hides_looks)


def open_apart(path: Path, limits: Limits) -> SourceBook:
    """As `open_source`; a format that nothing looks through before it is read (.xls, .xlsb, .ods) in a worker.

    There it can take no more than the `limits`.
    """
    data = read_bytes(path)
    if not (_is_old(data) or _is_xlsb_or_ods(data)):
        return open_source(path)
    from pipeline.run.batch.task import within  # it loads what a batch needs

    return within(limits, open_source, path, partial(RefusedFileError, "DAMAGED"))


def _sheets(data: bytes, path: Path) -> Iterator[SourceSheet]:
    if len(data) > MAX_FILE:
        raise too_big(len(data))
    if _is_old(data) or _is_xlsb_or_ods(data):
        return _by_calamine(data)
    if path.suffix.lower() in TEXT_ENDINGS and not data.startswith((OLE, b"PK\x03\x04")):
        return iter([SourceSheet(path.stem, csv_rows(data))])
    return _ooxml(data, path.name)


def _is_old(data: bytes) -> bool:
    """Whether it is an .xls file that nobody encrypted whole."""
    return data.startswith(OLE) and bool(ole_streams(data) & {"Workbook", "Book"})


def _is_xlsb_or_ods(data: bytes) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    if _ODS in data[:200]:
        return True
    try:
        return part_key(_XLSB) in list_parts(data)
    except RefusedFileError:
        return False  # the look at packages says what is the matter


def _ooxml(data: bytes, name: str) -> Iterator[SourceSheet]:
    try:
        plain, _ = open_sound(data, name)
    except RefusedFileError as refusal:
        if refusal.code not in _REACHES_FAR or not data.startswith(b"PK\x03\x04"):
            raise
        smaller = without_blank_cells(data)
        if smaller == data:
            raise
        plain, _ = open_sound(smaller, name)
    try:
        book = Book(plain)
        if _is_ours(book):
            raise refused("OURS", "adopt.refused.ours", name=name)
        fills, looks = Fills(book.parts), CellLooks(book.parts)
        for part in book.sheets:
            marks = book.marks(part.name)
            rows = _sharing(_finite(book.grid(part.name)))
            for (row, column), mark in marks.cells.items():
                if row <= len(rows) and column <= len(rows[row - 1]):
                    rows[row - 1][column - 1] = mark
            xml = book.xml(part.name)
            look = looks.of(RawSheet(xml))
            units = {place: unit for place, code in look.formats.items() if (unit := unit_of_format(code))}
            yield SourceSheet(
                part.name,
                rows,
                marks.merged,
                part.is_hidden,
                coloured=fills.of(xml),
                units=units,
                struck=dict(_struck(rows, look)),
                hidden=hidden_columns(xml),
                hidden_rows=hidden_rows(xml),
            )
    except UnreadableWorkbookError as problem:
        raise RefusedFileError("DAMAGED", str(problem)) from problem


def _sharing(rows: Grid) -> Grid:
    """The rows, with one object for the same text or day wherever it stands: Open, Closed, Logistics."""
    known: dict[object, object] = {}
    for row in rows:
        row[:] = [known.setdefault(cell, cell) if type(cell) in _SHARED else cell for cell in row]
    return rows


def _struck(rows: Sequence[Sequence[object]], look: Looks) -> Iterator[tuple[tuple[int, int], str]]:
    """What is left of each cell in which something is struck out; a note that is only raised is part of its text."""
    for (row, column), left in look.struck.items():
        whole = shown(rows[row - 1][column - 1]) if row <= len(rows) and column <= len(rows[row - 1]) else ""
        if whole and left.unstruck.strip() != whole:
            yield (row, column), left.unstruck.strip()


def _is_ours(book: Book) -> bool:
    try:
        ours(book)
    except ForeignWorkbookError:
        return False
    return True


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever a reader stumbles over in a damaged file is one sentence; its own panics are no Exception."""
    try:
        yield
    except (RefusedFileError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as problem:
        raise damaged("no_contents") from problem


def _by_calamine(data: bytes) -> Iterator[SourceSheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    if data.startswith(b"PK"):
        _refuse_bomb(data)
    with _readable():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        wanted = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    cells = 0
    for about in wanted:
        with _readable():
            sheet = book.get_sheet_by_name(about.name)
            cells += sheet.height * sheet.width
            if cells > MOST_CELLS:
                raise refused("TOO_BIG", "adopt.refused.too_many_cells", count=number_text(MOST_CELLS))
            rows = _finite(sheet.to_python(skip_empty_area=False)) if sheet.height else []
            yield SourceSheet(about.name, rows, _merged(sheet), about.visible != SheetVisibleEnum.Visible)


def _finite(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows with what is no number of ours as text: a cell may hold 1E400, which is read as infinity."""
    for row in rows:
        for at, cell in enumerate(row):
            if isinstance(cell, float) and not math.isfinite(cell):
                row[at] = str(cell)
    return rows


def _merged(sheet: Any) -> tuple[Box, ...]:
    areas = sheet.merged_cell_ranges or ()
    return tuple(Box(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in areas)


def _refuse_bomb(data: bytes) -> None:
    """Raise RefusedFileError for a package that would unpack to more than any reader should see."""
    with _readable(), zipfile.ZipFile(io.BytesIO(data)) as package:
        members = package.infolist()
        unpacked = sum(member.file_size for member in members)
        if len(members) > MAX_PARTS or unpacked > MAX_UNPACKED:
            raise refused("ZIP_BOMB", "adopt.refused.unpacks", most=MAX_UNPACKED >> 20)
