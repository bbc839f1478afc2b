"""Shared formulas (stored once for several cells) taken apart, so that each can follow its row."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field

from pipeline.domain.table_update import KEEP
from pipeline.xlsx.ooxml.cell_values import formula_tag
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.rows import attributes, row, row_places
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import unescaped
from pipeline.xlsx.writer.formula_shift import formula_xml, translated
from pipeline.xlsx.writer.placement import Layout

_FORMULA = re.compile(r"<(?P<tag>(?:[\w.-]+:)?f)(?=[\s/>])[^>]*?(?:/>|>(?P<text>[^<]*)</(?P=tag)\s*>)")

Place = tuple[int, int]


@dataclass(slots=True)
class Group:
    """The cells that share one formula; the master is the cell that holds its text."""

    master: Place | None = None
    formula: str = ""
    cells: list[Place] = field(default_factory=list)


def unshared(sheet: SheetXml, layout: Layout) -> str:
    """The sheet's rows with the shared formulas written out cell by cell that would be in the way.

    Where rows move, groups that lie wholly in people's columns of the body; others stay as they are, and are
    refused where one of their cells would have to move. Where none does, groups of which a cell gets a value.
    """
    if "shared" not in sheet.rows:
        return sheet.rows

    def is_wanted(cells: list[Place]) -> bool:
        if layout.rows_move:
            return all(_is_theirs(layout, place) for place in cells)
        return any(_is_written(layout, place) for place in cells)

    wanted = {
        place: group
        for group in _groups(sheet).values()
        if group.master and is_wanted(group.cells)
        for place in group.cells
    }
    numbers = {number for number, _ in wanted}
    out: list[str] = []
    at = 0
    for place in row_places(sheet.rows, sheet.prefix, sheet.name):
        if place.number in numbers:
            cells = row(sheet.rows[place.start : place.end], sheet.prefix)
            texts = [
                _alone(raw, wanted[place.number, column], (place.number, column), sheet.name)
                if (place.number, column) in wanted
                else raw
                for column, raw in cells.cells.items()
            ]
            out += [sheet.rows[at : place.start], cells.tag, cells.lead, *texts, cells.close]
            at = place.end
    return "".join([*out, sheet.rows[at:]])


def _is_theirs(layout: Layout, place: Place) -> bool:
    row_number, column = place
    body = layout.table.body
    return body.top <= row_number <= body.bottom and column in layout.theirs


def _is_written(layout: Layout, place: Place) -> bool:
    number, column = place
    at, row = layout.ours.get(column), layout.out_row(number) if number > layout.area.top else None
    return row is not None and at is not None and row.cells[at] is not KEEP


def _groups(sheet: SheetXml) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for place in row_places(sheet.rows, sheet.prefix, sheet.name):
        piece = sheet.rows[place.start : place.end]
        if "shared" not in piece:
            continue
        for column, raw in row(piece, sheet.prefix).cells.items():
            given = attributes(formula_tag(raw) or "")
            if given.get("t") != "shared":
                continue
            group = groups.setdefault(given.get("si", ""), Group())
            group.cells.append((place.number, column))
            found = _FORMULA.search(raw)
            if found and found["text"] and "ref" in given:
                group.master, group.formula = (place.number, column), unescaped(found["text"])
    return groups


def _alone(raw: str, group: Group, place: Place, sheet: str) -> str:
    """The cell with the formula of its group, as it reads there."""
    found = _FORMULA.search(raw)
    if found is None or group.master is None:
        return raw
    text = unescaped(found["text"]) if found["text"] else translated(group.formula, group.master, place, sheet)
    return f"{raw[: found.start()]}<{found['tag']}>{formula_xml(text)}</{found['tag']}>{raw[found.end() :]}"


def formulas(sheet: SheetXml) -> dict[Place, str]:
    """Every formula of a sheet by its cell, those that are shared as they read there.

    Formulas that fill several cells at once, and such as cannot be written out, are left out. Raises WriteError.
    """
    found: dict[Place, str] = {}
    for place in row_places(sheet.rows, sheet.prefix, sheet.name):
        piece = sheet.rows[place.start : place.end]
        if "<f" not in piece and ":f" not in piece:
            continue
        for column, raw in row(piece, sheet.prefix).cells.items():
            match = _FORMULA.search(raw)
            kind = attributes(formula_tag(raw) or "").get("t", "normal")
            if match and match["text"] and kind == "normal":
                found[place.number, column] = unescaped(match["text"])
    for group in _groups(sheet).values() if "shared" in sheet.rows else ():
        for at in group.cells if group.master else ():
            with suppress(WriteError):
                found[at] = translated(group.formula, group.master, at, sheet.name) if group.master else ""
    return found
