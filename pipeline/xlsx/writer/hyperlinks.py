"""The hyperlinks of a sheet: those in our columns replaced, all others kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from operator import add

from pipeline.domain.table_update import KEEP, Link
from pipeline.xlsx.ooxml.refs import Box, address, box
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.xml_edit import attribute_quoted
from pipeline.xlsx.writer.placement import Layout

MOST = 65_000  # a sheet holds 65,530 links; beyond ours the cells keep their text


def write_links(sheet: SheetXml, layout: Layout) -> None:
    """Make the links of our cells lead where the update says. Only places inside the workbook, so no relations."""
    present = sheet.all("hyperlink")
    ours = _Ours(layout)
    old = [span for span in present if ours.holds(box(span.attributes.get("ref", "")))]
    wanted = _wanted(layout, MOST - (len(present) - len(old)))
    if {(span.attributes.get("ref", ""), span.attributes.get("location", "")) for span in old} == set(wanted.items()):
        return
    new = "".join(
        f"<{sheet.prefix}hyperlink ref={attribute_quoted(ref)} location={attribute_quoted(location)}/>"
        for ref, location in wanted.items()
    ).encode()
    home = next((span for span in sheet.top_level if span.name == "hyperlinks"), None)
    if home is None:
        if new:
            tag = f"{sheet.prefix}hyperlinks"
            sheet.insert("hyperlinks", f"<{tag}>".encode() + new + f"</{tag}>".encode())
    elif not new and len(old) == len(present):
        sheet.edit(home.start, home.end, b"")
    elif home.is_open:
        for span in old:
            sheet.edit(span.start, span.end, b"")
        sheet.edit(home.close, home.close, new)
    else:
        tag = f"{sheet.prefix}hyperlinks"
        sheet.edit(home.start, home.end, f"<{tag}>".encode() + new + f"</{tag}>".encode())


class _Ours:
    """Our columns of the body, before and after. Each link is told in few steps, however far it reaches."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._columns = sorted(layout.ours)

    def holds(self, area: Box | None) -> bool:
        """Whether the link at `area` lies within our columns, and over no cell that is to be left alone."""
        layout = self._layout
        if area is None or area.top <= layout.area.top or area.bottom > layout.touched.bottom:
            return False
        first, end = bisect_left(self._columns, area.left), bisect_right(self._columns, area.right)
        if end - first != area.right - area.left + 1:
            return False
        until, before = self._staying[area.bottom - layout.area.top], self._staying[area.top - layout.area.top - 1]
        return until[end] - until[first] == before[end] - before[first]

    @cached_property
    def _staying(self) -> list[list[int]]:
        """How many cells are left alone above the end of each row and left of each of our columns."""
        layout = self._layout
        places = [layout.ours[column] for column in self._columns]
        sums = [[0] * (len(places) + 1)]
        for number in range(layout.area.top + 1, layout.touched.bottom + 1):
            row = layout.out_row(number)
            if row is None or row.source != number:
                sums.append(sums[-1])
                continue
            inside = accumulate((row.cells[place] is KEEP for place in places), initial=0)
            sums.append(list(map(add, sums[-1], inside)))
        return sums


def _wanted(layout: Layout, room: int) -> dict[str, str]:
    wanted: dict[str, str] = {}
    rows = layout.update.rows
    leading = [at for at in layout.ours.items() if any(isinstance(row.cells[at[1]], Link) for row in rows)]
    for number, row in enumerate(rows if leading else (), layout.body.top):
        for column, place in leading:
            value = row.cells[place]
            if isinstance(value, Link) and value.text and len(wanted) < room:
                wanted[address(number, column)] = value.location
    return wanted
