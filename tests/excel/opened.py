"""Workbooks opened in the test engine, and both doors on the same workbook."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.excel.buttons import process as work
from pipeline.reading.workbook import Reading, read
from pipeline.run.batch.options import Options
from pipeline.run.workbook.outcome import Outcome
from pipeline.run.workbook.process import process
from tests.run.made import DAY, workbook

OPTIONS = Options(today=DAY)


def opened(app: Any, path: Path) -> Any:
    """The workbook at `path`, open (`xlwings.Book`)."""
    return app.books.open(str(path))


def made(app: Any, folder: Path, name: str = "clinic.xlsx", **more: Any) -> Any:
    """The little workbook of `tests.run.made`, open."""
    return opened(app, workbook(folder, name, **more))


def run(book: Any, folder: Path) -> Outcome:
    """A run on an open workbook; the copy goes into `folder`."""
    from pipeline.excel.session import native

    def copy() -> Path:
        native.save_copy(book, folder / "copy.xlsx")
        return folder / "copy.xlsx"

    return work.run(book, OPTIONS, copy)


@dataclass(frozen=True)
class Both:
    """What each door made of the same workbook."""

    file: Outcome
    excel: Outcome
    by_file: Path
    by_excel: Path
    book: Any  # as it stands in Excel after the run

    @cached_property
    def file_reads(self) -> Reading:
        return read(self.by_file.read_bytes())

    @cached_property
    def excel_reads(self) -> Reading:
        """What is read from the workbook once it is saved; saving takes as long as both runs."""
        self.book.save()
        return read(self.by_excel.read_bytes())


def both(app: Any, source: Path, folder: Path) -> Both:
    """Run the same workbook through both doors."""
    by_file, by_excel = folder / "file.xlsx", folder / "excel.xlsx"
    shutil.copy(source, by_file)
    shutil.copy(source, by_excel)
    outcome = process(by_file, OPTIONS)
    book = opened(app, by_excel)
    return Both(outcome, run(book, folder), by_file, by_excel, book)


def texts(book: Any, table: str) -> list[dict[str, object]]:
    """The rows of a table of an open workbook, by header."""
    found = next(item for sheet in book.sheets for item in sheet.tables if item.name == table)
    header, *rows = found.range.options(ndim=2, err_to_str=True).value
    return [dict(zip(header, row, strict=True)) for row in rows]


def shown(book: Any, press: Callable[[], None]) -> str:
    """Press a button in a workbook; the text of the box that it shows."""
    book.set_mock_caller()
    press()
    return str(book.app.impl.alerts[-1][0])
