"""Cells that hold more than a plain value: text added to them would destroy what people made."""

from __future__ import annotations

import re

from pipeline.xlsx.ooxml.cell_values import formula_tag, head
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.ooxml.rows import row, row_places
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.workbook import Book, Sheet

# Of a formula, a run of letters, a picture: with a fixed letter first each is looked for at the speed of memory.
_MARKS = (re.compile(rb"<[fr][\s/>]"), re.compile(rb":[fr][\s/>]"), re.compile(rb"vm\s*="))
_PICTURE = re.compile(r"\svm\s*=")
_RUN = re.compile(r"<(?:[\w.-]+:)?r(?=[\s/>])")
_VALUE = re.compile(r"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>\s*(\d+)\s*<")


def composed_cells(book: Book, sheet: Sheet, area: Box) -> frozenset[tuple[int, int]]:
    """Those of `area`, by row and column. A sheet into which nothing can be written has none."""
    xml = book.package.read(sheet.part)
    rich = {str(index) for index, _ in book.strings.rich()}
    if not rich and not any(mark.search(xml) for mark in _MARKS):
        return frozenset()
    try:
        text = SheetXml(xml, sheet.part, sheet.name)
        places = row_places(text.rows, text.prefix, sheet.name)
    except WriteError:
        return frozenset()
    return frozenset(
        (place.number, column)
        for place in places
        if area.top <= place.number <= area.bottom
        for column, raw in row(text.rows[place.start : place.end], text.prefix).cells.items()
        if area.left <= column <= area.right and _is_composed(raw, rich)
    )


def _is_composed(raw: str, rich: set[str]) -> bool:
    if formula_tag(raw) is not None or _PICTURE.search(raw[: raw.find(">") + 1]):
        return True
    kind = head(raw)[1]
    if kind == "s":
        found = _VALUE.search(raw)
        return found is not None and found[1].lstrip("0") in rich | ({""} if "0" in rich else set())
    return kind == "inlineStr" and _RUN.search(raw) is not None
