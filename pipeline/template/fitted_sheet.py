"""A worksheet whose filled rows have a height from the start and still grow when people write more.

xlsxwriter marks every row height as set by hand, and Excel never fits such a row again. Without any height
LibreOffice shows one line of a long text. So: a height, without the mark.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from pipeline.xlsx.writer.row_heights import points


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

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row" and int(dict(attributes)["r"]) in self._fitted:
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)
