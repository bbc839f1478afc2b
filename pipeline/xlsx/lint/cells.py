"""Faults of rows and cells: order, addresses, styles, and values written as they must not be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.xlsx.lint.row_shapes import Alike, ordinary
from pipeline.xlsx.ooxml.cell_values import formula_tag
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.numbers import whole_number
from pipeline.xlsx.ooxml.refs import LAST_COLUMN, LAST_ROW, address, cell, column_number
from pipeline.xlsx.ooxml.rows import RowPlace, attributes, row_places, start_tag
from pipeline.xlsx.ooxml.shared_strings import text_within
from pipeline.xlsx.ooxml.text import LONGEST, length, unescaped
from schemas.wording.text import text

_NUMBER = re.compile(r"\s*+[-+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][-+]?\d++)?\s*+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d")
_VALUE = re.compile(r"<(?:[\w.-]+:)?v(?:\s[^>]*)?(?<!/)>([^<]*)<")
_FORMULA_TEXT = re.compile(r"<(?:[\w.-]+:)?f(?:\s[^>]*)?(?<!/)>([^<]*)<")
NOWHERE = 1 << 31
_KINDS = frozenset({"b", "d", "e", "inlineStr", "n", "s", "str"})
_LONGEST = 8192
_TEXTS = re.compile(r"\"[^\"]*\"|'[^']*'")
_FUNCTION = re.compile(r"(?<![\w.])([A-Z][A-Z.]+)\(")
# Functions younger than the file format are stored with the prefix _xlfn.
_YOUNG = frozenset(
    {
        "CONCAT", "DROP", "FILTER", "FORECAST.LINEAR", "IFS", "LAMBDA", "LET", "MAXIFS", "MINIFS", "RANDARRAY",
        "SEQUENCE", "SORT", "SORTBY", "STDEV.P", "STDEV.S", "SWITCH", "TAKE", "TEXTBEFORE", "TEXTJOIN", "TEXTSPLIT",
        "TOCOL", "TOROW", "UNIQUE", "VSTACK", "HSTACK", "TEXTAFTER", "XLOOKUP", "XMATCH",
    }
)  # fmt: skip


@dataclass(slots=True)
class Survey:
    """What was found in the rows of a sheet: faults, where formulas stand, how far it reaches."""

    faults: list[str] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """How many styles and shared strings there are to point to."""

    styles: int
    strings: Callable[[], int]


def survey(xml: str, prefix: str, sheet: str, limits: Limits) -> tuple[Survey, list[RowPlace]]:
    """Go through all rows of a sheet; where they stand is given back beside."""
    found = Survey()
    try:
        places = row_places(xml, prefix, sheet)
    except WriteError as fault:
        found.faults.append(text("lint.at.rows", fault=fault.reason))
        return found, []
    usual, alike = ordinary(prefix), Alike(prefix)
    for place in places:
        piece = xml[place.start : place.end]
        tag = start_tag(piece)
        if place.number > LAST_ROW or _style(tag) >= limits.styles:
            found.faults.append(text("lint.cells.row", sheet=sheet, row=place.number))
        if alike.match(piece, place.number):
            continue
        matches = usual.findall(piece)
        ours = len(matches) == piece.count(f"<{prefix}c")
        if ours and _plain(matches, place.number, limits, found) and _strings(piece, prefix, limits):
            alike.learn(piece, matches, place.number)
        else:
            _any_row(piece, prefix, place.number, sheet, limits, found)
    found.last_row = places[-1].number if places else 0
    return found, places


def _plain(matches: list[tuple[str, str]], number: int, limits: Limits, found: Survey) -> bool:
    """Whether a row of ordinary cells has no fault; if it has, the thorough way finds it again and names it."""
    if not matches:
        return True
    addresses, styles = zip(*matches, strict=True)
    last = _last_in_order(" ".join([*addresses, ""]).replace(f"{number} ", " "))
    found.last_column = max(found.last_column, last)
    return 0 < last <= LAST_COLUMN and max(int(style or 0) for style in set(styles)) < limits.styles


@lru_cache(maxsize=4096)
def _last_in_order(letters: str) -> int:
    """The last column of a row's cells, given their addresses without the row's number; 0 if that is not in order.

    Rows are much alike, so it is soon told.
    """
    texts = letters.split()
    columns = [column_number(text) if text.isalpha() else 0 for text in texts]
    return columns[-1] if all(one < two for one, two in pairwise([0, *columns])) else 0


def _strings(piece: str, prefix: str, limits: Limits) -> bool:
    """Whether the shared strings that the ordinary cells of a row point to are there."""
    if ' t="s"' not in piece:
        return True
    return max(map(int, _pointers(prefix).findall(piece)), default=-1) < limits.strings()


@cache
def _pointers(prefix: str) -> re.Pattern[str]:
    return re.compile(rf' t="s"><{re.escape(prefix)}v>(\d+)<')


def _any_row(piece: str, prefix: str, number: int, sheet: str, limits: Limits, found: Survey) -> None:
    previous = 0
    for raw in _cells(piece, prefix):
        given = attributes(start_tag(raw))
        ref = given.get("r", "")
        place = cell(ref) if ref else (number, previous + 1)
        if place is None or place[0] != number:
            found.faults.append(text("lint.cells.address", sheet=sheet, row=number, cell=ref))
            continue
        name = ref or address(number, previous + 1)
        if place[1] <= previous:
            found.faults.append(text("lint.cells.order", sheet=sheet, cell=name))
        previous = max(previous, place[1])
        found.faults += [
            text("lint.at.cell", sheet=sheet, cell=name, fault=fault) for fault in _cell_faults(raw, given, limits)
        ]
        if formula_tag(raw):
            found.formulas.add(place)
            formula = _FORMULA_TEXT.search(raw)
            faults = formula_faults(unescaped(formula[1])) if formula else ()
            found.faults += [text("lint.at.formula", sheet=sheet, cell=name, fault=fault) for fault in faults]
    found.last_column = max(found.last_column, previous)


def _cells(piece: str, prefix: str) -> Iterator[str]:
    """The cells in the order of the file, doubled ones included."""
    close = piece.rfind("</")
    starts = [match.start() for match in re.finditer(rf"<{re.escape(prefix)}c(?=[\s/>])", piece)]
    for start, end in pairwise([*starts, close]):
        yield piece[start:end]


def _style(tag: str) -> int:
    return index(attributes(tag).get("s", "0")) if " s=" in tag else 0


def index(text: str) -> int:
    """An index as a number; what is none points nowhere."""
    return whole_number(text, NOWHERE)


def _cell_faults(raw: str, given: dict[str, str], limits: Limits) -> Iterator[str]:
    kind = given.get("t", "n")
    if index(given.get("s", "0")) >= limits.styles:
        yield text("lint.cells.style", style=given["s"])
    if kind not in _KINDS:
        yield text("lint.cells.kind", kind=kind)
    if kind == "inlineStr" and length(text_within(raw)) > LONGEST:
        yield text("lint.cells.long_text")
    match = _VALUE.search(raw)
    if match is None or not match[1]:
        return
    value = unescaped(match[1])
    if kind == "s" and index(value) >= limits.strings():
        yield text("lint.cells.string", index=value)
    if (
        (kind == "n" and not _NUMBER.fullmatch(value))
        or (kind == "b" and value.strip() not in ("0", "1", "true", "false"))
        or (kind == "d" and not _DATE.match(value))
        or (kind == "e" and not value.strip().startswith("#"))
    ):
        yield text("lint.cells.value", value=value, kind=kind)
    if kind == "str" and length(value) > LONGEST:
        yield text("lint.cells.long_text")


def formula_faults(formula: str) -> Iterator[str]:
    """Everything wrong with a formula (without its `=`)."""
    if len(formula) > _LONGEST:
        yield text("lint.formulas.long", length=len(formula))
    bare = _TEXTS.sub("", formula)
    if bare.count("(") != bare.count(")"):
        yield text("lint.formulas.parentheses")
    if bare.startswith("="):
        yield text("lint.formulas.equals")
    for name in _FUNCTION.findall(bare):
        if name in _YOUNG:
            yield text("lint.formulas.prefix", function=name)
