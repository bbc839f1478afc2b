"""The portfolio as a list for any program: CSV in UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.portfolio.portfolio import Portfolio
from pipeline.portfolio.table import Row, portfolio_rows
from schemas.wording.text import texts

# A cell that begins so is taken for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def listing(whole: Portfolio, rows: Iterable[Row] | None = None) -> bytes:
    """The list, one row a partnership; a text that a spreadsheet could take for a formula has ' before it.

    `rows` are those of the portfolio where they are there already.
    """
    file = io.StringIO(newline="")
    columns: Mapping[str, str] = texts("portfolio.workbook.columns")
    written = csv.writer(file, lineterminator="\r\n")
    written.writerow(columns.values())
    for row in portfolio_rows(whole) if rows is None else rows:
        written.writerow([_cell(row[name]) for name in columns])
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
