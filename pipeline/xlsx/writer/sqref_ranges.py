"""Conditional formats and validations follow their rows, and those that end where the table ends grow with it.

A range over all rows of a table is the column's own and only grows. Where Excel has cut such a range in two, because
a cell in between has something of its own, new rows belong to the part that most rows belong to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.xlsx.ooxml.refs import Box, box
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import unescaped, xml_text
from pipeline.xlsx.ooxml.xml_edit import Span, attribute_quoted, with_attribute
from pipeline.xlsx.writer.formula_shift import without_texts
from pipeline.xlsx.writer.placement import Kind, Layout, Moves, Stays

_GROWING: dict[str, Kind] = {"conditionalFormatting": "format", "dataValidation": "validation"}
_FORMULAS = frozenset({"formula1", "formula2", "formula", "f"})
MOST_CELLS = 200_000  # looked at in one sheet, and
MOST_PARTS = 1_000  # ranges that one list is cut into: beyond, they stay where they are

_RELATIVE_ROW = re.compile(r"(?<![\w$.])\$?[A-Za-z]{1,3}[1-9]\d*(?![\w(.])")
Rows = tuple[int, int]  # first and last


def fit_ranges(sheet: SheetXml, moves: Moves) -> Iterator[Stays]:
    """Let the ranges follow and grow, those of Excel's extension lists (`xm:sqref`) included.

    Those that cannot follow their rows are given back. One whose rows are all gone goes with them.
    """
    budget = Budget()
    empty: list[Span] = []
    for span in sheet.spans:
        if span.name in _GROWING and "sqref" in span.attributes:
            of, old = span, span.attributes["sqref"]
        elif span.name == "sqref" and span.parent and span.parent.name in _GROWING:
            of, old = span.parent, unescaped(sheet.frame[span.inner : span.close].decode())
        else:
            continue
        new = _fitted(old, sheet, of, moves, budget)
        if new is None or (not new and span is not of):
            yield Stays(_GROWING[of.name], sheet.name, old)
        elif not new:
            empty.append(of)
        elif new != old and span is of:
            _set(sheet, span, new)
        elif new != old:
            sheet.edit(span.inner, span.close, xml_text(new).encode())
    _remove(sheet, empty)


def _fitted(old: str, sheet: SheetXml, of: Span, moves: Moves, budget: Budget) -> str | None:
    """The list of ranges as it is to be; None where it cannot follow."""
    is_format, layout = of.name == "conditionalFormatting", moves.layout
    areas = {part: area for part in old.split() if (area := box(part)) and is_partial(area, moves)}
    if not layout.rows_move or not areas:
        return _grown(old, layout, is_format)
    new = followed(areas.values(), moves, budget)
    if new is None or (new != list(areas.values()) and any(map(depends_on_row, _formulas(sheet, of)))):
        return None
    rest = " ".join(part for part in old.split() if part not in areas)
    parts = [*(area.ref for area in new), *_grown(rest, layout, is_format).split()]
    return old if sorted(parts) == sorted(old.split()) else " ".join(parts)


def _formulas(sheet: SheetXml, span: Span) -> Iterator[str]:
    for child in span.children:
        if child.name in _FORMULAS and not child.children:
            yield unescaped(sheet.frame[child.inner : child.close].decode())
        yield from _formulas(sheet, child)


def _remove(sheet: SheetXml, empty: list[Span]) -> None:
    """Take elements out; a list of validations counts those that are left, and goes with the last one."""
    homes: dict[int, list[Span]] = defaultdict(list)
    for span in empty:
        if span.parent and span.parent.name == "dataValidations":
            homes[span.parent.start].append(span)
        else:
            sheet.edit(span.start, span.end, b"")
    for home in (span for span in sheet.spans if span.name == "dataValidations" and span.start in homes):
        gone = homes[home.start]
        if len(gone) == len(home.children):
            sheet.edit(home.start, home.end, b"")
            continue
        if "count" in home.attributes:
            tag = sheet.frame[home.start : home.inner]
            left = len(home.children) - len(gone)
            sheet.edit(home.start, home.inner, with_attribute(tag, "count", str(left)))
        for span in gone:
            sheet.edit(span.start, span.end, b"")


def _set(sheet: SheetXml, span: Span, value: str) -> None:
    tag = sheet.frame[span.start : span.inner]
    old = tag.index(b"sqref")
    first = min(place for place in (tag.find(b'"', old), tag.find(b"'", old)) if place >= 0)
    last = tag.index(tag[first : first + 1], first + 1)
    sheet.edit(span.start + first, span.start + last + 1, attribute_quoted(value).encode())


def _grown(sqref: str, layout: Layout, is_format: bool) -> str:
    parts = []
    for part in sqref.split():
        area = box(part)
        new = _grown_box(area, layout, is_format) if area else None
        parts.append(part if new is None or new == area else new.ref)
    return " ".join(parts) if parts != sqref.split() else sqref


def _grown_box(area: Box, layout: Layout, is_format: bool) -> Box:
    """The range with the rows, and for formats the appended columns of the same kind, that the table gained."""
    old, new = layout.table.area, layout.area
    body = layout.table.body
    if not (old.left <= area.left and area.right <= old.right and area.top <= body.top and area.bottom >= body.bottom):
        return area
    if area.bottom < new.bottom:
        area = area._replace(bottom=new.bottom)
    if is_format and area.right == old.right and old.right in layout.ours:
        kinds = {layout.update.columns[layout.ours[column]].kind for column in [old.right, *layout.added]}
        if len(kinds) == 1:
            area = area._replace(right=new.right)
    return area


@dataclass
class Budget:
    """How many cells may still be looked at: a hostile list of ranges takes no more than its length."""

    left: int = MOST_CELLS

    def take(self, count: int) -> bool:
        """Whether so many more may be."""
        if count > self.left:
            return False
        self.left -= count
        return True


def depends_on_row(formula: str) -> bool:
    """Whether a formula of a format or validation means another cell when its range moves."""
    return bool(_RELATIVE_ROW.search(without_texts(formula)))


def is_partial(area: Box, moves: Moves) -> bool:
    """Whether an area lies over some rows of the table, before or after, in its own columns, but not over all."""
    body = moves.body
    return (
        body.left <= area.left and area.right <= body.right
        and area.top <= moves.last and area.bottom >= body.top
        and not (area.top <= body.top and area.bottom >= body.bottom)
    )  # fmt: skip


def followed(areas: Iterable[Box], moves: Moves, budget: Budget) -> list[Box] | None:
    """Partial areas where their rows are afterwards; None where they are too many for that.

    Where every row is where it was, they come back as they are.
    """
    given = list(areas)
    by_columns: dict[Rows, list[Rows]] = defaultdict(list)
    for area in given:
        by_columns[area.left, area.right].append((area.top, area.bottom))
    new: list[Box] = []
    is_same = True
    for (left, right), rows in by_columns.items():
        before = _merged(rows)
        after = _after(before, moves, budget)
        if after is None:
            return None
        is_same = is_same and after == before
        new += [Box(top, left, bottom, right) for top, bottom in after]
    if is_same:
        return given
    return new if len(new) <= MOST_PARTS else None


def _after(rows: list[Rows], moves: Moves, budget: Budget) -> list[Rows] | None:
    body, last = moves.body, moves.last
    inside = [(max(top, body.top), min(bottom, last)) for top, bottom in rows if top <= last and bottom >= body.top]
    if not budget.take(sum(bottom - top + 1 for top, bottom in inside)):
        return None
    covered = [row for top, bottom in inside for row in range(top, bottom + 1)]
    below = any(top <= body.bottom + 1 <= bottom for top, bottom in rows)
    within = sum(row <= body.bottom for row in covered)
    found = {target for row in covered if (target := moves.target(row)) is not None}
    if below or 2 * within > body.bottom - body.top + 1:
        if not budget.take(last - body.top + 1):
            return None
        found.update(moves.fresh)
        found.update(range(moves.layout.body.bottom + 1, last + 1) if below else ())
    outside = [(top, min(bottom, body.top - 1)) for top, bottom in rows if top < body.top]
    outside += [(max(top, last + 1), bottom) for top, bottom in rows if bottom > last]
    return _merged([*runs(sorted(found)), *outside])


def runs(rows: Iterable[int]) -> Iterator[Rows]:
    """Rows in order as ranges of neighbours."""
    first = previous = 0
    for row in rows:
        if first and row == previous + 1:
            previous = row
            continue
        if first:
            yield first, previous
        first = previous = row
    if first:
        yield first, previous


def _merged(rows: Iterable[Rows]) -> list[Rows]:
    """Ranges that touch or overlap as one."""
    out: list[Rows] = []
    for top, bottom in sorted(rows):
        if out and top <= out[-1][1] + 1:
            out[-1] = out[-1][0], max(out[-1][1], bottom)
        else:
            out.append((top, bottom))
    return out
