"""The hyperlinks of a sheet: those in our columns replaced, all others kept."""

from __future__ import annotations

from pipeline.domain.table_update import KEEP, Link
from pipeline.xlsx.ooxml.refs import address, box
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.xml_edit import Span, quoted
from pipeline.xlsx.writer.placement import Layout

MOST = 65_000  # a sheet holds 65,530 links; beyond ours the cells keep their text


def write_links(sheet: SheetXml, layout: Layout) -> None:
    """Make the links of our cells lead where the update says. Only places inside the workbook, so no relations."""
    present = sheet.all("hyperlink")
    old = [span for span in present if _is_ours(span, layout)]
    wanted = _wanted(layout, MOST - (len(present) - len(old)))
    if {(span.attributes.get("ref", ""), span.attributes.get("location", "")) for span in old} == set(wanted.items()):
        return
    new = "".join(
        f"<{sheet.prefix}hyperlink ref={quoted(ref)} location={quoted(location)}/>" for ref, location in wanted.items()
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


def _is_ours(span: Span, layout: Layout) -> bool:
    """Whether the link lies within our columns of the body, before or after, and is not one to be left alone."""
    area = box(span.attributes.get("ref", ""))
    if area is None or area.top <= layout.area.top or area.bottom > layout.touched.bottom:
        return False
    if not all(column in layout.ours for column in range(area.left, area.right + 1)):
        return False
    return not any(_stays(layout, row, column) for row in range(area.top, area.bottom + 1)
                   for column in range(area.left, area.right + 1))  # fmt: skip


def _stays(layout: Layout, row: int, column: int) -> bool:
    out_row = layout.out_row(row)
    return out_row is not None and out_row.source == row and out_row.cells[layout.ours[column]] is KEEP


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
