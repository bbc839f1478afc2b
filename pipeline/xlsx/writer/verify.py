"""The last look at a finished workbook before it is handed out: sound, and only our own parts changed.

A fault that the workbook had before is not ours and does not stop us.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence, Set
from functools import cache
from xml.parsers import expat

from pipeline.xlsx.lint.package import package_faults
from pipeline.xlsx.lint.sheet import sheet_faults
from pipeline.xlsx.lint.workbook import chain_faults, workbook_faults
from pipeline.xlsx.ooxml.chart_parts import our_charts
from pipeline.xlsx.ooxml.chart_references import without_ranges
from pipeline.xlsx.ooxml.errors import NotSafeError, WriteError
from pipeline.xlsx.ooxml.note_parts import BOXES, without_places
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.relations import CONTENT_TYPES, relations_of
from pipeline.xlsx.ooxml.workbook import Book, Sheet
from pipeline.xlsx.ooxml.zip_archive import Packed
from pipeline.xlsx.writer.placement import Layout
from pipeline.xlsx.writer.readback import Grid, Reader, differences
from pipeline.xlsx.writer.readback_anchors import anchor_differences, anchor_parts
from pipeline.xlsx.writer.readback_charts import chart_differences
from pipeline.xlsx.writer.told_rows import Telling, long_table
from schemas.wording.text import joined, text


def check(before: Package, data: bytes, written: Sequence[Layout]) -> None:
    """Check the finished workbook `data` against the package it was made from.

    `before` knows the original bytes of every part, `written` which tables were meant to hold what.
    Raises NotSafeError with the reason.
    """
    try:
        after = Package(data)
        sheets = {layout.table.sheet.part for layout in written} & before.changed.keys()
        _refuse_others(before, after, written, sheets)
        before.stand_in(after)
        after.take_over(before, after.names)
        book, old = Book(after), cache(lambda: Book(Package(before.archive.data)))
        _complain_of_new(_around(book), lambda: _around(old()))
        _complain(list(anchor_differences(before, after, written)))
        ours = [
            (sheet, [layout for layout in written if layout.table.sheet.part == sheet.part])
            for sheet in book.sheets if sheet.part in sheets
        ]  # fmt: skip
        told = {sheet.part: _take_out(after, sheet, layouts, book.date1904) for sheet, layouts in ours}
        reader, formulas = Reader(_without_others(after, book, sheets), book), {}
        for sheet, layouts in ours:
            _parse(sheet.part, after.read(sheet.part))
            faults, survey = sheet_faults(book, sheet)
            _complain_of_new(faults, lambda sheet=sheet: sheet_faults(old(), sheet)[0])  # type: ignore[misc]
            formulas[sheet.id] = survey.formulas
            grid = reader.grid(sheet, survey.last_row, survey.last_column)
            _read_back(book, grid, layouts, told[sheet.part], before.changed.keys())
        _complain_of_new(
            chain_faults(book, formulas),
            lambda: chain_faults(old(), {sheet.id: sheet_faults(old(), sheet)[1].formulas for sheet, _ in ours}),
        )
    except NotSafeError:
        raise
    except WriteError as fault:
        raise NotSafeError(text("writer.finished.refused", reason=fault.reason)) from fault


def _refuse_others(before: Package, after: Package, written: Sequence[Layout], sheets: Set[str]) -> None:
    """Every part is in the finished file as it stands in `before`, in the same order, and only ours were changed.

    `sheets` are parts that are looked at afterwards.
    """
    if after.names != before.names:
        _complain([text("writer.differs.parts")])
    old = {member.name: member for member in before.archive.members}
    anchored = list(anchor_parts(before, written))
    boxes = {part for part, kind in anchored if kind == BOXES}  # as programs write them: no XML
    for member in after.archive.members:
        if meant := before.changed.get(member.name):
            if (member.crc, member.size) != (meant.crc, meant.size):  # whoever reads it sees whether it has these
                _complain([text("writer.differs.packed", part=member.name)])
            if member.name not in sheets | boxes:
                _parse(member.name, after.archive.read(member.name))
            continue
        if not after.archive.holds(member, before.archive, old[member.name]):
            _complain([text("writer.differs.copied", part=member.name)])
    book = Book(before)
    allowed = {layout.table.sheet.part for layout in written} | {layout.table.part for layout in written}
    allowed |= {book.part, book.styles.part or ""}
    if before.dropped:
        allowed |= {before.name(CONTENT_TYPES) or "", before.name(relations_of(book.part)) or ""}
    allowed |= {part for part, kind in anchored if _same_but_places(before, part, kind)}
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


def _around(book: Book) -> list[str]:
    """The faults of all but the sheets."""
    return package_faults(book.package) + workbook_faults(book)


def _take_out(after: Package, sheet: Sheet, layouts: Sequence[Layout], date1904: bool) -> bytes | bytearray:
    """Leave the rows of a sheet that need no other reader out of what he gets; which they are, as of `Telling`."""
    if (table := long_table(layouts)) is None:
        return b""
    telling = Telling(table, date1904)
    after.put_pieces(sheet.part, telling.left_of(after.archive.pieces(sheet.part)))
    return telling.told


def _without_others(after: Package, book: Book, sheets: Set[str]) -> bytes:
    """The finished workbook for another reader, who is asked for these sheets: the others would only take memory."""
    others = {sheet.part: Packed.of() for sheet in book.sheets if sheet.part not in sheets}
    return after.archive.rebuilt(after.changed | others, set())


def _read_back(
    book: Book, grid: Grid, layouts: Sequence[Layout], told: bytes | bytearray, parsed: Collection[str]
) -> None:  # fmt: skip
    """What another reader finds in the tables of one sheet; `parsed` are parts that a parser has gone through."""
    sheet = layouts[0].table.sheet
    for layout in layouts:
        cells = differences(layout, grid, book.date1904, told)
        _complain([text("writer.differs.sheet", sheet=sheet.name, fault=fault) for fault in cells])
        if layout.update.charts:
            charts = chart_differences(book, layout, grid, parsed)
            _complain([text("writer.differs.chart", fault=fault) for fault in charts])


def _complain_of_new(faults: Sequence[str], of_before: Callable[[], Sequence[str]]) -> None:
    """Complain of the faults that the workbook did not have before."""
    if faults:
        _complain(list((Counter(faults) - Counter(of_before())).elements()))


def _complain(faults: Sequence[str]) -> None:
    if len(faults) > 1:
        raise NotSafeError(text("writer.finished.faults", fault=faults[0], count=len(faults) - 1))
    if faults:
        raise NotSafeError(text("writer.finished.fault", fault=faults[0]))
