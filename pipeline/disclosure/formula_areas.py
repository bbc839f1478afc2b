"""The cells that a formula reads, where that can be told from its text; of all other formulas nobody knows.

Nothing is computed. A function that schemas/formulas.yaml does not vouch for may read anything, and so may a name of
people's own, which can stand for any formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.xlsx.ooxml.refs import LAST_COLUMN, LAST_ROW, Box, box, column_number
from pipeline.xlsx.ooxml.workbook import Table
from schemas.yaml_file import package_data

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

_LATER = re.compile(r"^(?:_XLFN\.)?(?:_XLWS\.)?")  # what stands before functions that came after Excel 2007
_AREA = re.compile(
    r"(?:(?P<sheet>'(?:[^'\[\]:]|'')+'|[^'!\[\]:\s]+)!)?"
    r"(?:(?P<cells>\$?[A-Z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Z]{1,3}\$?[1-9]\d{0,6})?)"
    r"|\$?(?P<left>[A-Z]{1,3}):\$?(?P<right>[A-Z]{1,3})|\$?(?P<top>[1-9]\d{0,6}):\$?(?P<bottom>[1-9]\d{0,6}))",
    re.IGNORECASE,
)
_OF_TABLE = re.compile(r"(?P<table>[^'!\[\]]+)\[(?P<inside>[^'\[\]]*|(?:\[[^'\[\]]+\]|[,:\s])+)\]")
_PART = re.compile(r"[^\[\]]+(?=\])")


# A cell: its sheet's name in small letters, its row and column.
Cell = tuple[str, int, int]


class Area(NamedTuple):
    """Cells of a sheet, by its name in small letters."""

    sheet: str
    box: Box


def read_areas(formula: str, cell: Cell, tables: Mapping[str, Table]) -> frozenset[Area] | None:
    """The cells that the formula (without `=`) of a cell may read; None where that cannot be told.

    `tables` are all of the workbook, by name in small letters.
    """
    from openpyxl.formula import Tokenizer  # slow to import, and most workbooks have no formulas
    from openpyxl.formula.tokenizer import TokenizerError

    try:
        tokens = Tokenizer(f"={formula}").items
    except (TokenizerError, IndexError):
        return None
    found = [_read(token, cell, tables) for token in tokens]
    return None if None in found else frozenset(area for areas in found for area in areas or ())


@cache
def _followed() -> frozenset[str]:
    return frozenset(package_data("formulas.yaml")["followed"].split())


def _read(token: Token, cell: Cell, tables: Mapping[str, Table]) -> tuple[Area, ...] | None:
    """The cells that one part of a formula names."""
    if token.type == token.FUNC and token.subtype == token.OPEN:
        return () if _LATER.sub("", token.value[:-1].upper()) in _followed() else None
    if token.type == token.OPERAND and token.subtype == token.RANGE:
        area = _of_table(token.value, cell, tables) if "[" in token.value else _named(token.value, cell[0])
        return (area,) if area else None
    return ()


def _named(text: str, sheet: str) -> Area | None:
    """What `B3:E8`, `B:E`, `3:8` and the like name."""
    match = _AREA.fullmatch(text)
    if match is None:
        return None
    if match["cells"]:
        area = box(match["cells"])
    elif match["left"]:
        sides = sorted(map(column_number, (match["left"], match["right"])))
        area = Box(1, sides[0], LAST_ROW, sides[1])
    else:
        ends = sorted(map(int, (match["top"], match["bottom"])))
        area = Box(ends[0], 1, ends[1], LAST_COLUMN)
    home = match["sheet"].strip("'").replace("''", "'") if match["sheet"] else sheet
    return Area(home.casefold(), area) if area else None


def _of_table(text: str, cell: Cell, tables: Mapping[str, Table]) -> Area | None:
    """What `Risks[[#This Row],[Location]]` and the like name: whole columns, or their cells in the formula's row."""
    match = _OF_TABLE.fullmatch(text)
    table = tables.get(match["table"].casefold()) if match else None
    if match is None or table is None:
        return None
    parts = list(_names(match["inside"]))
    names = [name for name in parts if not name.startswith("#")]
    headers = {header.casefold(): at for at, header in enumerate(table.headers, table.area.left)}
    places = [headers.get(name.casefold()) for name in names]
    known = [place for place in places if place is not None]
    if len(known) < len(names):
        return None
    area = table.area._replace(left=min(known), right=max(known)) if known else table.area
    if {part.casefold() for part in parts if part.startswith("#")} == {"#this row"}:
        area = area._replace(top=cell[1], bottom=cell[1])
    return Area(table.sheet.name.casefold(), area)


def _names(inside: str) -> Iterator[str]:
    if "[" in inside:
        yield from (part.strip() for part in _PART.findall(inside))
    elif inside.strip():
        yield inside.strip()
