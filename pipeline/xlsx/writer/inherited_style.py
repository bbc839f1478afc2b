"""How new cells and rows of a table look: like the ones nearest to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property

from pipeline.xlsx.ooxml.cell_values import style_of
from pipeline.xlsx.ooxml.numbers import by_column, columns_of
from pipeline.xlsx.ooxml.rows import Rows, RowText, attributes
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.styles import Styles
from pipeline.xlsx.ooxml.xml_edit import is_true
from pipeline.xlsx.writer.placement import Layout

_FAR = 100  # rows looked at upwards from the end of the body
_ROW_LOOK = ("s", "customFormat", "ht", "customHeight", "thickTop", "thickBot")


class Look:
    """Styles by column for cells that have none of their own, and the attributes of new rows."""

    def __init__(self, sheet: SheetXml, layout: Layout, styles: Callable[[], Styles], rows: Rows) -> None:
        self._sheet = sheet
        self._layout = layout
        self._styles = styles
        self._present = rows
        # By column, and by column and style: `functools.cache` of a method would hold all of this until a collection.
        self._of_columns: dict[int, str] = {}
        self._dated: dict[tuple[int, str], str] = {}
        self.is_date = cache(lambda style: styles().is_date(style))
        self.wraps = cache(lambda style: styles().wraps(style))

    @cached_property
    def _rows(self) -> list[RowText]:
        """The nearest present rows of the body, the last one first."""
        body = self._layout.table.body
        above = map(self._present.row, range(body.bottom, max(body.top, body.bottom - _FAR) - 1, -1))
        return [found for found in above if found]

    @cached_property
    def _columns(self) -> dict[int, str]:
        return _column_styles(self._sheet)

    def cell(self, column: int) -> str:
        """The style of a new cell in the column."""
        if column not in self._of_columns:
            self._of_columns[column] = self._cell(column)
        return self._of_columns[column]

    def _cell(self, column: int) -> str:
        column = self._neighbour(column)
        styles = [style_of(row.cells[column]) for row in self._rows if column in row.cells]
        if styles:  # of those that are as many the nearest: somebody may have coloured a cell
            return max(dict.fromkeys(styles), key=styles.count)
        if self._rows and is_true(attributes(self._rows[0].tag).get("customFormat")):
            return attributes(self._rows[0].tag).get("s", "")
        return self._columns.get(column, "")

    def date_cell(self, column: int, style: str) -> str:
        """A style that shows dates for a cell of the column whose own `style` does not."""
        if (column, style) not in self._dated:
            self._dated[column, style] = self._date_cell(column, style)
        return self._dated[column, style]

    def _date_cell(self, column: int, style: str) -> str:
        near = (style_of(row.cells[column]) for row in self._rows if column in row.cells)
        return next((found for found in near if self.is_date(found)), "") or self._styles().dated(style)

    def _neighbour(self, column: int) -> int:
        """For an appended column the rightmost one of its kind, or else the table's last."""
        wanted = self._layout.added.get(column)
        if wanted is None:
            return column
        columns = self._layout.update.columns
        alike = [
            at for at, place in self._layout.ours.items()
            if at not in self._layout.added and columns[place].kind == wanted.kind
        ]  # fmt: skip
        return max(alike, default=self._layout.table.area.right)

    def header(self, header: RowText | None) -> str:
        """The style of an appended header: its neighbour's."""
        raw = header.cells.get(self._layout.table.area.right) if header else None
        return style_of(raw) if raw else ""

    @cached_property
    def _row_given(self) -> Mapping[str, str]:
        return attributes(self._rows[0].tag) if self._rows else {}

    @property
    def has_fixed_height(self) -> bool:
        """Whether new rows have the height that somebody set for the row above them."""
        return is_true(self._row_given.get("customHeight"))

    @cached_property
    def row_attributes(self) -> str:
        """The attributes of a new row: a height only where somebody set one."""
        given, fixed = self._row_given, self.has_fixed_height
        kept = [name for name in _ROW_LOOK if name in given and (fixed or name not in ("ht", "customHeight"))]
        return "".join(f' {name}="{given[name]}"' for name in kept)


def _column_styles(sheet: SheetXml) -> dict[int, str]:
    styles = ((columns_of(span.attributes), span.attributes.get("style", "0")) for span in sheet.all("col"))
    return by_column((columns, style) for columns, style in styles if style != "0")
