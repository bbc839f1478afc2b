"""Small workbooks for the tests of the writer, and ways to look into them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from pipeline.domain.table_update import Link, OutColumn, OutRow, TableUpdate, Value

SHEET = "Gaps"
HEADERS = ("finding", "severity", "notes", "due")
TOP, LEFT = 3, 2  # the header of the table stands in B3


def workbook(
    rows: Sequence[Sequence[Any]] = (("R1", "high", "ours to keep", 1), ("R2", "low", "", 2)),
    headers: Sequence[str] = HEADERS,
    more: Callable[[xlsxwriter.Workbook, Any], None] | None = None,
    table: Mapping[str, Any] | None = None,
    options: Mapping[str, Any] | None = None,
) -> bytes:
    """A workbook with the table Gaps at B3; `more` adds what a test needs beside it."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, **(options or {})})
    sheet = book.add_worksheet(SHEET)
    sheet.write("A1", "What we found")
    sheet.add_table(
        TOP - 1, LEFT - 1, TOP - 1 + max(len(rows), 1), LEFT + len(headers) - 2,
        {"name": "Gaps", "columns": [{"header": header} for header in headers], "data": rows, **(table or {})},
    )  # fmt: skip
    if more:
        more(book, sheet)
    book.close()
    return data.getvalue()


def update(
    *rows: tuple[int | None, Sequence[Value]],
    columns: Sequence[str | OutColumn] = ("finding", "severity"),
    clear_filter: bool = True,
    table: str = "Gaps",
) -> TableUpdate:
    """An update of Gaps: each row its source and its cells."""
    return TableUpdate(
        table,
        tuple(
            column
            if isinstance(column, OutColumn)
            else OutColumn(column, leads=any(isinstance(cells[at], Link) for _, cells in rows if at < len(cells)))
            for at, column in enumerate(columns)
        ),
        tuple(OutRow(source, tuple(cells)) for source, cells in rows),
        clear_filter,
    )


def fresh(*rows: Sequence[Value], **more: Any) -> TableUpdate:
    """An update whose rows are all new."""
    return update(*((None, row) for row in rows), **more)


def members(data: bytes) -> dict[str, bytes]:
    """Every part of the workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    """The parts that differ, or that only one of the two has."""
    old, new = members(before), members(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def replaced(data: bytes, parts: Mapping[str, bytes | None], first: Sequence[str] = ()) -> bytes:
    """The workbook with some parts given anew, added, or (None) left out."""
    contents: dict[str, bytes | None] = {**members(data), **parts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in [*first, *(name for name in contents if name not in first)]:
            content = contents[name]
            if content is not None:
                archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def edited(data: bytes, part: str, pattern: str, by: str, count: int = 1) -> bytes:
    """The workbook with a pattern in one part replaced; it must be there."""
    old = members(data)[part].decode()
    new = re.sub(pattern, by, old, count=count, flags=re.DOTALL)
    assert new != old, f"{pattern} is not in {part}"
    return replaced(data, {part: new.encode()})


def part(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    """One part as text."""
    return members(data)[name].decode()


def values(data: bytes, sheet: str = SHEET) -> list[list[Any]]:
    """The sheet's values from A1 on, as python-calamine reads them."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def body(data: bytes) -> list[list[Any]]:
    """The values under the header of Gaps."""
    return [line[LEFT - 1 :] for line in values(data)[TOP:]]


def cell(data: bytes, ref: str) -> str:
    """The XML of one cell; "" if there is none."""
    match = re.search(rf'<c r="{ref}"(?:[^>]*/>|.*?</c>)', part(data), re.DOTALL)
    return match[0] if match else ""


def style(data: bytes, ref: str) -> str:
    """The style number of one cell; "" for none."""
    match = re.search(r' s="(\d+)"', cell(data, ref))
    return match[1] if match else ""
