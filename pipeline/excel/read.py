"""Reading the workbook that is open in Excel."""

from __future__ import annotations

from typing import Any

from pipeline.excel.source import OpenBook
from pipeline.reading.workbook import Reading, read_from


def read(book: Any) -> Reading:
    """What the open workbook (`xlwings.Book`) says, unsaved changes included. Raises NotOurs and Unreadable."""
    return read_from(OpenBook(book))
