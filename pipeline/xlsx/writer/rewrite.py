"""Tables of a workbook rewritten in place: only what the closed list of docs/design.md allows changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.domain.table_update import TableUpdate
from pipeline.xlsx.ooxml.errors import NotSafeError, WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.refs import box
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import with_attribute
from pipeline.xlsx.writer.anchors import follow_anchors
from pipeline.xlsx.writer.body_rows import Body
from pipeline.xlsx.writer.calc_chain import ask_for_recalculation, drop_chain
from pipeline.xlsx.writer.charts import follow_charts
from pipeline.xlsx.writer.hyperlinks import write_links
from pipeline.xlsx.writer.placement import Layout, Moves, Stays
from pipeline.xlsx.writer.preconditions import check_package, check_place, check_table, check_totals
from pipeline.xlsx.writer.shared_formulas import unshared
from pipeline.xlsx.writer.sqref_ranges import fit_ranges
from pipeline.xlsx.writer.table_part import follow_table, rewrite_table_part
from pipeline.xlsx.writer.verify import check
from schemas.wording.languages import to_those_who_asked

__all__ = ["NotSafeError", "Rewritten", "WriteError", "rewrite", "rewritten"]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A workbook whose tables were rewritten, and what stays where it is although its row has moved."""

    data: bytes
    stays: tuple[Stays, ...] = ()


def rewrite(data: bytes, updates: Sequence[TableUpdate]) -> bytes:
    """As `rewritten`, for whoever has only the bytes of a workbook, and asks for no more."""
    return rewritten(Package(data), updates).data


@to_those_who_asked()
def rewritten(package: Package, updates: Sequence[TableUpdate]) -> Rewritten:
    """A workbook, unchanged so far, with its tables rewritten as `updates` say; its own bytes if they say nothing new.

    Raises WriteError, with the cell to look at, where that is not possible without touching what is
    not ours, or (NotSafeError) where the result does not pass our own check.
    """
    names = [update.table.lower() for update in updates]
    if len(set(names)) != len(names):
        raise ValueError("the same table twice")
    check_package(package)
    book = Book(package)
    stays: list[Stays] = []
    written = [_update(book, update, stays.append) for update in updates]
    book.strings.let_go()
    if package.changed:
        ask_for_recalculation(book)
    result = package.saved()
    if result is not package.archive.data:
        check(package, result, written)
    return Rewritten(result, tuple(stays))


def _update(book: Book, update: TableUpdate, say: Callable[[Stays], None]) -> Layout:
    table = book.table(update.table)
    check_table(table)
    layout = Layout.of(table, update)
    check_totals(table, layout)
    moves = Moves.of(layout)
    part = table.sheet.part
    sheet = SheetXml(book.package.read(part), part, table.sheet.name)
    sheet.rows = unshared(sheet, layout)
    body = Body(sheet, layout, book)
    check_place(book, sheet, layout, body)
    for one in (*write_links(sheet, moves), *fit_ranges(sheet, moves), *follow_anchors(book, sheet, moves)):
        say(one)
    follow_table(sheet, layout)
    _widen(sheet, layout)
    rewrite_table_part(book.package, layout)
    book.package.put_pieces(part, sheet.built(body.written()))
    if body.formulas_changed:
        drop_chain(book)
    follow_charts(book, layout)
    return layout


def _widen(sheet: SheetXml, layout: Layout) -> None:
    """The sheet's dimension covers the table."""
    for span in sheet.top_level:
        area = box(span.attributes.get("ref", "")) if span.name == "dimension" else None
        if area and not area.holds(layout.area):
            tag = with_attribute(sheet.frame[span.start : span.inner], "ref", area.with_(layout.area).ref)
            sheet.edit(span.start, span.inner, tag)
