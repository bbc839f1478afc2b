"""Little workbooks for tests, built from the schemas: tables with given rows, moved and disguised as people do.

    data = book({"Partners": [{"partner": "A", "name": "Alpha", "party": "yes"}], "Risks": [...]})

A row gives cells by column key (`owner`, or `likelihood · A`); codes of vocabularies are written as
their labels unless `raw=True`. `Arrangement` takes a mapping of field to value. What is not given is
left empty, so a test says only what it is about.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from schemas.fields import PARTNER_MARK
from schemas.spec import TEMPLATE_VERSION, Column, Table, all_tables, table
from schemas.vocabulary import label_of

Row = Mapping[str, Any]
FIELDS = {"arrangement_id": "ARR-TEST", "template_version": TEMPLATE_VERSION, "title": "Test"}


@dataclass(frozen=True)
class Formula:
    """A formula with its stored result; None stores none, as a library that does not calculate would."""

    text: str
    result: object = None


@dataclass(frozen=True)
class Styled:
    """A value with a look of its own, as xlsxwriter calls it: {"num_format": "0%"}."""

    value: object
    look: Mapping[str, object]


@dataclass(frozen=True)
class Rich:
    """A text of pieces: plain ones, and ("text", look)."""

    pieces: tuple[Any, ...]


@dataclass(frozen=True)
class Shape:
    """How a table stands on its sheet: moved, shuffled, with people's own columns, renamed or as plain cells.

    `columns` are keys in order; a key that is not ours becomes a column of the people, headed by it.
    `headers` replaces headers by key. `empty_rows` are added inside the table below the rows given.
    """

    sheet: str = ""
    name: str = ""
    down: int = 3
    right: int = 0
    columns: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    empty_rows: int = 2
    as_object: bool = True
    below: Sequence[Row] = ()
    hidden: tuple[int, ...] = ()
    merge: tuple[str, ...] = ()
    header_row: bool = True
    total_row: bool = False
    state: str = "visible"


DEFAULT = Shape()


def keys_of(of: Table, partners: Sequence[str]) -> tuple[str, ...]:
    """The keys of all columns of a table for these partners, in order."""
    return tuple(column.key(code) for column, code in of.layout(tuple(partners)))


def split(of: Table, key: str) -> tuple[Column | None, str]:
    """The column and partner of a key; None for a column of the people."""
    name, _, partner = key.partition(PARTNER_MARK)
    return of.by_name.get(name), partner


def header_of(of: Table, key: str) -> str:
    """The header of a key as the template writes it."""
    column, partner = split(of, key)
    return column.header(partner or None) if column else key


def shown_as(column: Column | None, value: Any, raw: bool) -> Any:
    """A value as it is typed: labels for codes, lists with commas."""
    if isinstance(value, (tuple, list)):
        return ", ".join(str(shown_as(column, part, raw)) for part in value)
    if column and column.vocabulary and isinstance(value, str) and not raw:
        return column.vocabulary.label(value)
    return value


class Builder:
    """Writes tables into one workbook; `cells` remembers the address of every cell by table, row and key."""

    def __init__(self, *, date_1904: bool = False) -> None:
        self.file = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.file, {"in_memory": True, "date_1904": date_1904})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.time = self.book.add_format({"num_format": "hh:mm"})
        self.text = self.book.add_format({"num_format": "@"})
        self.sheets: dict[str, Any] = {}

    def sheet(self, name: str, state: str = "visible") -> Any:
        """The sheet of this name, made when first asked for."""
        if name not in self.sheets:
            self.sheets[name] = self.book.add_worksheet(name)
            if state == "hidden":
                self.sheets[name].hide()
            elif state == "very_hidden":
                self.sheets[name].very_hidden()
        return self.sheets[name]

    def write(self, sheet: Any, row: int, column: int, value: Any) -> None:
        """One cell, 0-based; None is left empty."""
        if isinstance(value, Styled):
            form = self.book.add_format(dict(value.look))
            if isinstance(value.value, date):
                sheet.write_datetime(row, column, value.value, form)
            else:
                sheet.write(row, column, value.value, form)
        elif isinstance(value, Rich):
            parts = [(piece,) if isinstance(piece, str) else (self.book.add_format(dict(piece[1])), piece[0])
                     for piece in value.pieces]  # fmt: skip
            sheet.write_rich_string(row, column, *(item for part in parts for item in part))
        elif isinstance(value, Formula):
            sheet.write_formula(row, column, value.text, None, "" if value.result is None else value.result)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value)
        elif isinstance(value, time):
            sheet.write_datetime(row, column, value, self.time)
        elif isinstance(value, (date, datetime)):
            sheet.write_datetime(row, column, value, self.day)
        elif value is not None:
            sheet.write_string(row, column, str(value), self.text)

    def table(self, of: Table, rows: Sequence[Row], partners: Sequence[str], shape: Shape, raw: bool = False) -> None:
        """One table in a given shape; its header is in 1-based row `down + 1`, column `right + 1`."""
        sheet = self.sheet(shape.sheet or of.sheet, shape.state)
        keys = shape.columns or keys_of(of, partners)
        headers = [shape.headers.get(key, header_of(of, key)) for key in keys]
        body = [*rows, *[{}] * shape.empty_rows]
        last = shape.down + len(body) + shape.total_row
        if shape.as_object:
            options = {
                "name": shape.name or of.name, "columns": [{"header": header} for header in headers],
                "header_row": shape.header_row, "total_row": shape.total_row,
            }  # fmt: skip
            top = shape.down if shape.header_row else shape.down + 1
            sheet.add_table(top, shape.right, last, shape.right + len(keys) - 1, options)
        else:
            sheet.write_row(shape.down, shape.right, headers)
        for offset, row in enumerate([*body, *shape.below], start=1):
            for position, key in enumerate(keys):
                value = shown_as(split(of, key)[0], row.get(key), raw)
                self.write(sheet, shape.down + offset, shape.right + position, value)
        for number in shape.hidden:
            sheet.set_row(number - 1, None, None, {"hidden": True})
        for area in shape.merge:
            sheet.merge_range(area, "")

    def data(self) -> bytes:
        """The finished workbook."""
        self.book.close()
        return self.file.getvalue()


def fields_rows(fields: Mapping[str, Any]) -> list[Row]:
    """The rows of the table Arrangement for these answers."""
    return [{"field": label_of(name), "value": value} for name, value in fields.items()]


def complete_fields() -> list[str]:
    """The names of all fields of the arrangement, in order."""
    from schemas.yaml_file import package_data

    return list(package_data("arrangement_fields.yaml")["fields"])


def book(
    given: Mapping[str, Any] | None = None,
    *,
    partners: Sequence[str] = ("A", "B"),
    shapes: Mapping[str, Shape] | None = None,
    leave_out: Sequence[str] = (),
    raw: bool = False,
    date_1904: bool = False,
    extra: Any = None,
) -> bytes:
    """A whole workbook: every usual table, empty where nothing is given, and a row in Partners for each partner.

    Sheets that people ask for are there where they are given. `leave_out` names tables that are not written;
    `extra(builder)` may add anything before it is closed.
    """
    given = dict(given or {})
    given.setdefault("Partners", [{"partner": code, "name": f"Org {code}", "party": "yes"} for code in partners])
    answers = dict.fromkeys(complete_fields()) | FIELDS
    arrangement = given.get("Arrangement", {})
    given["Arrangement"] = arrangement if isinstance(arrangement, list) else fields_rows(answers | arrangement)
    builder = Builder(date_1904=date_1904)
    for of in all_tables().values():
        if of.name not in leave_out and (not of.optional or of.name in given):
            shape = (shapes or {}).get(of.name, DEFAULT)
            builder.table(of, given.get(of.name, ()), partners, shape, raw)
    if extra:
        extra(builder)
    return builder.data()


def shaped(**changes: Any) -> Shape:
    """A shape that differs from the usual one in these respects."""
    return replace(DEFAULT, **changes)


def address(name: str, row: int, key: str, shape: Shape = DEFAULT, partners: Sequence[str] = ("A", "B")) -> str:
    """The address of the cell of the row given as number `row` (0 is the first) in a table of this shape."""
    keys = shape.columns or keys_of(table(name), partners)
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(shape.down + 1 + row, shape.right + keys.index(key)))
