"""Workbooks loaded by openpyxl, each once in a process: to load one takes as long as the rest of most tests.

What was loaded is kept as a pickle, of which every test gets a workbook of its own in a seventh of the time.
"""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.worksheet.dimensions import DimensionHolder
from openpyxl.worksheet.table import Table, TableList

KEPT = 30  # workbooks of about one megabyte


def loaded(data: bytes, *, rich_text: bool = False, keep_vba: bool = False) -> Any:
    """The workbook in `data`, as `openpyxl.load_workbook` gives it; nobody else has it."""
    if keep_vba:  # an open package, of which there is no pickle
        return _with_macros(data, rich_text)
    return pickle.loads(_pickled(data, rich_text))


def _with_macros(data: bytes, rich_text: bool) -> Any:
    """The workbook with its parts kept: openpyxl leaves that package open for writing, and letting it go then fails."""
    book: Any = openpyxl.load_workbook(BytesIO(data), rich_text=rich_text, keep_vba=True)
    kept = book.vba_archive.fp
    book.vba_archive.close()
    book.vba_archive = ZipFile(kept)
    return book


@lru_cache(KEPT)
def _pickled(data: bytes, rich_text: bool) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data), rich_text=rich_text)
    return pickle.dumps(book, pickle.HIGHEST_PROTOCOL)


# Of dictionaries, pickle keeps what their `items` are and forgets what else they hold.


def _tables(tables: list[Table]) -> TableList:
    made = TableList()
    for table in tables:
        made.add(table)
    return made


def _reduced_tables(tables: TableList) -> tuple[Callable[..., TableList], tuple[object, ...]]:
    return _tables, (list(tables.values()),)


def _dimensions(sheet: Any, reference: str, default: Any, items: list[Any], outline: int | None) -> Any:
    made: Any = DimensionHolder(sheet, reference, default)
    made.max_outline = outline
    made.update(items)
    return made


def _reduced_dimensions(held: Any) -> tuple[Callable[..., Any], tuple[object, ...]]:
    return _dimensions, (
        held.worksheet, held.reference, held.default_factory, list(held.items()), held.max_outline,
    )  # fmt: skip


copyreg.pickle(TableList, _reduced_tables)
copyreg.pickle(DimensionHolder, _reduced_dimensions)
