"""Is a workbook one of ours? Quick to say no: most files in a folder are other people's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.reading.content import table_content
from pipeline.reading.fields import fields
from pipeline.reading.locate.cut import cut
from pipeline.reading.locate.found_table import Spot
from pipeline.reading.locate.header_match import match
from pipeline.reading.locate.locate import Located, by_header, by_name, grown
from pipeline.reading.problems import Problems
from pipeline.reading.source.source import ForeignWorkbookError, Source, UnreadableWorkbookError
from pipeline.xlsx.preflight.verdict import Looked
from schemas.spec import TEMPLATE_VERSION, optional_tables, tables
from schemas.vocabulary import normal, vocabulary
from schemas.wording.languages import languages, spoken_first, typed_in
from schemas.wording.text import in_every_language, text


def language_of(book: Source) -> str:
    """The code of the language that the workbook says it is in, "" where it says none; looked for before all else.

    No header is needed for it, whatever language it is in: each language has its own name in all of them.
    """
    item = next((item for item in book.tables if item.name == "Arrangement"), None)
    if item is None:
        return ""
    words = {normal(name): word.code for word in vocabulary("language") for name in (word.label, word.code)}
    grid, area = book.grid(item.sheet), item.area
    cells = (cell for row in grid[area.top : area.bottom] for cell in row[area.left - 1 : area.right])
    return next((words[normal(cell)] for cell in cells if isinstance(cell, str) and normal(cell) in words), "")


def ours(book: Source) -> Located:
    """Where the tables of a Concord workbook stand. Raises ForeignWorkbookError for any other workbook.

    Ours is one with an Excel table `Arrangement` that has its columns, or with three of the other
    input tables complete, or with the header rows of Arrangement and one input table more.
    """
    located = by_name(book)
    if _complete(located.spots, "Arrangement"):
        if any(name not in located.spots for name in tables()) or _has_lost_one(book, located.spots):
            by_header(book, located)
        return located
    others = [name for name, spot in located.spots.items() if spot.table.is_input and _complete(located.spots, name)]
    if len(others) < 3 and not _speaks_of_fields(book):
        raise ForeignWorkbookError
    by_header(book, located)
    inputs = {name for name, spot in located.spots.items() if spot.table.is_input}
    if len(others) < 3 and not ("Arrangement" in inputs and len(inputs) > 1):
        raise ForeignWorkbookError
    return located


def _has_lost_one(book: Source, spots: Mapping[str, Spot]) -> bool:
    """Whether a sheet is called like one that people may ask for, and its table was not found by name."""
    names = {normal(sheet.name) for sheet in book.sheets} - {normal(spot.sheet) for spot in spots.values()}
    absent = [of for of in optional_tables() if of.name not in spots]
    return any(normal(name) in names for code in _named_in(spots) for of in absent for name in of.called_in(code))


def _named_in(spots: Mapping[str, Spot]) -> tuple[str, ...]:
    """The languages that its sheets may be named in: the workbook's own alone where all that were found are."""
    first = spoken_first()[0]
    own = all(normal(spot.sheet) in {normal(name) for name in spot.table.called_in(first)} for spot in spots.values())
    return (first,) if own else languages()


def _complete(spots: Mapping[str, Spot], name: str) -> bool:
    """Whether a table was found and has all columns that must be filled."""
    spot = spots.get(name)
    if spot is None:
        return False
    names = {head.column.name for head in match(spot.table, spot.columns).ours}
    wanted = {"field", "value"} if name == "Arrangement" else {c.name for c in spot.table.columns if c.required}
    return wanted <= names


def _speaks_of_fields(book: Source) -> bool:
    """Whether the headers of Arrangement stand anywhere in the file: looked for in the bytes, before any cell."""
    wanted = [{b">field", b">value"}, *_headers_as_bytes()]
    for piece in book.texts():
        small = piece.lower()
        wanted = [{word for word in both if word not in small} for both in wanted]
        if not all(wanted):
            return True
    return False


def _headers_as_bytes() -> list[set[bytes]]:
    """The headers of field and value in every shipped language, as a part of a file may hold them."""
    said = [headers.get("columns", {}) for headers in in_every_language("headers.Arrangement")]
    titles = [[columns.get(name, {}).get("title", "") for name in ("field", "value")] for columns in said]
    # bytes.lower() knows ASCII letters only: what it leaves alone is compared as it stands, without its first letter
    return [{title[1:].encode().lower() for title in both} for both in titles if all(both)]


def arrangement_id(path: Path) -> tuple[str, Looked | None]:
    """The arrangement_id in the workbook at `path`; "" when it has none, is not ours or cannot be read.

    "" too for a copy that was made for one party or reader: it is no second workbook of the arrangement. Beside it the
    look at its bytes, None where they are not sound.
    """
    from pipeline.files.errors import RefusedFileError
    from pipeline.files.read import ReadError, read_bytes
    from pipeline.reading.source.file_source import Book
    from pipeline.xlsx.preflight.inspect import inspect

    looked = None
    try:
        data = read_bytes(path)
        sound = inspect(data, path.name)
        looked = Looked.at(data, sound)
        book = Book(data, sound.unpacked)
        with typed_in(language_of(book)):
            return _arrangement_id(book), looked
    except (ReadError, RefusedFileError, ForeignWorkbookError, UnreadableWorkbookError):
        return "", looked


def _arrangement_id(book: Source) -> str:
    located = by_name(book)
    if not _complete(located.spots, "Arrangement"):
        located = ours(book)
    spot = located.spots.get("Arrangement")
    if spot is None:
        return ""
    found = cut(book, grown(book, spot, located), located)
    answers = fields(table_content(found, match(found.table, found.headers), Problems()), Problems())
    is_copy = answers.values.get("copy_for") or answers.values.get("shared_with")
    return "" if is_copy else str(answers.values.get("arrangement_id", ""))


def check_version(version: str) -> None:
    """Raise UnreadableWorkbookError for a workbook made by a newer Concord; one that says nothing is read."""
    if _version(version) > _version(TEMPLATE_VERSION):
        raise UnreadableWorkbookError(text("reading.newer", version=version[:40], known=TEMPLATE_VERSION))


def is_older(text: str) -> bool:
    """Whether a workbook is of an earlier template; one that says nothing is not."""
    return bool(re.search(r"\d", text)) and _version(text) < _version(TEMPLATE_VERSION)


def _version(text: str) -> tuple[int, ...]:
    parts = [int(part) for part in re.findall(r"\d{1,9}", text)[:3]]  # no number is longer; a text may be
    return (*parts, *[0] * (3 - len(parts)))
