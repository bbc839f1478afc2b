"""A new workbook, built in memory from schemas/ alone (docs/design.md, The workbook)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO

import xlsxwriter
from xlsxwriter.packager import Packager

from pipeline.template.arrangement_sheet import finish_arrangement
from pipeline.template.fitted_sheet import FittedSheet
from pipeline.template.front_sheet import write_front_sheet
from pipeline.template.layout import WITH_CHARTS, Layout
from pipeline.template.lists import SHEET, write_lists
from pipeline.template.new_workbook import Macro, NewWorkbook
from pipeline.template.overview import add_charts
from pipeline.template.own_sheet import LongSheet, write_own_sheet
from pipeline.template.printing import set_up_print
from pipeline.template.rows import rows_for, scales_in
from pipeline.template.styles import Styles
from pipeline.template.table_sheet import write_table_sheet
from schemas.fields import PARTNER_MARK
from schemas.spec import TEMPLATE_VERSION, Table, tables
from schemas.wording.languages import is_from_the_right
from schemas.wording.text import text

ARRANGEMENT_PROPERTY = "Concord arrangement"
TEMPLATE_PROPERTY = "Concord template"
_UNDATED = date(2026, 1, 1)  # same input, same bytes: never the clock
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}

__all__ = ["ARRANGEMENT_PROPERTY", "TEMPLATE_PROPERTY", "Macro", "NewWorkbook", "build", "layout_of"]


def build(new: NewWorkbook, macro: Macro | None = None) -> bytes:
    """The bytes of a new .xlsx workbook, or with a macro of an .xlsm one; the same `new` gives the same bytes.

    Raises ValueError for a value that no cell can hold.
    """
    stream = BytesIO()
    with _Workbook(stream, _OPTIONS) as book:
        _properties(book, new)
        styles = Styles(book)
        front = book.add_worksheet(text("front_sheet.sheet"))
        write_front_sheet(front, styles, new, macro)
        for table in new.tables:
            sheet = book.add_worksheet(table.sheet, worksheet_class=FittedSheet)
            layout, rows = layout_of(table, new), rows_for(table, new)
            set_up_print(sheet, new.title)
            write_table_sheet(sheet, styles, layout, rows, new.title)
            if table.name == "Arrangement":
                finish_arrangement(sheet, styles, layout, rows)
            if table.name == WITH_CHARTS and new.extract is None:
                add_charts(book, sheet, rows_for(tables()["Figures"], new), len(new.codes))
            if table.name == "Figures":
                sheet.hide()
        write_lists(book, book.add_worksheet(SHEET), tables()["Partners"], new.tables)
        for own in new.sheets:
            write_own_sheet(book.add_worksheet(own.name, worksheet_class=LongSheet), styles, own, new.title)
        if is_from_the_right():
            for sheet in book.worksheets():
                sheet.right_to_left()
        front.activate()
        if macro:
            book.add_vba_project(BytesIO(macro.project), is_stream=True)
    return stream.getvalue()


def layout_of(table: Table, new: NewWorkbook) -> Layout:
    """Where a table's columns stand.

    Rating columns are for parties; one of another organisation stays only where something was entered in it.
    """
    rows = new.values.get(table.name, ())
    rated = {
        key.partition(PARTNER_MARK)[2] for row in rows for key, value in row.items() if value not in (None, "", ())
    }
    return Layout(table, new.columns_of, new.own.get(table.name, ()), new.others - rated, scales_in(new))


def _properties(book: xlsxwriter.Workbook, new: NewWorkbook) -> None:
    created = datetime.combine(new.today or _UNDATED, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": new.title, "created": created, "comments": text("template.made")})
    book.set_custom_property(ARRANGEMENT_PROPERTY, new.arrangement_id)
    book.set_custom_property(TEMPLATE_PROPERTY, TEMPLATE_VERSION)


class _Part(StringIO):
    """What is written to it, as UTF-8: a StringIO takes four bytes a letter. XlsxWriter wants one all the same."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()

    def write(self, written: str) -> int:
        self._bytes += written.encode()
        return len(written)

    def getvalue(self) -> bytearray:  # type: ignore[override]
        """The bytes, once: a part goes into the package and is not needed after that."""
        given, self._bytes = self._bytes, bytearray()
        return given


class _Packager(Packager):  # type: ignore[misc]
    def _filename(self, xml_filename: str) -> _Part:
        part = _Part()
        is_binary = True  # goes into the package as it is
        self.filenames.append((part, xml_filename, is_binary))
        return part


class _Workbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook in memory whose sheets may be long."""

    def _get_packager(self) -> _Packager:
        return _Packager()
