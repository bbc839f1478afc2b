"""The last look at a finished workbook before it is handed out: sound, and only our own parts changed.

A fault that the workbook had before is not ours and does not stop us.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from xml.parsers import expat

from pipeline.xlsx.lint.cells import Survey
from pipeline.xlsx.lint.package import package_faults
from pipeline.xlsx.lint.sheet import sheet_faults
from pipeline.xlsx.lint.workbook import chain_faults, workbook_faults
from pipeline.xlsx.ooxml.chart_parts import our_charts
from pipeline.xlsx.ooxml.chart_references import without_ranges
from pipeline.xlsx.ooxml.errors import NotSafeError, WriteError
from pipeline.xlsx.ooxml.note_parts import BOXES, without_places
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.relations import CONTENT_TYPES, relations_of
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.writer.placement import Layout
from pipeline.xlsx.writer.readback import Reader, differences
from pipeline.xlsx.writer.readback_anchors import anchor_differences, anchor_parts
from pipeline.xlsx.writer.readback_charts import chart_differences
from schemas.wording.text import joined, text


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong in a workbook, and the rows surveyed on the way, by sheet part."""

    found: list[str]
    surveys: dict[str, Survey]


def check(before: Package, data: bytes, written: Sequence[Layout]) -> None:
    """Check the finished workbook `data` against the package it was made from.

    `before` knows the original bytes of every part, `written` which tables were meant to hold what.
    Raises NotSafeError with the reason.
    """
    try:
        after = Package(data)
        _refuse_others(before, after, written)
        after.take_over(before, after.names)
        book = Book(after)
        parts = sorted({layout.table.sheet.part for layout in written} & before.changed.keys())
        new = _faults(book, parts)
        if new.found:
            old = _faults(Book(Package(before.archive.data)), parts)
            _complain(list((Counter(new.found) - Counter(old.found)).elements()))
        _complain(list(anchor_differences(before, after, written)))
        _read_back(book, data, written, new.surveys)
    except NotSafeError:
        raise
    except WriteError as fault:
        raise NotSafeError(text("writer.finished.refused", reason=fault.reason)) from fault


def _refuse_others(before: Package, after: Package, written: Sequence[Layout]) -> None:
    """Every part is in the finished file as it stands in `before`, in the same order, and only ours were changed."""
    if after.names != before.names:
        _complain([text("writer.differs.parts")])
    old = {member.name: member for member in before.archive.members}
    boxes = {part for part, kind in anchor_parts(before, written) if kind == BOXES}  # as programs write them: no XML
    for member in after.archive.members:
        if member.name in before.changed:
            xml = after.archive.read(member.name)
            if xml != before.changed[member.name]:
                _complain([text("writer.differs.packed", part=member.name)])
            if member.name not in boxes:
                _parse(member.name, xml)
            continue
        source = old[member.name]
        if before.archive.data[source.start : source.end] != after.archive.data[member.start : member.end]:
            _complain([text("writer.differs.copied", part=member.name)])
    book = Book(before)
    allowed = {layout.table.sheet.part for layout in written} | {layout.table.part for layout in written}
    allowed |= {book.part, book.styles.part or ""}
    if before.dropped:
        allowed |= {before.name(CONTENT_TYPES) or "", before.name(relations_of(book.part)) or ""}
    allowed |= {part for part, kind in anchor_parts(before, written) if _same_but_places(before, part, kind)}
    if any(layout.update.charts for layout in written):
        allowed |= {chart.part for chart in our_charts(book) if _same_chart(before, chart.part)}
    if not before.changed.keys() <= allowed:
        _complain([text("writer.differs.changed", parts=joined(sorted(before.changed.keys() - allowed)))])


def _same_but_places(before: Package, part: str, kind: str) -> bool:
    """Whether notes or pictures are as they were but for the cells that they name."""
    if part not in before.changed:
        return False
    return without_places(before.read(part), part, kind) == without_places(before.original(part), part, kind)


def _same_chart(before: Package, part: str) -> bool:
    """Whether a chart is as it was but for ranges and caches."""
    return without_ranges(before.read(part)) == without_ranges(before.original(part))


def _parse(name: str, xml: bytes) -> None:
    try:
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError as fault:
        _complain([text("writer.differs.not_xml", part=name, fault=fault)])


def _faults(book: Book, parts: Sequence[str]) -> Faults:
    found = package_faults(book.package) + workbook_faults(book)
    surveys: dict[str, Survey] = {}
    formulas: dict[str, set[tuple[int, int]]] = {}
    for sheet in book.sheets:
        if sheet.part in parts:
            faults, survey = sheet_faults(book, sheet)
            found += faults
            surveys[sheet.part] = survey
            formulas[sheet.id] = survey.formulas
    return Faults(found + chain_faults(book, formulas), surveys)


def _read_back(book: Book, data: bytes, written: Sequence[Layout], surveys: dict[str, Survey]) -> None:
    reader = Reader(data, book)
    for part, survey in surveys.items():
        layouts = [layout for layout in written if layout.table.sheet.part == part]
        grid = reader.grid(layouts[0].table.sheet, survey.last_row, survey.last_column)
        for layout in layouts:
            cells = differences(layout, grid, book.date1904)
            _complain([text("writer.differs.sheet", sheet=layout.table.sheet.name, fault=fault) for fault in cells])
            if layout.update.charts:
                charts = chart_differences(book, layout, grid)
                _complain([text("writer.differs.chart", fault=fault) for fault in charts])


def _complain(faults: Sequence[str]) -> None:
    if len(faults) > 1:
        raise NotSafeError(text("writer.finished.faults", fault=faults[0], count=len(faults) - 1))
    if faults:
        raise NotSafeError(text("writer.finished.fault", fault=faults[0]))
