"""A worksheet whose filled rows have a height from the start and still grow when people write more, and whose charts
keep their size.

xlsxwriter marks every row height as set by hand, and Excel never fits such a row again. Without any height
LibreOffice shows one line of a long text. So: a height, without the mark.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from xlsxwriter.drawing import Drawing
from xlsxwriter.worksheet import Worksheet

from pipeline.xlsx.writer.row_heights import points

_EMU = 9525  # of these one pixel has


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

    def fit_row(self, row: int, lines: int) -> None:
        """Give the zero-based row room for so many lines, to be fitted anew by Excel whenever it changes."""
        if lines > 1:
            self.set_row(row, points(lines))
            self._fitted.add(row + 1)

    def _prepare_chart(self, index: int, chart_id: int, drawing_id: int) -> None:
        super()._prepare_chart(index, chart_id, drawing_id)
        self.drawing.__class__ = _FixedDrawing

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return _prepared(formula, expand_future_functions)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row" and int(dict(attributes)["r"]) in self._fitted:
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


@lru_cache(4096)
def _prepared(formula: str, expand_future_functions: bool) -> str:
    """As xlsxwriter does it: it looks for 150 names of functions, and workbooks have the same formulas many times."""
    prepared: str = Worksheet()._prepare_formula(formula, expand_future_functions)
    return prepared
