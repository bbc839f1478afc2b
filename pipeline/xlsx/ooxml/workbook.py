"""Where a workbook keeps its sheets and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.refs import Box, box
from pipeline.xlsx.ooxml.relations import relation_id
from pipeline.xlsx.ooxml.styles import Styles
from pipeline.xlsx.ooxml.text import unscreened
from pipeline.xlsx.ooxml.xml_edit import Span, is_true
from schemas.wording.text import text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name as people see it, and its part."""

    name: str
    part: str
    id: str = ""  # its `sheetId`, by which the calculation chain knows it
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table as it stands now: `area` is header and body, `headers` the columns' names."""

    name: str
    part: str
    sheet: Sheet
    area: Box
    headers: tuple[str, ...]
    formulas: Mapping[int, str]  # calculated columns: sheet column number and formula
    attributes: Mapping[str, str]
    arrays: frozenset[int] = frozenset()  # calculated columns with an array formula in each cell

    @property
    def body(self) -> Box:
        """The rows under the header."""
        return self.area._replace(top=self.area.top + 1)


class Book:
    """What a package says about itself. Raises WriteError if it holds no workbook."""

    def __init__(self, package: Package) -> None:
        self.package = package
        part = package.workbook
        if part is None:
            raise WriteError(text("writer.file.no_workbook"))
        self.part = part
        self.strings = package.strings

    @cached_property
    def styles(self) -> Styles:
        """The cell styles."""
        return Styles(self.package, self.package.related(self.part, "styles"))

    @cached_property
    def _spans(self) -> list[Span]:
        return self.package.spans(self.part)

    @cached_property
    def date1904(self) -> bool:
        """Whether days are counted from 1904."""
        return any(is_true(span.attributes.get("date1904")) for span in self._spans if span.name == "workbookPr")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The defined names."""
        return tuple(span.attributes.get("name", "") for span in self._spans if span.name == "definedName")

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """All worksheets, in the order of their tabs; chart sheets are left out."""
        targets = {
            found.id: found.part
            for found in self.package.relations(self.part)
            if found.kind == "worksheet" and found.part
        }
        found = []
        for span in self._spans:
            if span.name == "sheet" and span.depth == 2:
                part = targets.get(relation_id(span.attributes))
                if part:
                    is_hidden = span.attributes.get("state", "visible") != "visible"
                    name, id = span.attributes.get("name", ""), span.attributes.get("sheetId", "")
                    found.append(Sheet(name, part, id, is_hidden))
        return tuple(found)

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The relation that each listed sheet names, of whatever kind; "" for a module sheet of Excel 5."""
        return tuple(relation_id(span.attributes) for span in self._spans if span.name == "sheet" and span.depth == 2)

    @cached_property
    def _homes(self) -> Mapping[str, tuple[Sheet, str]]:
        """Sheet and part of every table, by its name in lower case: of most that is all that a run asks for."""
        parts = ((sheet, part) for sheet in self.sheets for part in self.package.related(sheet.part, "table"))
        return {_named(sheet, part, *self.package.elements(part)[0])[0].lower(): (sheet, part) for sheet, part in parts}

    def tables(self, sheet: Sheet) -> list[Table]:
        """The tables of a sheet, as they stand now."""
        return [read_table(self.package, sheet, part) for part in self.package.related(sheet.part, "table")]

    def table(self, name: str) -> Table:
        """The table of that display name, in any case. Raises WriteError if there is none."""
        home = self._homes.get(name.lower())
        if home is None:
            raise WriteError(text("writer.file.no_table", table=name))
        return read_table(self.package, *home)


def read_table(package: Package, sheet: Sheet, part: str) -> Table:
    """The table that a table part describes."""
    root, *rest = package.spans(part)
    name, area = _named(sheet, part, root.name, root.attributes)
    columns = [span for span in rest if span.name == "tableColumn"]
    calculated = {
        area.left + place: formula
        for place, column in enumerate(columns)
        if (formula := column.child("calculatedColumnFormula")) is not None
    }
    formulas = {at: _text(package, part, formula) for at, formula in calculated.items()}
    arrays = frozenset(at for at, formula in calculated.items() if is_true(formula.attributes.get("array")))
    headers = tuple(unscreened(column.attributes.get("name", "")) for column in columns)
    return Table(name, part, sheet, area, headers, formulas, root.attributes, arrays)


def _named(sheet: Sheet, part: str, kind: str, given: Mapping[str, str]) -> tuple[str, Box]:
    """The name and the area of a table, from the first element of its part."""
    area = box(given.get("ref", ""))
    name = unscreened(given.get("displayName") or given.get("name", ""))
    if area is None or kind != "table":
        raise WriteError(text("writer.file.no_range", table=name or part), sheet.name)
    return name, area


def _text(package: Package, part: str, span: Span) -> str:
    return package.read(part)[span.inner : span.close].decode()
