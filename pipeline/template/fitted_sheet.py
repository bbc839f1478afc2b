"""A worksheet whose filled rows have a height from the start and still grow when people write more, and whose charts
keep their size. Its rows may be many: they become text only when the sheet is written.

xlsxwriter marks every row height as set by hand, and Excel never fits such a row again. Without any height
LibreOffice shows one line of a long text. So: a height, without the mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from xlsxwriter.drawing import Drawing
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from pipeline.xlsx.ooxml.refs import Box, letters
from pipeline.xlsx.writer.row_heights import points

_OF_SPAN = 16  # rows that say together from which column to which they reach
_EMU = 9525  # of these one pixel has
_CALL = re.compile(r"[\w.]+\(")  # the name of a function in a formula
_ROW = "#"  # stands for the number of a row, and in nothing else that a cell is written with: texts stand elsewhere


class LongRow(NamedTuple):
    """A row of a table: its cells that are not blank (column from 0, what it holds, its format); its lines of text."""

    cells: Sequence[tuple[int, object, Any]]
    lines: int


class _FixedDrawing(Drawing):  # type: ignore[misc]
    """Charts that hang on one cell: xlsxwriter ties them to two, and a row that grows between would stretch them."""

    def _write_two_cell_anchor(self, index: int, drawing: Any) -> None:
        column, row, right, down = drawing._dimensions[:4]
        self._xml_start_tag("xdr:oneCellAnchor")
        self._write_from(column, row, right, down)
        self._xml_empty_tag("xdr:ext", [("cx", drawing._width * _EMU), ("cy", drawing._height * _EMU)])
        self._write_graphic_frame(index, drawing)
        self._write_client_data()
        self._xml_end_tag("xdr:oneCellAnchor")


class FittedSheet(Worksheet):  # type: ignore[misc]
    """xlsxwriter's worksheet, with `fit_row`."""

    def __init__(self) -> None:
        super().__init__()
        self._fitted: set[int] = set()
        self._long = range(0)
        self._blanks: Sequence[Any] = ()
        self._forms: dict[Any, str] = {}
        self.dim_rowmin: int | None
        self.dim_rowmax: int | None

    def write_long(self, rows: range, blanks: Sequence[Any], row_at: Callable[[int], LongRow]) -> None:
        """Take the rows of a table, by their zero-based numbers; `row_at` is asked for each a second time at the end.

        A cell holds a text, a number, a day, True or False, or None; `blanks` are the formats of the others, from the
        first column on. A row whose cells are written one by one is left as it is.
        """
        self._long, self._blanks, self._row_at = rows, blanks, row_at
        self._check_dimensions(rows.start, 0)
        self._check_dimensions(rows.stop - 1, len(blanks) - 1)
        for number in rows:
            if number not in self.table:
                for _, value, _ in row_at(number).cells:
                    if isinstance(value, str):
                        self.str_table._get_shared_string_index(value)

    def _write_rows(self) -> None:
        top, bottom = self.dim_rowmin, self.dim_rowmax
        if not self._long:
            super()._write_rows()
            return
        self._write_from(top, self._long.start - 1)
        starts = [f'<c r="{letters(column)}{_ROW}' for column in range(1, len(self._blanks) + 1)]
        blanks = [f"{start}{self._form(form)}/>" for start, form in zip(starts, self._blanks, strict=True)]
        for number in self._long:
            if number in self.table:
                self._write_from(number, number)
            else:
                self.fh.write(self._long_row(self._row_at(number), starts, blanks).replace(_ROW, str(number + 1)))
        self._write_from(self._long.stop, bottom)
        self.dim_rowmin, self.dim_rowmax = top, bottom

    def _write_from(self, top: int | None, bottom: int | None) -> None:
        self.dim_rowmin, self.dim_rowmax = top, bottom
        super()._write_rows()

    def _calculate_spans(self) -> None:
        super()._calculate_spans()
        blocks = range(self._long.start // _OF_SPAN, (self._long.stop - 1) // _OF_SPAN + 1) if self._long else ()
        self.row_spans.update(dict.fromkeys(blocks, f"1:{len(self._blanks)}"))

    def _long_row(self, row: LongRow, starts: Sequence[str], blanks: Sequence[str]) -> str:
        cells, known = [*blanks], self.str_table.string_table
        for at, value, form in row.cells:
            end = f' t="s"><v>{known[value]}</v></c>' if isinstance(value, str) else self._end(value)
            cells[at] = f"{starts[at]}{self._form(form)}{end}"
        height = f' ht="{pixels(row.lines) * 0.75:.16g}"' if row.lines > 1 else ""
        return f'<row r="{_ROW}" spans="1:{len(blanks)}"{height}>{"".join(cells)}</row>'

    def _form(self, form: Any) -> str:
        if form not in self._forms:
            self._forms[form] = f'" s="{form._get_xf_index()}"'
        return self._forms[form]

    def _end(self, value: object) -> str:
        """What stands in the cell of a value that is no text, behind its format."""
        if value is None:
            return "/>"
        if isinstance(value, bool):
            return f' t="b"><v>{int(value)}</v></c>'
        given = self._convert_date_time(value) if isinstance(value, date) else value
        return f"><v>{given:.16G}</v></c>"

    def fit_row(self, row: int, lines: int) -> None:
        """Give the zero-based row room for so many lines, to be fitted anew by Excel whenever it changes."""
        if lines > 1:
            self.set_row_pixels(row, pixels(lines))
            self._fitted.add(row + 1)

    def _prepare_chart(self, index: int, chart_id: int, drawing_id: int) -> None:
        super()._prepare_chart(index, chart_id, drawing_id)
        self.drawing.__class__ = _FixedDrawing

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        bare = formula.removeprefix("{").removeprefix("=").removesuffix("}")
        if "_xlfn." in bare:
            return bare
        return _CALL.sub(lambda call: _prepared(call[0], expand_future_functions), bare)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row" and int(dict(attributes)["r"]) in self._fitted:
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


def pixels(lines: int) -> int:
    """The height of a row of so many lines, rounded as XlsxWriter does it."""
    return int(points(lines) * 4 / 3 + 0.5)


def add_long_table(sheet: Any, area: Box, options: Mapping[str, Any]) -> None:
    """Add a table to a sheet. XlsxWriter by itself remembers each cell of it, to tell of two that overlap.

    Raises ValueError for one that cannot be laid out.
    """
    top, left, right = area.top - 1, area.left - 1, area.right - 1
    if sheet.add_table(top, left, top + 1, right, options) != 0:
        raise ValueError(f"The table {options['name']} could not be laid out.")
    made = sheet.tables[-1]
    whole = xl_range(top, left, area.bottom - 1, right)
    made.update({name: whole for name in ("range", "a_range", "autofilter") if name in made})


@cache
def _prepared(call: str, expand_future_functions: bool) -> str:
    """The name of a function as XlsxWriter writes it, which looks for 150 of them in each formula."""
    prepared: str = Worksheet()._prepare_formula(call, expand_future_functions)
    return prepared
