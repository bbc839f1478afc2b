"""One pass over the content of one part: document types, formulas, and how far its cells or its table reach."""

from __future__ import annotations

import re
from collections import deque
from itertools import chain
from typing import Literal

from pipeline.files.errors import RefusedFileError
from pipeline.xlsx.ooxml.plain_xml import encoding_of
from pipeline.xlsx.ooxml.refs import letters
from pipeline.xlsx.preflight.extent import Extent, exact_extent
from pipeline.xlsx.preflight.extent_scan import Glance, filled_extent
from pipeline.xlsx.preflight.verdict import damaged, refused, suspicious
from pipeline.xlsx.preflight.xml_guard import (
    OVERLAP,
    begins_as_xml,
    is_wide,
    may_declare_type,
    may_overcount,
    refuse_hostile,
    root,
)
from pipeline.xlsx.preflight.zip_parts import PIECE, Part, unpack
from schemas.wording.numbers_and_days import number_text

# A reader makes room for every cell of the box: 5 million take 160 MB.
MAX_BOX = 5_000_000
# A large box is fine when it is used; a stray cell leaves it all but empty.
DENSE = 8
MAX_DENSE_BOX = 20_000_000
# Sheets not written as Excel writes them are parsed in full, 20 MB a second.
MAX_ODD = 64 << 20
# It begins with a letter that is rare in a sheet, which is passed fastest.
_FORMULA = re.compile(rb"f(?<=[<:]f)[\s/>]")
SHEETS = ("worksheet", "macrosheet", "dialogsheet")


class Look:
    """What one pass over a part shows; `sheet` is the visible name of a part that is listed as a sheet.

    In a part that `is_carried` only a document type matters. `content` is all of a part of XML that comes in one piece.
    """

    def __init__(self, part: Part, sheet: str | None, *, is_carried: bool = False) -> None:
        self._is_carried = is_carried
        self.has_formulas = False
        self.part = part
        self.sheet = sheet
        self.root = ""
        self.content = b""
        self._prefix = b""
        self._glance: Glance | None = None
        self._wide = False
        self._encoding = "utf-8"
        self._may_declare_type = self._may_overcount = False
        # Comments and CDATA, in which a text may look like a cell.
        self._has_other_texts = False

    def over(self, data: bytes) -> None:
        """Unpack the part and look at all of it. Raises RefusedFileError (DAMAGED, DTD, SUSPICIOUS)."""
        pieces = unpack(data, self.part)
        first = next(pieces, b"")
        if not begins_as_xml(first[:1024]):
            deque(pieces, maxlen=0)  # to its end, where the checksum is looked at
            return
        self._begin(first)
        self.content = first if len(first) == self.part.size else b""
        text, left = b"", self.part.size
        for piece in chain([first], pieces):
            text, left = text[-OVERLAP:] + piece, left - len(piece)
            self._text(text, left <= 0)
            if self._glance is not None:
                self._glance.look(piece)
        self._may_overcount = self._may_overcount and not self._is_carried
        if self._may_declare_type or self._may_overcount:
            hostile = unpack(data, self.part)
            refuse_hostile(hostile, self.part.size, self.part.name, has_type=self._may_declare_type)

    def _begin(self, first: bytes) -> None:
        self._wide = is_wide(first)
        self._encoding = encoding_of(first)
        self._prefix, self.root = root(first)
        if not self.root and len(first) >= PIECE:
            raise damaged("not_xml_at_first", part=self.part.name)
        # A part that nothing lists as a sheet is looked at too: readers differ in how they find them.
        if self.sheet is not None or (self.root in SHEETS and not self._is_carried):
            self._glance = Glance(self._prefix)
            self._glance.odd = self._wide

    def _text(self, text: bytes, is_last: bool) -> None:
        if self._wide:
            text = text.replace(b"\0", b"")
        self._may_declare_type = self._may_declare_type or may_declare_type(text)
        self._may_overcount = self._may_overcount or may_overcount(text, is_last, self.part.size)
        self._has_other_texts = self._has_other_texts or (b"!" in text and b"<!" in text)
        if self._glance is not None and not self.has_formulas:
            self.has_formulas = b"f" in text and _FORMULA.search(text) is not None

    def extent(self, data: bytes) -> Extent:
        """How far the sheet reaches; nothing for other parts.

        Raises RefusedFileError (STRAY_CELL, TOO_BIG, DAMAGED).
        """
        if self._glance is None:
            return Extent(0, 0)
        if not self._encoding:
            raise suspicious("encoding", part=self.part.name)
        bound = self._glance.bound()
        if self._glance.odd:
            if self.part.size > MAX_ODD:
                raise refused("TOO_BIG", "preflight.reach.sheet_unusual", sheet=self._title)
            return self._judged(exact_extent(unpack(data, self.part), self.part.name))
        if bound.box <= MAX_BOX:
            return bound
        enough = bound.box // DENSE if bound.box <= MAX_DENSE_BOX else bound.box
        filled = filled_extent(unpack(data, self.part), self._prefix, enough)
        if filled.filled >= enough:
            return bound
        if self._has_other_texts and self.part.size <= MAX_ODD:
            filled = exact_extent(unpack(data, self.part), self.part.name)
        return self._judged(filled)

    def _judged(self, extent: Extent) -> Extent:
        if extent.box > MAX_BOX and extent.filled * DENSE < extent.box:
            raise stray("sheet", self._title, extent)
        if extent.box > MAX_DENSE_BOX:
            raise refused(
                "TOO_BIG", "preflight.reach.sheet_cells", sheet=self._title, cells=number_text(extent.box),
                most=number_text(MAX_DENSE_BOX),
            )  # fmt: skip
        return extent

    @property
    def _title(self) -> str:
        return self.sheet or self.part.name


def stray(kind: Literal["sheet", "table"], name: str, extent: Extent) -> RefusedFileError:
    """The refusal of a sheet or table that reaches far beyond what it holds."""
    sentence = "preflight.reach.stray_sheet" if kind == "sheet" else "preflight.reach.stray_table"
    return refused("STRAY_CELL", sentence, name=name, row=number_text(extent.row), column=letters(extent.column))
