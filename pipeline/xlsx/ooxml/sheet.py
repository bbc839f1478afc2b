"""A worksheet part taken apart: the frame around the rows, as bytes, and the rows, as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.xml_edit import Span, is_utf8, spans, splice
from schemas.wording.text import text

# What stands where in a worksheet (ECMA-376, 18.3.1.99); Excel offers a repair if the order is another.
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
RANK = {name: place for place, name in enumerate(ORDER)}

OPENING = re.compile(rb"<(?:([\w.-]+):)?sheetData(?=[\s/>])[^>]*>")


class RowsPlace(NamedTuple):
    """Where in a worksheet part the rows stand: from `begin` to `end`, between the tags of `sheetData`."""

    prefix: str
    opening: bytes
    begin: int
    end: int
    closing: bytes

    def rows(self, xml: bytes) -> str:
        """The rows as text."""
        return str(memoryview(xml)[self.begin : self.end], "utf-8")


def place_of_rows(xml: bytes, name: str) -> RowsPlace:
    """Where the rows of the sheet of that name stand in its part. Raises WriteError where that cannot be told."""
    if not is_utf8(xml):
        raise WriteError(text("writer.file.sheet_encoding", sheet=name), name)
    opening = OPENING.search(xml)
    if opening is None:
        raise WriteError(text("writer.file.no_rows", sheet=name), name)
    prefix = opening[1] + b":" if opening[1] else b""
    begin = opening.end()
    if opening[0].endswith(b"/>"):
        return RowsPlace(prefix.decode(), opening[0], begin, begin, b"")
    end = xml.rfind(b"</" + prefix + b"sheetData", begin)
    if end < 0:
        raise WriteError(text("writer.file.sheet_damaged", sheet=name), name)
    return RowsPlace(prefix.decode(), opening[0], begin, end, xml[end : xml.find(b">", end) + 1])


class SheetXml:
    """One worksheet part. Its frame is edited by `edit`; `built` puts frame and rows together again.

    Raises WriteError if the part is not UTF-8, is damaged, or has something between its rows that
    no spreadsheet program writes.
    """

    def __init__(self, xml: bytes, part: str, name: str) -> None:
        self.name = name
        place = place_of_rows(xml, name)
        self.prefix, self._opening, self._closing = place.prefix, place.opening, place.closing
        self.rows = place.rows(xml)
        if "<!" in self.rows or "<?" in self.rows:
            raise WriteError(text("writer.file.comments", sheet=name), name)
        slot = f"<{self.prefix}sheetData/>".encode()
        start = place.begin - len(self._opening)
        self.frame = xml[:start] + slot + xml[place.end + len(self._closing) :]
        self.spans = spans(self.frame, part)
        self._slot = self._found(start)
        self._edits: list[tuple[int, int, bytes]] = []

    def _found(self, start: int) -> Span:
        for span in self.spans:
            if span.start == start and span.depth == 1 and span.name == "sheetData":
                return span
        raise WriteError(text("writer.file.sheet_damaged", sheet=self.name), self.name)

    @property
    def top_level(self) -> Sequence[Span]:
        """The children of the root."""
        return self.spans[0].children

    def all(self, name: str) -> list[Span]:
        """All elements of that local name, anywhere in the frame."""
        return [span for span in self.spans if span.name == name]

    def raw(self, span: Span) -> bytes:
        """The bytes of an element."""
        return self.frame[span.start : span.end]

    def edit(self, start: int, end: int, text: bytes) -> None:
        """Replace bytes of the frame when the sheet is built; edits must not overlap."""
        if self.frame[start:end] != text:
            self._edits.append((start, end, text))

    def insert(self, name: str, element: bytes) -> None:
        """Add a child of the root where its name belongs."""
        later = (span.start for span in self.top_level if RANK.get(span.name, -1) > RANK[name])
        at = next(later, self.spans[0].close)
        self.edit(at, at, element)

    def built(self, rows: Iterable[bytes]) -> Iterator[bytes]:
        """The whole part with these rows, in pieces: a long sheet is never put together."""
        start, end = self._slot.start, self._slot.end
        opening, closing = self._opening, self._closing
        yield splice(self.frame[:start], [edit for edit in self._edits if edit[1] <= start])
        given = filter(None, rows)
        first = next(given, b"")
        if first and not closing:
            opening = opening[:-2].rstrip() + b">"
            closing = f"</{self.prefix}sheetData>".encode()
        yield opening
        yield first
        yield from given
        yield closing
        yield splice(self.frame, [edit for edit in self._edits if edit[1] > start])[end:]
