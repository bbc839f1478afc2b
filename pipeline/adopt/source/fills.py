"""What values do not show: cells that are filled with a colour (traffic lights without a word), what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.xlsx.ooxml.refs import cell
from pipeline.xlsx.ooxml.workbook import Book

_COLUMNS = re.compile(rb"<(?:\w+:)?cols[\s>].*?</(?:\w+:)?cols\s*>", re.DOTALL)
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_ROW, _ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\s([^<>]*)>"), re.compile(rb"""\br\s*=\s*["'](\d+)["']""")
_FIRST, _LAST = (re.compile(rb"""\b%b\s*=\s*["'](\d+)["']""" % name) for name in (b"min", b"max"))
_WIDEST = 400  # columns: what is hidden to the end of the sheet holds nothing
MOST = 100_000  # cells; more are decoration
_FILLS = re.compile(r"<(?:\w+:)?fills[\s>].*?</(?:\w+:)?fills\s*>", re.DOTALL)
_FILL = re.compile(r"<(?:\w+:)?fill(?:\s[^<>]*?)?(?:/>|>(.*?)</(?:\w+:)?fill\s*>)", re.DOTALL)
_SOLID = re.compile(r"""patternType\s*=\s*["']solid["']""")
_COLOUR = re.compile(r"""<(?:\w+:)?fgColor\s([^<>]*?)/?>""")
_WHITE = re.compile(
    r"""rgb\s*=\s*["'](?:FF|00)?F{6}["']|theme\s*=\s*["']0["']|indexed\s*=\s*["'](?:9|64|65)["']""", re.IGNORECASE
)
_CELL_FORMATS = re.compile(r"<(?:\w+:)?cellXfs[\s>].*?</(?:\w+:)?cellXfs\s*>", re.DOTALL)
_CELL_FORMAT = re.compile(r"<(?:\w+:)?xf\s([^<>]*)>")
_FILL_ID = re.compile(r"""fillId\s*=\s*["'](\d+)["']""")
_REF, _STYLE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3}\d+)["']"""), re.compile(rb"""\bs\s*=\s*["'](\d+)["']""")


class Fills:
    """The styles of a workbook that fill a cell with a colour."""

    def __init__(self, book: Book) -> None:
        part = next(iter(book.package.related(book.part, "styles")), None)
        self._colours = dict(_colours(book.package.read(part).decode("utf-8", "replace") if part else ""))
        styles = "|".join(map(str, self._colours))
        self._coloured = re.compile(rf"""<(?:\w+:)?c\s([^<>]*?\bs\s*=\s*["'](?:{styles})["'][^<>]*)>""".encode())

    def of(self, xml: bytes) -> Mapping[tuple[int, int], str]:
        """The colours of the cells of a sheet whose part, in UTF-8, is `xml`, by row and column from 1."""
        found: dict[tuple[int, int], str] = {}
        for match in self._coloured.finditer(xml) if self._colours else ():
            place, style = _REF.search(match[1]), _STYLE.search(match[1])
            colour = self._colours.get(int(style[1])) if style else None
            at = cell(place[1].decode()) if place and colour else None
            if at and colour:
                found[at] = colour
            if len(found) >= MOST:
                break
        return found


def hidden_rows(xml: bytes) -> frozenset[int]:
    """The hidden rows of a sheet whose part, in UTF-8, is `xml`: those that a filter leaves out are hidden, too."""
    cells = xml.find(b"sheetData")
    if xml.find(b"hidden", cells) < 0 or not _HIDDEN.search(xml, cells):
        return frozenset()
    rows = ((_ROW_NUMBER.search(match[1]), match[1]) for match in _ROW.finditer(xml))
    return frozenset(int(number[1]) for number, said in rows if number and _HIDDEN.search(said))


def hidden_columns(xml: bytes) -> frozenset[int]:
    """The hidden columns of a sheet whose part, in UTF-8, is `xml`, from 1."""
    home = _COLUMNS.search(xml, 0, max(0, xml.find(b"sheetData")))
    found: set[int] = set()
    for match in _COLUMN.finditer(home[0] if home else b""):
        first, last = _FIRST.search(match[1]), _LAST.search(match[1])
        if first and last and _HIDDEN.search(match[1]):
            found |= {*range(int(first[1]), min(int(last[1]), int(first[1]) + _WIDEST) + 1)}
    return frozenset(found)


def _colours(styles: str) -> Iterator[tuple[int, str]]:
    """The colour of each style that has one other than white."""
    fills = _FILLS.search(styles)
    filled = [_colour(match[1] or "") for match in _FILL.finditer(fills[0] if fills else "")]
    formats = _CELL_FORMATS.search(styles)
    for index, match in enumerate(_CELL_FORMAT.finditer(formats[0] if formats else "")):
        fill = _FILL_ID.search(match[1])
        number = int(fill[1]) if fill else 0
        if number < len(filled) and filled[number]:
            yield index, filled[number]


def _colour(fill: str) -> str:
    colour = _COLOUR.search(fill) if _SOLID.search(fill) else None
    return "" if colour is None or _WHITE.search(colour[1]) else colour[1].strip()
