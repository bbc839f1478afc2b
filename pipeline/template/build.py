"""A new workbook, built in memory from schemas/ alone (docs/design.md, The workbook)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

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
from pipeline.xlsx.ooxml.text import is_plain
from schemas.fields import PARTNER_MARK
from schemas.spec import TEMPLATE_VERSION, Table, tables
from schemas.wording.languages import is_from_the_right
from schemas.wording.text import text

ARRANGEMENT_PROPERTY = "Concord arrangement"
TEMPLATE_PROPERTY = "Concord template"
_AT_ONCE = 1 << 16  # letters of a part that wait to be packed
_LEVEL = 5  # of zlib: a fiftieth larger than with its usual one, in three fifths of the time
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
    """A part on its way into the package, packed as it is written. XlsxWriter wants a StringIO for it."""

    def __init__(self, package: ZipFile, name: str) -> None:
        super().__init__()
        self._package, self._name = package, name
        self._waiting: list[str] = []
        self._letters = 0
        self._member: IO[bytes] | None = None

    def write(self, written: str) -> int:
        self._waiting.append(written)
        self._letters += len(written)
        if self._letters > _AT_ONCE:
            self._pack()
        return len(written)

    def finish(self) -> None:
        """Put the rest of it into the package; the next part can follow."""
        self._pack()
        if self._member:
            self._member.close()

    def _pack(self) -> None:
        if self._member is None:
            # By its name alone it is of no day: the same content gives the same bytes.
            self._member = self._package.open(self._name, "w")
        self._member.write("".join(self._waiting).encode())
        self._waiting.clear()
        self._letters = 0


class _Packager(Packager):  # type: ignore[misc]
    """Puts one part after the other into the package; XlsxWriter keeps all of them until the last is made."""

    def __init__(self, stream: BytesIO) -> None:
        super().__init__()
        self._stream = stream
        self._part: _Part | None = None

    def _create_package(self) -> list[tuple[object, ...]]:
        with ZipFile(self._stream, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as self._package:
            super()._create_package()
            self._finish_part()
            for content, name, _ in self.filenames:  # pictures and macros, as they are
                with self._package.open(name, "w") as member:
                    member.write(content.getvalue())
        return []

    def _filename(self, xml_filename: str) -> _Part:
        self._finish_part()
        self._part = _Part(self._package, xml_filename)
        return self._part

    def _finish_part(self) -> None:
        if self._part:
            self._part.finish()

    def _write_shared_strings_file(self) -> None:
        strings = _Texts()
        strings.string_table = self.workbook.str_table
        strings.string_table._sort_string_data()  # once more: a long sheet adds its texts while it is written
        strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
        strings._assemble_xml_file()


class _Texts(SharedStrings):  # type: ignore[misc]
    """The texts of a workbook. Nearly all of them stand in the part as they are."""

    def _write_si(self, string: str) -> None:
        if is_plain(string) and string[:1] != " " != string[-1:]:
            self.fh.write(f"<si><t>{string}</t></si>")
        else:
            super()._write_si(string)


class _Workbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook whose sheets may be long: none of them is kept as text."""

    def __init__(self, stream: BytesIO, options: Mapping[str, object]) -> None:
        super().__init__(BytesIO(), options)
        self._stream = stream

    def _get_packager(self) -> _Packager:
        return _Packager(self._stream)

    def _prepare_sst_string_data(self) -> None:
        """List the texts for the charts; where each stands must stay known, as long sheets are written only later."""
        known = self.str_table.string_table
        super()._prepare_sst_string_data()
        self.str_table.string_table = known
