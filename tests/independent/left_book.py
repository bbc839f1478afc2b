"""A workbook of an arrangement, left as people leave theirs: what stands in it, and what it has to be read as."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from pipeline.domain.arrangement import Arrangement, Row
from pipeline.domain.cell import Cell
from pipeline.reading.problems import Problem
from pipeline.reading.workbook import read
from schemas.fields import PARTNER_MARK, empty
from schemas.spec import Column, table
from tests.reading.books import Shape, book, keys_of, shown_as
from tests.reading.books import split as split_key

ROWS_OF = {"Partners": "partners", "Risks": "risks", "Activities": "activities", "Indicators": "indicators",
           "Budget": "lines"}  # fmt: skip
FIRST = 5  # the sheet's row in which the rows of a table begin
UNKNOWN = object()


@dataclass(eq=False)
class Line:
    """A row of a sheet: what stands in its cells by key, and the row it is read as, None for none.

    `touched` are the keys of cells that were changed; `named` those that a message has to name, "" for any of the row.
    """

    cells: dict[str, Any]
    row: Row | None = None
    touched: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)

    def means(self, key: str, value: object) -> None:
        """Let a cell be read as `value`, or be unknown."""
        assert self.row is not None
        column = _column(type(self.row), key)
        kept: Any = empty(column.kind) if value is UNKNOWN else value
        name, _, partner = key.partition(PARTNER_MARK)
        if partner:
            rest = {code: cell for code, cell in getattr(self.row, name).items() if code != partner}
            kept = rest if kept in ("", None) else {**getattr(self.row, name), partner: kept}
        unknown = self.row.unknown | {key} if value is UNKNOWN else self.row.unknown
        self.row = replace(self.row, unknown=unknown, **{name: kept})


@dataclass
class Sheet:
    """One input table: the keys of its columns, its rows, and those that stand below it."""

    name: str
    keys: list[str]
    lines: list[Line]
    below: list[Line] = field(default_factory=list)
    headers: dict[str, object] = field(default_factory=dict)
    hidden: list[Line] = field(default_factory=list)
    unread: bool = False  # whether the table has to be named for rows that are not read
    beside: object = None  # what stands right of the table, apart from it

    def column(self, key: str) -> Column | None:
        """The column of a key; None for one of people's own."""
        return split_key(table(self.name), key)[0]

    def numbered(self) -> Iterator[tuple[int, Line]]:
        """Every line with its number in the sheet."""
        return enumerate([*self.lines, *self.below], FIRST)


def _column(row: type[Row], key: str) -> Column:
    from schemas.spec import table_of

    return table_of(row).by_name[key.partition(PARTNER_MARK)[0]]


class LeftBook:
    """The workbook of an arrangement, to be changed sheet by sheet."""

    def __init__(self, given: Arrangement) -> None:
        self.codes = _codes(given)
        self.fields = {**given.fields, "currency": "EUR"}
        clean = {name: [_cells(name, row) for row in given.table_rows(name)] for name in (*ROWS_OF, "ActionPlan")}
        self.plan = clean.pop("ActionPlan")
        self.clean = read(self._written(clean, {}))
        self.base = self.clean.arrangement
        self.sheets = [self._sheet(name, clean[name]) for name in ROWS_OF]

    def _sheet(self, name: str, cells: list[dict[str, Any]]) -> Sheet:
        rows = {row.row: row for row in self.base.table_rows(name)}
        keys = list(keys_of(table(name), self.codes))
        return Sheet(name, keys, [Line(given, rows.get(at)) for at, given in enumerate(cells, FIRST)])

    def data(self) -> bytes:
        """The workbook."""
        rows = {sheet.name: [line.cells for line in sheet.lines] for sheet in self.sheets}
        shapes = {
            sheet.name: Shape(
                columns=tuple(sheet.keys), headers={key: str(text) for key, text in sheet.headers.items()},
                empty_rows=0 if sheet.below else 2, below=[line.cells for line in sheet.below],
                hidden=tuple(at for at, line in sheet.numbered() if line in sheet.hidden),
            )
            for sheet in self.sheets
        }  # fmt: skip
        return self._written(rows, shapes)

    def _written(self, rows: dict[str, list[dict[str, Any]]], shapes: dict[str, Shape]) -> bytes:
        given = {**rows, "ActionPlan": self.plan, "Arrangement": self.fields}

        def extra(builder: Any) -> None:
            for sheet in self.sheets if shapes else ():
                there = builder.sheets[table(sheet.name).sheet]
                for key, header in sheet.headers.items():
                    if not isinstance(header, str):
                        builder.write(there, FIRST - 2, sheet.keys.index(key), header)
                builder.write(there, FIRST + 1, len(sheet.keys) + 2, sheet.beside)

        return book(given, partners=self.codes, shapes=shapes, raw=True, extra=extra)

    def means(self) -> Arrangement:
        """The arrangement as it has to be read."""
        rows: Any = {ROWS_OF[sheet.name]: tuple(_rows_of(sheet)) for sheet in self.sheets}
        return replace(self.base, **rows)

    def unsaid(self, problems: Collection[Problem]) -> list[str]:
        """What has to be said and is not."""
        cells = {problem.cell for problem in problems}
        rows = {(cell.table, cell.row) for cell in cells if cell}
        missing = []
        for sheet in self.sheets:
            if sheet.unread and not any(p.check == "CHK-48" and p.table == sheet.name for p in problems):
                missing.append(f"{sheet.name}: rows not read")
            for at, line in sheet.numbered():
                missing += [
                    f"{sheet.name} {at} {key}"
                    for key in sorted(line.named)
                    if (Cell(sheet.name, at, key) not in cells if key else (sheet.name, at) not in rows)
                ]
        return missing

    def needless(self, problems: Collection[Problem]) -> list[str]:
        """Errors about cells in which nothing is wrong."""
        before = {(p.check, p.found) for p in self.clean.problems}
        named = {(sheet.name, at, key) for sheet in self.sheets for at, line in sheet.numbered() for key in line.named}
        return [
            f"{problem.check} {problem.sheet}!{problem.address}"
            for problem in problems
            # An activity whose parent is left out has none (CHK-10).
            if problem.severity == "high" and problem.cell and problem.check != "CHK-10"
            if (problem.check, problem.found) not in before
            if not {(problem.cell.table, problem.cell.row, key) for key in (problem.cell.column, "")} & named
        ]  # fmt: skip

    def places(
        self, chance: Random, kinds: Collection[str], *, filled: bool, names: Sequence[str] = tuple(ROWS_OF)
    ) -> Iterator[tuple[Sheet, Line, str, Column]]:
        """Cells of these kinds that nothing was done to, in an order by chance; keys of rows are not among them."""
        found = []
        for sheet in self.sheets:
            ours = [(key, column) for key in sheet.keys if (column := sheet.column(key)) and column.kind in kinds]
            for line in [*sheet.lines, *sheet.below] if sheet.name in names else ():
                if line.row is None:
                    continue
                found += [
                    (sheet, line, key, column)
                    for key, column in ours
                    if not column.is_key and (line.cells.get(key) is not None) == filled
                    if key not in line.touched and key not in line.row.unknown
                ]
        chance.shuffle(found)
        return iter(found)


def _rows_of(sheet: Sheet) -> Iterator[Row]:
    for at, line in sheet.numbered():
        if line.row is not None:
            yield replace(line.row, row=at)


def _codes(given: Arrangement) -> tuple[str, ...]:
    codes = {partner.partner: None for partner in given.partners}
    for name in ROWS_OF:
        for column in table(name).columns:
            for row in given.table_rows(name) if column.per_partner else ():
                codes.update(dict.fromkeys(getattr(row, column.name)))
    return tuple(codes)


def _cells(name: str, row: Row) -> dict[str, Any]:
    """A row as it is typed."""
    typed: dict[str, Any] = {}
    for column in table(name).columns:
        value = getattr(row, column.name)
        for key, cell in (
            [(column.key(code), cell) for code, cell in value.items()] if column.per_partner else [(column.name, value)]
        ):
            if cell not in ("", None, ()):
                typed[key] = shown_as(column, cell, raw=False)
    return typed
