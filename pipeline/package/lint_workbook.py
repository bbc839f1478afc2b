"""Faults of the workbook part: names of sheets, defined names."""

from __future__ import annotations

import re

from pipeline.package.find import Book
from pipeline.package.lint_cells import index
from pipeline.package.markup import Span, spans
from pipeline.package.refs import LAST_COLUMN, column_number
from pipeline.package.relations import relation_id

_SHEET_NAME = re.compile(r"(?!')[^\[\]:*?/\\]{1,31}(?<!')")
_NAME = re.compile(r"(?:[^\W\d]|\\)[\w.\\?]*")
_LIKE_R1C1 = re.compile(r"[Rr]\d*|[Cc]\d*|[Rr]\d*[Cc]\d*")
_LIKE_A_CELL = re.compile(r"([A-Za-z]{1,3})[1-9]\d{0,6}")


def can_be_name(name: str) -> bool:
    """Whether something can be called so in a formula: no cell is, in either way of writing its address."""
    like = _LIKE_A_CELL.fullmatch(name)
    is_a_cell = _LIKE_R1C1.fullmatch(name) or (like and column_number(like[1]) <= LAST_COLUMN)
    return bool(_NAME.fullmatch(name)) and not is_a_cell


def workbook_faults(book: Book) -> list[str]:
    """Everything wrong with the workbook part."""
    found = spans(book.package.read(book.part), book.part)
    sheets = [span for span in found if span.name == "sheet" and span.depth == 2]
    names = [span for span in found if span.name == "definedName"]
    return _sheets(book, sheets) + _names(names, len(sheets))


def _sheets(book: Book, sheets: list[Span]) -> list[str]:
    faults = []
    known = {found.id for found in book.package.relations(book.part) if found.part}
    seen: set[str] = set()
    for span in sheets:
        name = span.attributes.get("name", "")
        if not _SHEET_NAME.fullmatch(name):
            faults.append(f"sheets: {name!r} cannot be a sheet's name")
        if name.lower() in seen:
            faults.append(f"sheets: two are named {name}")
        seen.add(name.lower())
        # A module sheet of Excel 5 is listed with an empty id and has no part.
        if relation_id(span.attributes) not in known | {""}:
            faults.append(f"sheets: {name} has no part")
    if sheets and all(span.attributes.get("state", "visible") != "visible" for span in sheets):
        faults.append("sheets: none is visible")
    return faults


def _names(names: list[Span], sheets: int) -> list[str]:
    faults = []
    seen: set[tuple[str, str]] = set()
    for span in names:
        name, scope = span.attributes.get("name", ""), span.attributes.get("localSheetId", "")
        if (name.lower(), scope) in seen:
            faults.append(f"names: {name} is defined twice")
        seen.add((name.lower(), scope))
        if not can_be_name(name):
            faults.append(f"names: {name!r} cannot be a name")
        if scope and index(scope) >= sheets:
            faults.append(f"names: {name} belongs to a sheet that is not there")
    return faults
