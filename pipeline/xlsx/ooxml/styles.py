"""Cell styles: which of them show dates, and the one that is added where a date column has lost its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from pipeline.xlsx.ooxml.numbers import whole_number
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.xml_edit import Span, is_true, splice, with_attribute

SHORT_DATE = 14  # built in: shown as the reader's own system writes dates
_BUILT_IN_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), *range(50, 59)})
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]')
Look = tuple[tuple[tuple[str, str], ...], bytes]

LONGEST_CODE = 255  # characters, as Excel takes them


class Styles:
    """The cell formats (`cellXfs`) of a workbook, and the changes made to them."""

    def __init__(self, package: Package, parts: Iterable[str]) -> None:
        self._package = package
        self.part = next(iter(parts), None)
        self._added: int | None = None

    @cached_property
    def _spans(self) -> list[Span]:
        return self._package.spans(self.part) if self.part else []

    @cached_property
    def _formats(self) -> list[Span]:
        return [span for span in self._spans if span.name == "xf" and span.parent and span.parent.name == "cellXfs"]

    @cached_property
    def _date_formats(self) -> frozenset[str]:
        custom = {
            span.attributes.get("numFmtId", "")
            for span in self._spans
            if span.name == "numFmt" and shows_day(span.attributes.get("formatCode", ""))
        }
        return frozenset(custom | set(map(str, _BUILT_IN_DATES)))

    @property
    def count(self) -> int:
        """How many cell formats there are; a workbook without styles has one."""
        return max(len(self._formats), 1)

    @cached_property
    def differential_count(self) -> int:
        """How many formats there are for conditional formats to use."""
        return sum(span.name == "dxf" and bool(span.parent) and span.depth == 2 for span in self._spans)

    def is_date(self, style: str) -> bool:
        """Whether a cell of this style (its `s`, "" for none) shows a day."""
        index = whole_number(style, 0)
        formats = self._formats
        return index < len(formats) and formats[index].attributes.get("numFmtId", "0") in self._date_formats

    def wraps(self, style: str) -> bool:
        """Whether a cell of this style breaks its text into lines."""
        index = whole_number(style, 0)
        alignment = self._formats[index].child("alignment") if index < len(self._formats) else None
        return alignment is not None and is_true(alignment.attributes.get("wrapText"))

    def dated(self, style: str) -> str:
        """A style that shows dates and is otherwise like `style`: one that is there, or a single appended one."""
        if self.part is None or not self._formats:
            return style
        index = whole_number(style, 0)
        base = self._formats[index if index < len(self._formats) else 0]
        alike = self._dates_by_look.get(self._look(base))
        if alike is not None:
            return str(alike)
        if self._added is None:
            self._added = len(self._formats)
            self._append(base)
        return str(self._added)

    @cached_property
    def _dates_by_look(self) -> dict[Look, int]:
        """The first of the formats of each look that show dates."""
        found: dict[Look, int] = {}
        for place, span in enumerate(self._formats):
            if self.is_date(str(place)):
                found.setdefault(self._look(span), place)
        return found

    def _look(self, span: Span) -> Look:
        """All that makes the look of a format, its number format aside."""
        xml = self._package.original(self.part or "")
        rest = {key: value for key, value in span.attributes.items() if key not in ("numFmtId", "applyNumberFormat")}
        return tuple(sorted(rest.items())), xml[span.inner : span.close]

    def _append(self, base: Span) -> None:
        part = self.part or ""
        xml = self._package.read(part)
        tag = with_attribute(xml[base.start : base.inner], "numFmtId", str(SHORT_DATE))
        new = with_attribute(tag, "applyNumberFormat", "1") + xml[base.inner : base.end]
        home = base.parent
        if home is not None:
            counted = with_attribute(xml[home.start : home.inner], "count", str(len(self._formats) + 1))
            self._package.put(part, splice(xml, [(home.start, home.inner, counted), (home.close, home.close, new)]))


def shows_day(code: str) -> bool:
    """Whether a number format shows a day or a year, not only a time or a number."""
    return bool(re.search("[dy]", _NOT_CODE.sub("", code[:LONGEST_CODE]), re.IGNORECASE))
