"""The looks of a new sheet's cells: taken from cells of the workbook's own sheets, so that no style is added."""

from __future__ import annotations

from functools import cached_property

from pipeline.xlsx.ooxml.cell_values import style_of
from pipeline.xlsx.ooxml.numbers import by_column, columns_of
from pipeline.xlsx.ooxml.rows import row, row_places
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.workbook import Book, Table
from schemas.spec import tables

# The table whose headers and cells look as wanted, and the kind of look: the plan has columns of both kinds.
_DONOR = "ActionPlan"
_OURS, _THEIRS, _TEXT, _DAY = "what_to_do", "what_we_agreed", "what_to_do", "agreed_due"


class Donors:
    """Styles (`s`, "" for none) by what a cell of the new sheet is."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def _looks(self) -> dict[tuple[str, str], str]:
        """The styles of headers and first body cells of the donor by place and field."""
        table = next(
            (table for sheet in self._book.sheets for table in self._book.tables(sheet) if _is_donor(table)), None
        )
        if table is None:
            return {}
        sheet = SheetXml(self._book.package.read(table.sheet.part), table.sheet.part, table.sheet.name)
        rows = {
            place.number: row(sheet.rows[place.start : place.end], sheet.prefix).cells
            for place in row_places(sheet.rows, sheet.prefix, sheet.name)
            if place.number <= table.area.top + 1
        }
        of_columns = by_column(
            (columns_of(span.attributes), span.attributes.get("style", "0")) for span in sheet.all("col")
        )
        found: dict[tuple[str, str], str] = {}
        for at, header in enumerate(table.headers, table.area.left):
            field = tables()[_DONOR].column_called(header)
            if field:
                head = rows.get(table.area.top, {}).get(at, "")
                body = rows.get(table.area.top + 1, {}).get(at, "")
                found["header", field.name] = style_of(head) if head else ""
                found["body", field.name] = style_of(body) if body else of_columns.get(at, "")
        return found

    def header(self, is_theirs: bool) -> str:
        """Of a header: people's columns look otherwise than ours."""
        return self._looks.get(("header", _THEIRS if is_theirs else _OURS), "")

    def body(self, kind: str) -> str:
        """Of a body cell that holds a text or a date."""
        if kind != "date":
            return self._looks.get(("body", _TEXT), "")
        return self._looks.get(("body", _DAY), "") or self._book.styles.dated("0")


def _is_donor(table: Table) -> bool:
    return table.name.lower() == _DONOR.lower()
