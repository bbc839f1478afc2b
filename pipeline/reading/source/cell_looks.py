"""What the look of a cell says of its content: a unit or an id in its number format, text struck out or raised.

Most workbooks have neither, so both are looked for in the styles and shared strings first; only a
sheet in which a cell has such a look is parsed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from pipeline.reading.coerce.shown_numbers import shows_codes
from pipeline.reading.coerce.units import unit_of_format
from pipeline.reading.source.cell_marks import NOTHING_LEFT, Left
from pipeline.xlsx.ooxml.refs import Box, cell
from pipeline.xlsx.ooxml.text import unscreened

if TYPE_CHECKING:
    from pipeline.xlsx.ooxml.plain_xml import RawSheet
    from pipeline.xlsx.ooxml.workbook import Book


def _whole(name: str) -> re.Pattern[str]:
    """Finds the first element of that name with all that stands in it, which is passed tag by tag."""
    return re.compile(rf"<(?:\w+:)?{name}[\s>](?:[^<]++|<(?!/(?:\w+:)?{name}\s*>))*+</(?:\w+:)?{name}\s*>")


_BUILT_IN_PER_CENT = {"9": "0%", "10": "0.00%"}
_OWN_FORMATS = _whole("numFmts")
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s([^<>]*)>")
_CELL_FORMATS = _whole("cellXfs")
_CELL_FORMAT = re.compile(r"<(?:\w+:)?xf\s([^<>]*)>")
_FONTS = _whole("fonts")
_FONT = re.compile(r"<(?:\w+:)?font(?:\s[^<>]*?)?(?:/>|>(.*?)</(?:\w+:)?font\s*>)", re.DOTALL)
_STRUCK = re.compile(r"""<(?:\w+:)?strike(?:\s+val\s*=\s*["'](?!0["']|false["'])[^"']*["'])?\s*/?>""")
_RAISED = re.compile(r"""<(?:\w+:)?vertAlign\s+val\s*=\s*["']superscript["']""")
_INLINE, _INLINE_LOOK = re.compile(rb"inlineStr"), re.compile(rb"strike|superscript")
# A style whose number is written otherwise than as `s="5"`.
_ODD_STYLE = re.compile(rb"s(?:=[\s']|\s=)")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True)
class Looks:
    """Number formats that show a unit or an id, and what is left of texts, by (row, column) from 1."""

    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    struck: Mapping[tuple[int, int], Left] = field(default_factory=dict)


def within(looks: Looks, area: Box) -> Looks:
    """The looks of the cells of an area."""

    def inside(place: tuple[int, int]) -> bool:
        return area.top <= place[0] <= area.bottom and area.left <= place[1] <= area.right

    return Looks(
        {place: code for place, code in looks.formats.items() if inside(place)},
        {place: left for place, left in looks.struck.items() if inside(place)},
    )


class CellLooks:
    """The looks of a workbook's cells that say something, sheet by sheet."""

    def __init__(self, book: Book) -> None:
        package, part = book.package, next(iter(book.package.related(book.part, "styles")), None)
        styles = package.read(part).decode("utf-8", "replace") if part else ""
        self._formats = dict(_formats(styles))
        self._struck = set(_struck_styles(styles))
        self._rich = {
            str(index): item for index, item in book.strings.rich() if _STRUCK.search(item) or _RAISED.search(item)
        }
        styled = "|".join({*self._formats, *self._struck})
        self._styled = re.compile(f's="(?:{styled})"'.encode()) if styled else None

    def of(self, sheet: RawSheet) -> Looks:
        """The looks of a sheet."""
        inline = sheet.rows_hold(_INLINE) and sheet.rows_hold(_INLINE_LOOK)
        if not (self._rich or inline or self._may_have_styled(sheet)):
            return Looks()
        scan = _Scan(self._formats, self._struck, self._rich)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = scan.start
        parser.EndElementHandler = scan.end
        parser.CharacterDataHandler = scan.text
        parser.Parse(sheet.xml, True)
        return Looks(scan.found_formats, scan.found_struck)

    def _may_have_styled(self, sheet: RawSheet) -> bool:
        """Whether a cell may have one of the styles that say something; a sheet written in a rare way may always."""
        return self._styled is not None and (
            sheet.rows_hold(_ODD_STYLE) or self._styled.search(sheet.xml, sheet.start, sheet.end) is not None
        )


def _attributes(tag: str) -> dict[str, str]:
    found = {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}
    return {name: html.unescape(value) for name, value in found.items()} if "&" in tag else found


def _formats(styles: str) -> Iterator[tuple[str, str]]:
    """The number formats with a unit, and those that show ids, by the number of the style."""
    # Conditional formats have number formats too, and may number them anew.
    home = _OWN_FORMATS.search(styles)
    given = [_attributes(match[1]) for match in _FORMAT.finditer(home[0] if home else "")]
    codes = _BUILT_IN_PER_CENT | {entry.get("numFmtId", ""): entry.get("formatCode", "") for entry in given}
    telling = {id: code for id, code in codes.items() if unit_of_format(code) or shows_codes(code)}
    for index, id in enumerate(_of_cell_formats("numFmtId", styles)):
        if id in telling:
            yield str(index), telling[id]


def _struck_styles(styles: str) -> Iterator[str]:
    """The numbers of the styles whose whole text is struck out."""
    fonts = _FONTS.search(styles) if "strike" in styles else None
    struck = {
        str(i) for i, font in enumerate(_FONT.finditer(fonts[0] if fonts else "")) if _STRUCK.search(font[1] or "")
    }
    for index, font in enumerate(_of_cell_formats("fontId", styles) if struck else ()):
        if font in struck:
            yield str(index)


def _of_cell_formats(name: str, styles: str) -> Iterator[str]:
    """One attribute of each cell format, "" where it has none."""
    home = _CELL_FORMATS.search(styles)
    given = re.compile(rf"""{name}(?<![\w:]{name})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
    for style in _CELL_FORMAT.finditer(home[0] if home else ""):
        found = given.search(style[1])
        yield html.unescape(found[1] or found[2] or "") if found else ""


class _Scan:
    """One pass over a sheet's part with expat, or over one shared string, keeping only what is special."""

    def __init__(self, formats: Mapping[str, str], struck: set[str], rich: Mapping[str, str]) -> None:
        self._formats, self._struck, self._rich = formats, struck, rich
        self.found_formats: dict[tuple[int, int], str] = {}
        self.found_struck: dict[tuple[int, int], Left] = {}
        self.row = self.column = 0
        self.style = self.kind = self.value = ""
        self.taking, self.out, self.raised, self.aid = "", False, False, False
        self.runs: list[tuple[str, bool, bool]] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            place = cell(given.get("r", ""))
            self.row, self.column = place or (self.row, self.column + 1)
            self.style, self.kind, self.value, self.runs = given.get("s", ""), given.get("t", "n"), "", []
            self.out = self.raised = False
        elif name == "row":
            self.row, self.column = int(given.get("r", self.row + 1)), 0
        elif name in ("v", "t"):
            self.taking = name
        elif name == "rPh":
            self.aid = True
        elif name == "r":
            self.out = self.raised = False
        elif name == "strike":
            self.out = given.get("val", "1") not in ("0", "false")
        elif name == "vertAlign":
            self.raised = given.get("val") == "superscript"

    def text(self, data: str) -> None:
        if self.taking == "v":
            self.value += data
        elif self.taking == "t" and not self.aid:
            self.runs.append((data, self.out, self.raised))

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self.taking = ""
        elif name == "rPh":
            self.aid = False
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        place = self.row, self.column
        if self.style in self._formats and self.value and self.kind == "n":
            self.found_formats[place] = self._formats[self.style]
        runs = self.runs
        if self.kind == "s" and self.value.strip() in self._rich:
            runs = runs_of(self._rich[self.value.strip()])
        if any(out or raised for _, out, raised in runs):
            self.found_struck[place] = left_of(runs)
        elif self.style in self._struck and (self.value or runs):
            self.found_struck[place] = NOTHING_LEFT


def runs_of(item: str) -> list[tuple[str, bool, bool]]:
    """The runs of a shared string: each one's text, whether it is struck out, and whether it is raised."""
    scan = _Scan({}, set(), {})
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = scan.start, scan.end, scan.text
    parser.Parse(item.encode("utf-8"), True)
    return scan.runs


def left_of(runs: list[tuple[str, bool, bool]]) -> Left:
    """What is left of a text."""
    plain = "".join(text for text, out, raised in runs if not (out or raised))
    return Left(unscreened(plain), unscreened("".join(text for text, out, _ in runs if not out)))
