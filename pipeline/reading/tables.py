"""Where the Excel tables of a workbook are, from the package's own parts."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from defusedxml import ElementTree

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REF = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; rows and columns counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: Area) -> bool:
        """Whether the two share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


@dataclass(frozen=True, slots=True)
class TableObject:
    """An Excel table: its name, its sheet, the area of header, body and totals, and its columns' names."""

    name: str
    sheet: str
    area: Area
    header_rows: int
    totals_rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet by its name as people see it, and the part that holds its cells."""

    name: str
    part: str


def column_number(text: str) -> int:
    """The number of a column by its letters: A is 1."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def area_of(ref: str) -> Area | None:
    """The area of a reference such as B4:H60, None when it is not one."""
    match = _REF.match(ref.upper())
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    return Area(int(top), column_number(left), int(bottom or top), column_number(right or left))


def plain(name: str) -> str:
    """A table column's name without Excel's escapes: `_x000a_` is a line break."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), name)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _relations(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """The (id, kind, target part) of every inner relation of `part`."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package.NameToInfo:
        return
    for item in ElementTree.fromstring(package.read(path)):
        if item.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
            yield item.get("Id", ""), item.get("Type", "").rpartition("/")[2], target.lstrip("/")


def _workbook_part(package: zipfile.ZipFile) -> str:
    return next((target for _, kind, target in _relations(package, "") if kind == "officeDocument"), "xl/workbook.xml")


def workbook_parts(package: zipfile.ZipFile) -> tuple[tuple[SheetPart, ...], bool]:
    """The worksheets in order, and whether days are counted from 1904. Raises KeyError, ParseError."""
    part = _workbook_part(package)
    targets = {id: target for id, kind, target in _relations(package, part) if kind == "worksheet"}
    sheets, from_1904 = [], False
    for item in ElementTree.fromstring(package.read(part)).iter():
        if _local(item) == "workbookPr":
            from_1904 = item.get("date1904", "0") in ("1", "true", "on")
        elif _local(item) == "sheet":
            ids = [value for name, value in item.items() if name.rpartition("}")[2] == "id"]
            target = next((targets[id] for id in ids if id in targets), None)
            if target in package.NameToInfo:
                sheets.append(SheetPart(item.get("name", ""), str(target)))
    return tuple(sheets), from_1904


def table_objects(package: zipfile.ZipFile, sheets: tuple[SheetPart, ...]) -> tuple[TableObject, ...]:
    """All Excel tables, sheet by sheet. A definition that says nothing usable is left out."""
    found = []
    for sheet in sheets:
        for _, kind, target in _relations(package, sheet.part):
            if kind == "table" and target in package.NameToInfo:
                table = _table(ElementTree.fromstring(package.read(target)), sheet.name)
                found += [table] if table else []
    return tuple(found)


def _table(root: Any, sheet: str) -> TableObject | None:
    area = area_of(root.get("ref", ""))
    if area is None:
        return None
    columns = tuple(plain(item.get("name", "")) for item in root.iter() if _local(item) == "tableColumn")
    return TableObject(
        name=root.get("displayName") or root.get("name", ""),
        sheet=sheet,
        area=area,
        header_rows=int(root.get("headerRowCount", "1")),
        totals_rows=int(root.get("totalsRowCount", "0")),
        columns=columns,
    )
