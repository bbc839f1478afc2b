"""One sheet with one table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from numbers import Real
from typing import Any, NamedTuple

from pipeline.template import palette
from pipeline.template.cells import cell_value, refuse_too_long, write_cell
from pipeline.template.fitted_sheet import LongRow, add_long_table
from pipeline.template.formats import add_formats
from pipeline.template.layout import DESCRIPTION_ROW, LAST_ROW, LINK_ROW, TITLE_ROW, Layout, Placed
from pipeline.template.new_workbook import CarriedCell, RowValues
from pipeline.template.printing import set_up_table_print
from pipeline.template.rows import body_rows
from pipeline.template.styles import DATE_FORMAT, TEXT_KINDS, Styles
from pipeline.template.validations import validate_column
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.writer.row_heights import letters_in, lines_needed
from schemas.wording.direction import runs_from_left
from schemas.wording.languages import is_from_the_right
from schemas.wording.text import texts

ZOOM = 90
_NUMBERS = frozenset({int})
WITHOUT_FILTER = frozenset({"Arrangement", "Summary", "Figures"})
# Charts read the cells of the one and lie beside those of the other; each row of the third is finished on its own.
_CELL_BY_CELL = frozenset({"Figures", "Summary", "Arrangement"})


def write_table_sheet(sheet: Any, styles: Styles, layout: Layout, rows: Sequence[RowValues], title: str) -> int:
    """Write table, hints, colours and print set-up; gives the zero-based last row of the table.

    `title` is the arrangement's.
    """
    last_row = layout.first_row + body_rows(layout.table, len(rows)) - 1
    _columns(sheet, styles, layout)
    sheet.set_row(layout.header_row, layout.header_height)
    if layout.has_heading:
        _heading(sheet, styles, layout)
    _table(sheet, styles, layout, last_row)
    _body(sheet, styles, layout, rows, last_row)
    for placed in layout.columns:
        validate_column(sheet, layout, placed)
    add_formats(sheet, styles, layout)
    _view(sheet, layout)
    set_up_table_print(sheet, layout, title)
    return last_row


def _columns(sheet: Any, styles: Styles, layout: Layout) -> None:
    rare = False
    for placed in layout.columns:
        options: dict[str, object] = {}
        if placed.column.rare:
            rare, options = True, {"level": 1, "hidden": True}
        elif placed.column.hidden:
            options = {"hidden": True}
        form = styles.body(layout.table, placed, bordered=False)
        sheet.set_column(placed.index, placed.index, placed.width, form, options)
    if rare:
        after = layout.last_column + 1
        sheet.set_column(after, after, None, None, {"collapsed": True})


def _heading(sheet: Any, styles: Styles, layout: Layout) -> None:
    words = texts("front_sheet")
    sheet.set_row(TITLE_ROW, 27)
    sheet.set_row(DESCRIPTION_ROW, 16)
    sheet.set_row(LINK_ROW, 18)
    heading = styles.get(font_size=18, bold=True, font_color=palette.OUTPUT, valign="vcenter")
    sheet.write_string(TITLE_ROW, 0, layout.table.sheet, heading)
    quiet = styles.get(font_color=palette.QUIET, valign="vcenter")
    sheet.write_string(DESCRIPTION_ROW, 0, layout.table.description, quiet)
    link = styles.get(font_color=palette.LINK, underline=1, valign="top")
    sheet.write_url(LINK_ROW, 0, f"internal:'{words['sheet']}'!A1", link, words["back"])


def _table(sheet: Any, styles: Styles, layout: Layout, last_row: int) -> None:
    columns = [
        {
            "header": placed.header,
            "header_format": styles.header(layout.table, placed),
            "format": styles.body(layout.table, placed),
        }
        for placed in layout.columns
    ]
    options = {
        "name": layout.table.name,
        "style": None,
        "columns": columns,
        "autofilter": layout.table.name not in WITHOUT_FILTER,
        "banded_rows": False,
        "title": layout.table.sheet,
        "description": layout.table.description,
    }
    add_long_table(sheet, Box(layout.header_row + 1, 1, last_row + 1, layout.last_column + 1), options)


def _body(sheet: Any, styles: Styles, layout: Layout, rows: Sequence[RowValues], last_row: int) -> None:
    body = _Body(styles, layout, rows)
    numbers = range(layout.first_row, last_row + 1)
    for number in numbers:
        if layout.table.name in _CELL_BY_CELL or number in body.carried:
            row = body.row_at(number)
            cells = {at: (None, form) for at, form in enumerate(body.blanks)}
            for at, (value, form) in (cells | {at: (value, form) for at, value, form in row.cells}).items():
                write_cell(sheet, number, at, value, form)
            sheet.fit_row(number, row.lines)
    if layout.table.name not in _CELL_BY_CELL:
        sheet.write_long(numbers, body.blanks, body.row_at)


class _BodyColumn(NamedTuple):
    """A column with what is the same in all its rows; `room` are the letters of a line, 0 where no row grows by it."""

    placed: Placed
    key: str
    usual: Any  # its format
    width: float
    room: float
    shows_as_is: frozenset[type]  # of what stands in the cell as it is given, and looks as usual

    @classmethod
    def of(cls, placed: Placed, usual: Any) -> _BodyColumn:
        """The column; cells look like `usual` where nothing is said of them."""
        column, width = placed.column, placed.width
        room = 0.0 if column.rare or column.hidden else letters_in(width)
        as_is = _NUMBERS if column.vocabulary or is_from_the_right() else _NUMBERS | {str}
        return cls(placed, column.key(placed.partner), usual, width, room, as_is)


class _Body:
    """The rows below the headers, by their numbers in the sheet from 0; `carried`: with a cell that is more."""

    def __init__(self, styles: Styles, layout: Layout, rows: Sequence[RowValues]) -> None:
        self._styles, self._layout, self._rows = styles, layout, rows
        self.blanks = [styles.body(layout.table, placed) for placed in layout.columns]
        columns = [_BodyColumn.of(*both) for both in zip(layout.columns, self.blanks, strict=True)]
        keys: set[str] = set()
        self.carried: set[int] = set()
        for number, row in enumerate(rows, layout.first_row):
            keys.update(row)
            if CarriedCell in map(type, row.values()):
                self.carried.add(number)
        self._filled = [each for each in columns if each.key in keys]

    def row_at(self, number: int) -> LongRow:
        """The cells of a row as people see them. Raises ValueError for a text that no cell can hold."""
        row = self._row(number)
        cells: list[tuple[int, object, Any]] = []
        lines = 1
        for placed, key, usual, width, room, shows_as_is in self._filled if row else ():
            given = row.get(key)
            if given is None or given == "":
                continue
            if type(given) in shows_as_is:
                value = given
                cells.append((placed.index, value, usual))
            else:
                value = cell_value(placed.column, given)
                cells.append((placed.index, _plain(value), self._form(placed, given, value, usual)))
            if isinstance(value, str):
                refuse_too_long(value)
                if room and (len(value) > room or "\n" in value):
                    lines = max(lines, lines_needed(value, width))
        return LongRow(cells, lines)

    def _row(self, number: int) -> RowValues:
        at = number - self._layout.first_row
        return self._rows[at] if at < len(self._rows) else {}

    def _form(self, placed: Placed, given: object, value: object, usual: Any) -> Any:
        looks = _looks_of_its_own(placed, value, given)
        return self._styles.body(self._layout.table, placed, **looks) if looks else usual


def _plain(value: object) -> object:
    """What a cell can hold, as it is: a number that comes from a library, and whatever else, as a text."""
    if value is None or isinstance(value, (str, bool, date, CarriedCell)):
        return value
    return float(value) if isinstance(value, Real) else str(value)


def _looks_of_its_own(placed: Placed, value: object, given: object) -> dict[str, Any]:
    """How a cell looks otherwise than the others of its column, as `Styles.body` takes it."""
    looks: dict[str, Any] = {}
    if placed.column.kind == "value" and isinstance(value, date):
        looks = {"number_format": DATE_FORMAT}
    if isinstance(given, CarriedCell) and (given.number_format or given.is_struck):
        looks = {"number_format": given.number_format, "struck": given.is_struck}
    if isinstance(value, str) and runs_from_left(value):
        looks["from_left"] = True
    return looks


def _view(sheet: Any, layout: Layout) -> None:
    sheet.set_zoom(ZOOM)
    # Where people write the program's own lines show the empty cells; of results only the table's lines.
    sheet.hide_gridlines(1 if layout.table.is_input else 2)
    sheet.set_tab_color(palette.INPUT if layout.table.is_input else palette.OUTPUT)
    if not layout.has_heading:  # charts must be free to scroll away
        sheet.freeze_panes(layout.first_row, layout.frozen_columns)
        # The active cell must lie in the pane that scrolls.
        sheet.set_selection(layout.first_row, layout.frozen_columns, layout.first_row, layout.frozen_columns)
    texts = [placed for placed in layout.columns if placed.column.kind in TEXT_KINDS]
    if texts:
        ranges = " ".join(f"{placed.letter}{layout.first_row + 1}:{placed.letter}{LAST_ROW + 1}" for placed in texts)
        sheet.ignore_errors({"number_stored_as_text": ranges})
