"""A workbook of three partners, the copies made from it, and people who fill in cells with another program."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.copies.came import Came, came
from pipeline.copies.join import Joined, join
from pipeline.copies.party_copy import party_copy
from pipeline.reading.source.file_source import Book
from pipeline.reading.workbook import Reading, read, read_from
from pipeline.template.build import NewWorkbook
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book as Parts
from schemas.vocabulary import normal
from schemas.wording.languages import language
from tests.loading import loaded
from tests.run.made import built_once

DAY, BACK = date(2026, 11, 22), date(2026, 12, 6)
PARTIES = ("INTL", "LOCA", "TOWN")
NAMES = {"INTL": "Harbour Relief", "LOCA": "Green Valley Association", "TOWN": "Town of Northam", "POLI": "Police"}
RISKS = [
    {
        "risk": f"R{n}", "event": "Flood", "description": f"What may happen {n}", "owner": "INTL",
        "likelihood · INTL": n % 5 + 1,
    }
    for n in range(1, 5)
]  # fmt: skip
ACTIVITIES = [
    {"activity": code, "phase": "Response", "event": "Flood", "title": f"Do {code}", "role · INTL": "L"}
    for code in ("1", "1.1", "1.2")
]  # fmt: skip
INDICATORS = [
    {"indicator": f"I{n}", "element": "Care", "text": f"Is there {n}?", "applies_to": "Each partner"}
    for n in (1, 2, 3)
]  # fmt: skip
BUDGET = [{"line": "B1", "category": "Training", "description": "First aid", "protects": "INTL", "unit_cost": 100}]
ROWS: Mapping[str, Sequence[Mapping[str, object]]] = {
    "Risks": RISKS, "Activities": ACTIVITIES, "Indicators": INDICATORS, "Budget": BUDGET,
}  # fmt: skip
# Cell by table, id and header.
Cells = Mapping[tuple[str, str, str], Any]


def workbook(more: Mapping[str, Sequence[Mapping[str, Any]]] | None = None, id: str = "CA-TEST") -> bytes:
    """The workbook that the partners share; `more` replaces tables."""
    partners = [
        {"partner": "INTL", "name": NAMES["INTL"], "party": "Yes", "benefit": "Safer staff"},
        {"partner": "POLI", "name": NAMES["POLI"], "party": "No"},
    ]
    values: dict[str, Any] = {"Partners": partners, **ROWS, **(more or {})}
    return built_once(NewWorkbook(title="Valley", partners=tuple(NAMES.items()), arrangement_id=id, values=values))


def reading_of(data: bytes) -> Reading:
    """The workbook as read; no test changes what was read, and most look at the same bytes several times."""
    return _reading_of(language(), data)


@lru_cache(maxsize=48)
def _reading_of(_: str, data: bytes) -> Reading:
    return read(data)


def copy_of(data: bytes, partner: str, sent_on: date = DAY) -> bytes:
    """The copy of a party."""
    return _copy_of(data, partner, sent_on)


@lru_cache(maxsize=64)
def _copy_of(data: bytes, partner: str, sent_on: date) -> bytes:
    return party_copy(reading_of(data), partner, sent_on, BACK)


def _row_of(sheet: Worksheet, id: str, key: int, top: int) -> int:
    for row in range(top + 1, sheet.max_row + 2):
        if normal(str(sheet.cell(row, key).value or "")) == normal(id):
            return row
    return next(row for row in range(top + 1, sheet.max_row + 3) if sheet.cell(row, key).value is None)


def written(data: bytes, cells: Cells) -> bytes:
    """The workbook with values typed into cells, all else as it was; a row that is not there is begun.

    As Excel leaves it. openpyxl, which writes all of a workbook anew, takes ten times as long and is asked only for
    cells below the rows that are prepared.
    """
    contents = reading_of(data).contents
    begun: dict[tuple[str, str], int] = {}  # row by table and id
    typed: dict[str, dict[str, Any]] = {}  # value by sheet and address
    for (table, id, header), value in cells.items():
        found = contents[table].found
        ids = {normal(str(row[0] or "")): number for row, number in zip(found.cells, found.numbers, strict=True)}
        sheet = typed.setdefault(found.sheet, {})
        row = ids.get(normal(id)) or begun.get((table, id))
        if row is None:
            free = set(range(found.header_row + 1, found.header_row + 99)) - {*ids.values(), *begun.values()}
            row = begun[table, id] = min(free)
            sheet[f"{get_column_letter(found.left)}{row}"] = id
        sheet[f"{get_column_letter(found.left + found.headers.index(header))}{row}"] = value
    try:
        return in_parts(data, typed)
    except KeyError:
        book = loaded(data)
        put(book, cells)
        return saved(book)


def in_parts(data: bytes, typed: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The workbook with values in cells that its sheets have, by sheet and address. Raises KeyError for other cells."""
    parts = members(data)
    for sheet in Parts(Package(data)).sheets:
        for address, value in typed.get(sheet.name, {}).items():
            cell = re.search(rb'<c r="%s"( s="\d+")?[^>]*?(?:/>|>.*?</c>)' % address.encode(), parts[sheet.part])
            if cell is None:
                raise KeyError(f"{sheet.name} has no cell {address}")
            new = _cell(address, cell[1] or b"", value)
            parts[sheet.part] = parts[sheet.part][: cell.start()] + new + parts[sheet.part][cell.end() :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _cell(address: str, style: bytes, value: Any) -> bytes:
    if value is None:
        return b'<c r="%s"%s/>' % (address.encode(), style)
    if isinstance(value, date):
        value = (value - date(1899, 12, 30)).days
    if isinstance(value, (int, float)):
        return b'<c r="%s"%s><v>%s</v></c>' % (address.encode(), style, str(value).encode())
    text = b'<is><t xml:space="preserve">%s</t></is>' % escape(str(value)).encode()
    return b'<c r="%s"%s t="inlineStr">%s</c>' % (address.encode(), style, text)


def answer(data: bytes, *given: str) -> bytes:
    """The workbook with answers to its proposals: a row's id, then what people say."""
    said = dict(zip(given[::2], given[1::2], strict=True))
    return with_answers(data, lambda row: said.get(str(row["row_id"])))


def with_answers(data: bytes, said: Callable[[Mapping[str, object]], str | None]) -> bytes:
    """The workbook with what people say of each proposal, which `said` gets by field; None leaves it as it is."""
    reading = reading_of(data)
    present, found = reading.present["Proposals"], reading.contents["Proposals"].found
    column = get_column_letter(found.left + found.headers.index(present.columns["accept"]))
    answers = {f"{column}{row.row}": word for row in present.rows if (word := said(row.values)) is not None}
    assert answers, "no proposal is answered"
    return in_parts(data, {present.sheet: answers})


def put(book: openpyxl.Workbook, cells: Cells) -> None:
    """Type values into cells."""
    for (table, id, header), value in cells.items():
        sheet = next(sheet for sheet in book if table in sheet.tables)
        first = sheet[sheet.tables[table].ref][0]
        columns = {cell.value: cell.column for cell in first}
        row = _row_of(sheet, id, first[0].column, first[0].row)
        sheet.cell(row, first[0].column).value = sheet.cell(row, first[0].column).value or id
        sheet.cell(row, columns[header]).value = value


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def back(name: str, data: bytes) -> Came:
    """A copy that came back."""
    return replace(_came(language(), data), name=name)


@lru_cache(maxsize=48)
def _came(_: str, data: bytes) -> Came:
    book = Book(data)
    return came("", data, read_from(book), book)


def joined(data: bytes, copies: Iterable[bytes], today: date = DAY) -> Joined:
    """The workbook with the copies joined at once; no test changes what comes out, and some ask for the same."""
    return _joined(language(), data, tuple(copies), today)


@lru_cache(maxsize=48)
def _joined(_: str, data: bytes, copies: tuple[bytes, ...], today: date) -> Joined:
    return join(data, reading_of(data), [back(f"copy{at}.xlsx", copy) for at, copy in enumerate(copies)], today)


def values(data: bytes) -> dict[tuple[str, str, str], object]:
    """Every filled cell of the input tables, by table, id and column."""
    found: dict[tuple[str, str, str], object] = {}
    for name, content in reading_of(data).contents.items():
        if content.found.table.is_input:
            for key, column in content.raw.items():
                for position, value in enumerate(column):
                    id = " ".join(str(content.values[name][position]) for name in content.found.table.keys)
                    if value not in ("", None):
                        found[name, id, key] = value
    return found


def rows(data: bytes, table: str) -> list[dict[str, object]]:
    """The rows of an output table, by field."""
    present = reading_of(data).present.get(table)
    return [dict(row.values) for row in present.rows] if present else []


def members(data: bytes) -> dict[str, bytes]:
    """Every part, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
