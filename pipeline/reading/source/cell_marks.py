"""What the fast reader cannot show: error values, formulas never calculated, hidden rows, merged cells.

The fast reader gives "" for an error value and for a formula without a stored value. Most sheets
have neither, so each is looked for with a quick search first; only then is the sheet parsed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from pipeline.xlsx.ooxml.plain_xml import RawSheet, parse
from pipeline.xlsx.ooxml.refs import Box, box, cell
from pipeline.xlsx.ooxml.xml_edit import is_true
from schemas.wording.text import text

# What a sheet with anything special has among its rows: hidden ones, errors, formulas; none is known by its digits.
_HIDDEN = re.compile(rb""" hidden=(?:"1?"|"true"|')""")
_ERROR = re.compile(rb"""t=["']e["']""")
_FORMULA = re.compile(rb"[<:]f")
# A formula's end, then nothing or an empty value, then the cell's end.
_UNCALCULATED = re.compile(
    rb"(?:</(?:\w+:)?f\s*+>|<(?:\w+:)?f\b[^<>]*/>)\s*+(?:<(?:\w+:)?v\s*+/>|<(?:\w+:)?v\s*+>\s*+</(?:\w+:)?v\s*+>)?\s*+"
    rb"</(?:\w+:)?c\s*+>"
)


@dataclass(frozen=True, slots=True)
class ExcelError:
    """An error value such as #DIV/0!."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula whose result is not stored in the file."""

    def __str__(self) -> str:
        return text("reading.no_stored_result")


@dataclass(frozen=True, slots=True)
class Covered:
    """A cell hidden under a merged one."""

    def __str__(self) -> str:
        return ""


class Left(NamedTuple):
    """What is left of a cell: without what is struck out and raised, and without what is struck out."""

    plain: str
    unstruck: str


NOTHING_LEFT = Left("", "")


@dataclass(frozen=True, slots=True)
class Struck:
    """A cell in which something is struck out or raised: all that stands there, and what is left."""

    value: object
    left: Left

    def __str__(self) -> str:
        return str(self.value)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left."""
        return not self.left.unstruck.strip()


@dataclass(frozen=True)
class Marks:
    """Special cells by (row, column), hidden rows, and merged areas; counted from 1."""

    cells: Mapping[tuple[int, int], ExcelError | Uncalculated] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    merged: tuple[Box, ...] = ()


def marks_of(sheet: RawSheet) -> Marks:
    """The marks of a sheet."""
    if not sheet.has_rows:
        return Marks()
    if any(map(sheet.rows_hold, (_HIDDEN, _ERROR))) or (sheet.rows_hold(_FORMULA) and sheet.rows_hold(_UNCALCULATED)):
        return _parsed(sheet.xml)
    return Marks(merged=_merged(sheet.xml[sheet.end :]))


def _merged(after: bytes) -> tuple[Box, ...]:
    refs = re.findall(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([^"']+)["']""", after)
    return tuple(area for area in (box(ref.decode("ascii", "replace")) for ref in refs) if area)


class _Scan:
    """One pass over a sheet's part with expat, keeping only what is special."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], ExcelError | Uncalculated] = {}
        self.hidden: set[int] = set()
        self.merged: list[Box] = []
        self.row = self.column = 0
        self.kind = ""
        self.formula = self.taking = False
        self.value: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "f":
            self.formula = True
        elif name in ("v", "t"):
            self.taking = True
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            if is_true(attributes.get("hidden")):
                self.hidden.add(self.row)
        elif name == "mergeCell":
            area = box(attributes.get("ref", ""))
            self.merged += [area] if area else []

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = cell(attributes.get("r", ""))
        self.row, self.column = place or (self.row, self.column + 1)
        self.kind = attributes.get("t", "n")
        self.formula = False
        self.value = []

    def text(self, data: str) -> None:
        if self.taking:
            self.value.append(data)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self.taking = False
        elif name == "c":
            value = "".join(self.value).strip()
            if self.kind == "e":
                self.cells[self.row, self.column] = ExcelError(value or "#N/A")
            elif self.formula and not value and self.kind != "str":
                self.cells[self.row, self.column] = Uncalculated()


def _parsed(xml: bytes) -> Marks:
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    parse(parser, xml)
    return Marks(scan.cells, frozenset(scan.hidden), tuple(scan.merged))
