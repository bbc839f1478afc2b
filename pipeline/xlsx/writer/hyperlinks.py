"""The hyperlinks of a sheet: those that we write are replaced, those of people on the table's rows follow them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from pipeline.domain.table_update import KEEP
from pipeline.xlsx.ooxml.refs import Box, address, box, letters
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.xml_edit import Span, attribute_quoted, with_attribute
from pipeline.xlsx.writer.anchors import is_bound
from pipeline.xlsx.writer.placement import Layout, Moves, Stays
from pipeline.xlsx.writer.sqref_ranges import Budget, runs

MOST = 65_000  # a sheet holds 65,530 links; beyond ours the cells keep their text


@dataclass
class _Links:
    """The links of a sheet: those that are replaced, those that follow with their ranges, and those that stay."""

    ours: list[Span] = field(default_factory=list)
    followed: list[tuple[Span, list[Box]]] = field(default_factory=list)
    stay: list[Box] = field(default_factory=list)
    count: int = 0  # of links that are not ours
    theirs: set[str] = field(default_factory=set)  # addresses of cells of our columns with a link of people's


def write_links(sheet: SheetXml, moves: Moves) -> Iterator[Stays]:
    """Make the links of our cells lead where the update says, and let those of people follow their rows.

    Ours lead to places inside the workbook, so there are no relations. What cannot follow is given back.
    """
    layout = moves.layout
    columns = leading(layout)
    links = _sorted(sheet, moves, columns)
    yield from (Stays("link", sheet.name, area.ref) for area in links.stay)
    edits = {span.start: (span, _at(sheet, span, areas)) for span, areas in links.followed}
    wanted = _wanted(layout, MOST - links.count, links.theirs)
    old = {(span.attributes.get("ref", ""), span.attributes.get("location", "")) for span in links.ours}
    new = b""
    if old != wanted.items():
        edits |= {span.start: (span, b"") for span in links.ours}
        new = "".join(
            f'<{sheet.prefix}hyperlink ref="{ref}" location={attribute_quoted(location)}/>'
            for ref, location in wanted.items()
        ).encode()
    _put(sheet, edits, new)


def _at(sheet: SheetXml, span: Span, areas: list[Box]) -> bytes:
    """A link once for each of the areas, otherwise as it is."""
    tag, rest = sheet.frame[span.start : span.inner], sheet.frame[span.inner : span.end]
    return b"".join(with_attribute(tag, "ref", area.ref) + rest for area in areas)


def _put(sheet: SheetXml, edits: dict[int, tuple[Span, bytes]], new: bytes) -> None:
    """Change links, and add `new` ones; an empty list is no list."""
    home = next((span for span in sheet.top_level if span.name == "hyperlinks"), None)
    tag = f"{sheet.prefix}hyperlinks"
    whole = f"<{tag}>".encode() + new + f"</{tag}>".encode()
    if home is None:
        if new:
            sheet.insert("hyperlinks", whole)
        return
    if edits and not new and len(edits) == len(home.children) and not any(text for _, text in edits.values()):
        sheet.edit(home.start, home.end, b"")
        return
    for span, text in edits.values():
        sheet.edit(span.start, span.end, text)
    if new:
        sheet.edit(*((home.close, home.close, new) if home.is_open else (home.start, home.end, whole)))


def leading(layout: Layout) -> dict[int, int]:
    """Our columns whose cells lead somewhere: sheet column numbers with their places in the update."""
    return {column: at for column, at in layout.ours.items() if layout.update.columns[at].leads}


def _sorted(sheet: SheetXml, moves: Moves, columns: dict[int, int]) -> _Links:
    found, budget = _Links(), Budget()
    zone = moves.body._replace(bottom=moves.last, right=moves.layout.area.right)
    for span in sheet.all("hyperlink"):
        area = box(span.attributes.get("ref", ""))
        if area and area.meets(zone) and _is_ours(span, area, moves, columns, budget):
            found.ours.append(span)
            continue
        after = [area] if area else []
        if area and area.meets(zone) and moves.layout.rows_move:
            new = _after(area, moves, budget)
            if new is None and is_bound(area, moves):
                found.stay.append(area)
            elif new is not None and new != after:
                found.followed.append((span, new))
                after = new
        found.count += len(after)
        for place in after:
            found.theirs.update(
                address(row, column)
                for column in columns
                if place.left <= column <= place.right and budget.take(place.bottom - place.top + 1)
                for row in range(place.top, place.bottom + 1)
            )
    return found


def _is_ours(span: Span, area: Box, moves: Moves, columns: dict[int, int], budget: Budget) -> bool:
    """Whether a link is one that we wrote: inside the workbook, from cells of ours, of which none is left alone."""
    layout = moves.layout
    if any(name.endswith(":id") for name in span.attributes) or area.top <= layout.area.top or area.bottom > moves.last:
        return False
    if any(column not in columns for column in range(area.left, min(area.right, area.left + len(columns)) + 1)):
        return False
    if not budget.take((area.bottom - area.top + 1) * (area.right - area.left + 1)):
        return False
    return not any(
        layout.stays(number) and layout.rows.values[columns[column]][number - layout.body.top] is KEEP
        for number in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    )


def _after(area: Box, moves: Moves, budget: Budget) -> list[Box] | None:
    """Where a link of people's is afterwards; None where it cannot follow."""
    body = moves.body
    if not (body.left <= area.left and area.right <= body.right) or not budget.take(area.bottom - area.top + 1):
        return None
    rows = set()
    for row in range(area.top, area.bottom + 1):
        target = moves.target(row) if body.top <= row <= body.bottom else row
        if target is not None:
            rows.add(target)
    return [area._replace(top=top, bottom=bottom) for top, bottom in runs(sorted(rows))]


def _wanted(layout: Layout, room: int, theirs: set[str]) -> dict[str, str]:
    """Where our cells are to lead, by their addresses; row by row, as only so many have room."""
    locations = {column: layout.rows.locations.get(place, ()) for column, place in leading(layout).items()}
    led = [(letters(column), where) for column, where in locations.items() if where]
    numbers = range(layout.body.top, layout.body.top + len(layout.rows))
    cells = chain.from_iterable(zip(*([f"{letter}{number}" for number in numbers] for letter, _ in led), strict=True))
    leads = chain.from_iterable(zip(*(where for _, where in led), strict=True))
    wanted = {cell: to for cell, to in zip(cells, leads, strict=True) if to and cell not in theirs}
    return wanted if len(wanted) <= room else dict(islice(wanted.items(), max(room, 0)))
