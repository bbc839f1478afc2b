"""A whole workbook searched for what makes Excel offer to repair it."""

from __future__ import annotations

from collections import Counter

from pipeline.xlsx.lint.charts import chart_faults
from pipeline.xlsx.lint.limits import limit_faults
from pipeline.xlsx.lint.package import package_faults, part_faults
from pipeline.xlsx.lint.sheet import sheet_faults
from pipeline.xlsx.lint.workbook import chain_faults, workbook_faults
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.text import LONGEST, length
from pipeline.xlsx.ooxml.workbook import Book
from schemas.wording.text import text


def lint(data: bytes) -> list[str]:
    """Every fault found in the workbook, one sentence each; none for a sound one.

    Made from the rules that Excel is known to enforce; what it does not know, it does not find.
    """
    try:
        package = Package(data)
        faults = part_faults(package) or package_faults(package)
        if faults:
            return faults
        book = Book(package)
        return _contents(book)
    except WriteError as fault:
        return [text("lint.at.package", fault=fault.reason)]


def _contents(book: Book) -> list[str]:
    faults = workbook_faults(book)
    formulas: dict[str, set[tuple[int, int]]] = {}
    for sheet in book.sheets:
        found, cells = sheet_faults(book, sheet)
        faults += found
        formulas[sheet.id] = cells.formulas
    faults += _table_names(book) + chart_faults(book) + limit_faults(book)
    faults += [
        text("lint.workbook.long_text", length=count) for count in book.strings.lengths(length) if count > LONGEST
    ]
    return faults + chain_faults(book, formulas)


def _table_names(book: Book) -> list[str]:
    tables = [table for sheet in book.sheets for table in book.tables(sheet)]
    names = Counter(table.name.lower() for table in tables)
    names.update(name.lower() for name in book.names)
    ids = Counter(table.attributes.get("id") for table in tables)
    faults = [
        text("lint.workbook.table_name_taken", table=table.name) for table in tables if names[table.name.lower()] > 1
    ]
    return faults + [text("lint.workbook.table_id_twice", id=id) for id, count in ids.items() if count > 1]
