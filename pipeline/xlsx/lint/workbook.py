"""Faults of the workbook part: names of sheets, defined names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.xlsx.lint.cells import index
from pipeline.xlsx.ooxml.refs import LAST_COLUMN, cell, column_number
from pipeline.xlsx.ooxml.relations import relation_id
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import Span, spans
from schemas.wording.text import text

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
    found = book.package.spans(book.part)
    sheets = [span for span in found if span.name == "sheet" and span.depth == 2]
    names = [span for span in found if span.name == "definedName"]
    return _sheets(book, sheets) + _names(names, len(sheets))


def _sheets(book: Book, sheets: list[Span]) -> list[str]:
    faults = []
    known = {found.id for found in book.package.relations(book.part) if found.part} | {""}
    seen: set[str] = set()
    for span in sheets:
        name = span.attributes.get("name", "")
        if not _SHEET_NAME.fullmatch(name):
            faults.append(text("lint.workbook.sheet_name", sheet=name))
        if name.lower() in seen:
            faults.append(text("lint.workbook.sheets_twice", sheet=name))
        seen.add(name.lower())
        # A module sheet of Excel 5 is listed with an empty id and has no part.
        if relation_id(span.attributes) not in known:
            faults.append(text("lint.workbook.sheet_without_part", sheet=name))
    if sheets and all(span.attributes.get("state", "visible") != "visible" for span in sheets):
        faults.append(text("lint.workbook.none_visible"))
    return faults


def _names(names: list[Span], sheets: int) -> list[str]:
    faults = []
    seen: set[tuple[str, str]] = set()
    for span in names:
        name, scope = span.attributes.get("name", ""), span.attributes.get("localSheetId", "")
        if (name.lower(), scope) in seen:
            faults.append(text("lint.workbook.name_twice", name=name))
        seen.add((name.lower(), scope))
        if not can_be_name(name):
            faults.append(text("lint.workbook.no_name", name=name))
        if scope and index(scope) >= sheets:
            faults.append(text("lint.workbook.name_nowhere", name=name))
    return faults


def chain_faults(book: Book, formulas: Mapping[str, set[tuple[int, int]]]) -> list[str]:
    """Entries for cells without a formula, on the sheets (by sheet id) whose formulas are given; the first for each."""
    faults: dict[str, str] = {}
    for part in book.package.related(book.part, "calcChain"):
        sheet = ""
        for span in spans(book.package.read(part), part)[1:]:
            sheet = span.attributes.get("i", sheet)
            ref = span.attributes.get("r", "")
            if sheet in formulas and cell(ref) not in formulas[sheet]:
                faults.setdefault(sheet, text("lint.workbook.chain", cell=ref, sheet=sheet))
    return list(faults.values())
