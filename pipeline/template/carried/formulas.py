"""Formulas of an old workbook as they must read in the new one, where tables, columns and rows stand elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.reading.content import Content
from pipeline.template.build import layout_of
from pipeline.template.carry_over import is_carried, names_of
from pipeline.template.new_workbook import ORIGIN, CarriedCell, NewWorkbook, RowValues
from pipeline.template.rows import rows_for
from pipeline.xlsx.ooxml.refs import column_number, letters

_CELLS = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!\[\]:]+)!)?"
    r"(?P<c1>\$?)(?P<col1>[A-Za-z]{1,3})(?P<r1>\$?)(?P<row1>[1-9]\d{0,6})"
    r"(?::(?P<c2>\$?)(?P<col2>[A-Za-z]{1,3})(?P<r2>\$?)(?P<row2>[1-9]\d{0,6}))?"
)
_COLUMN = re.compile(r"\[([^\[\]#@]+)\]")
Cell = tuple[int, int]


@dataclass(frozen=True)
class Uncarried:
    """A cell whose formula could not be carried: its value stands in the new workbook, if it has one."""

    sheet: str
    row: int
    column: int
    has_value: bool


def with_formulas(new: NewWorkbook, contents: Mapping[str, Content]) -> tuple[NewWorkbook, tuple[Uncarried, ...]]:
    """The workbook to be built with its formulas as they must read there, and the cells whose formula is left out."""
    cells = [*_formula_cells(new)]
    if not cells:
        return new, ()
    places = _Places(new, contents)
    values = {name: list(rows) for name, rows in new.values.items()}
    left: list[Uncarried] = []
    for name, at, key, cell in cells:
        row = values[name][at]
        there = contents[name].place.numbers.get(key, 0)
        formula = places.moved(cell.formula, name)
        if not formula:
            left.append(Uncarried(contents[name].found.sheet, _number(row), there, cell.value is not None))
        values[name][at] = {**row, key: replace(cell, formula=formula)}
    return replace(new, values=values), tuple(left)


def _formula_cells(new: NewWorkbook) -> Iterator[tuple[str, int, str, CarriedCell]]:
    for name, rows in new.values.items():
        for at, row in enumerate(rows):
            for key, value in row.items():
                if isinstance(value, CarriedCell) and value.formula:
                    yield name, at, key, value


def _number(row: RowValues) -> int:
    found = row.get(ORIGIN)
    return found if isinstance(found, int) else 0


@dataclass(frozen=True)
class _Area:
    """One table: where its rows and columns stood (from 1), and where they will."""

    name: str
    old_sheet: str
    new_sheet: str
    header: tuple[int, int]
    rows: Mapping[int, int]
    columns: Mapping[int, int]
    last: int  # the last row of the body, then

    def row(self, old: int) -> int | None:
        return self.header[1] if old == self.header[0] else self.rows.get(old)

    def around(self, top: int, bottom: int) -> tuple[int, int] | None:
        """The rows between two rows, then; rows that were empty are not carried, so a whole column stays whole."""
        inside = [row for row in self.rows if top <= row <= bottom]
        if inside and len(inside) == len(self.rows) and top > self.header[0]:
            return self.header[1] + 1, max(self.last, self.header[1] + 1)
        first, last = self.row(top), self.row(bottom)
        return (first, last) if first is not None and last is not None and first <= last else None


class _Places:
    def __init__(self, new: NewWorkbook, contents: Mapping[str, Content]) -> None:
        self._areas = {name: _area(name, read, new) for name, read in contents.items() if is_carried(name)}
        self._headers = {
            table.name.casefold(): {placed.header.casefold() for placed in layout_of(table, new).columns}
            for table in new.tables
        }

    def moved(self, formula: str, table: str) -> str:
        """The formula for the new workbook; "" where it names something that is not carried."""
        from openpyxl.formula import Tokenizer
        from openpyxl.formula.tokenizer import Token, TokenizerError

        try:
            tokens = Tokenizer(f"={formula}").items
        except (TokenizerError, IndexError):
            return ""
        out = []
        for token in tokens:
            is_place = token.type == Token.OPERAND and token.subtype == Token.RANGE
            text = self._place(token.value, table) if is_place else token.value
            if text is None or token.subtype == Token.ERROR:
                return ""
            out.append(text)
        return "".join(out)

    def _place(self, text: str, table: str) -> str | None:
        if "[" in text:
            return text if self._is_known(text) else None
        match = _CELLS.fullmatch(text)
        if match is None:
            return None
        home = self._areas[table]
        sheet = match["sheet"].strip("'").replace("''", "'") if match["sheet"] else home.old_sheet
        first = int(match["row1"]), column_number(match["col1"])
        last = (int(match["row2"]), column_number(match["col2"])) if match["col2"] else first
        for area in self._areas.values():
            found = _within(area, sheet, first, last)
            if found:
                return _written(match, area, home, found)
        return None

    def _is_known(self, text: str) -> bool:
        """Whether a reference to columns of a table by their names means the same in the new workbook."""
        name = text.partition("[")[0].casefold()
        columns = {found.strip().casefold() for found in _COLUMN.findall(text)}
        return name in self._headers and "'" not in text and columns <= self._headers[name]


def _area(name: str, read: Content, new: NewWorkbook) -> _Area:
    table = read.found.table
    layout, rows = layout_of(table, new), rows_for(table, new)
    first = layout.first_row + 1
    targets = {placed.column.key(placed.partner): placed.index + 1 for placed in layout.columns}
    columns = {old: targets[key] for old, key in enumerate(names_of(read), read.found.left) if key in targets}
    numbers = {_number(row): first + at for at, row in enumerate(rows) if _number(row)}
    header = read.found.header_row, layout.header_row + 1
    return _Area(name, read.found.sheet, table.sheet, header, numbers, columns, first + len(rows) - 1)


def _within(area: _Area, sheet: str, first: Cell, last: Cell) -> tuple[Cell, Cell] | None:
    if area.old_sheet.casefold() != sheet.casefold():
        return None
    rows = area.around(first[0], last[0]) if first != last else (area.row(first[0]), area.row(first[0]))
    columns = [area.columns.get(column) for column in range(first[1], min(last[1], first[1] + 500) + 1)]
    if rows is None or not columns or None in columns:
        return None
    top, bottom = rows
    left, right = columns[0], columns[-1]
    if top is None or bottom is None or left is None or right is None or right - left != last[1] - first[1]:
        return None
    return (top, left), (bottom, right)


def _written(match: re.Match[str], area: _Area, home: _Area, found: Sequence[Cell]) -> str:
    (top, left), (bottom, right) = found
    text = f"{match['c1']}{letters(left)}{match['r1']}{top}"
    if match["col2"]:
        text += f":{match['c2']}{letters(right)}{match['r2']}{bottom}"
    quoted = area.new_sheet.replace("'", "''")
    return text if area.new_sheet == home.new_sheet else f"'{quoted}'!{text}"
