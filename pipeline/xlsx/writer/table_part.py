"""The table's own part: its range, its filter, its columns."""

from __future__ import annotations

from pipeline.xlsx.ooxml.numbers import whole_number
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.refs import Box, box
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import screened
from pipeline.xlsx.ooxml.xml_edit import Span, attribute_quoted, splice, with_attribute, without_attributes
from pipeline.xlsx.writer.placement import Layout
from pipeline.xlsx.writer.preconditions import has_header_row, has_totals_row


def rewrite_table_part(package: Package, layout: Layout) -> None:
    """Bring the table part in line with what the table covers afterwards."""
    part = layout.table.part
    xml = package.read(part)
    found = package.spans(part)
    root = found[0]
    edits: list[tuple[int, int, bytes]] = []
    tag = with_attribute(xml[: root.inner][root.start :], "ref", layout.area.ref)
    # Other programs switch the header row off and let the headers stand in the first row (`check_place` has looked).
    tag = without_attributes(tag, [] if has_header_row(layout.table) else ["headerRowCount"])
    if layout.rows:
        tag = without_attributes(tag, ["insertRow", "insertRowShift"])
    edits.append((root.start, root.inner, tag))
    for span in found[1:]:
        if span.name == "autoFilter" and has_totals_row(layout.table):
            continue  # the filter ends above the totals row, and the table stays as large as it is (`check_totals`)
        if span.name == "autoFilter":
            edits.append((span.start, span.inner, with_attribute(xml[span.start : span.inner], "ref", layout.area.ref)))
        elif layout.update.clear_filter:
            if span.name in ("filterColumn", "sortState"):
                edits.append((span.start, span.end, b""))
        elif span.name in ("sortState", "sortCondition"):
            edits += _sorted_range(xml, span, layout)
    if layout.added:
        edits += _columns(xml, found, layout)
    package.put(part, splice(xml, edits))


def _sorted_range(xml: bytes, span: Span, layout: Layout) -> list[tuple[int, int, bytes]]:
    """A remembered sort order ends where the body ends; one that reaches beyond the table needs a repair."""
    area = box(span.attributes.get("ref", ""))
    old, new = layout.table.area.bottom, layout.area.bottom
    if area is None or (area.bottom != old and area.bottom <= new):
        return []
    fitted = Box(min(area.top, new), area.left, new, area.right)
    return [(span.start, span.inner, with_attribute(xml[span.start : span.inner], "ref", fitted.ref))]


def _columns(xml: bytes, found: list[Span], layout: Layout) -> list[tuple[int, int, bytes]]:
    home = next(span for span in found if span.name == "tableColumns")
    prefix = home.tag.removesuffix("tableColumns")
    columns = [span for span in found if span.name == "tableColumn"]
    last = max(whole_number(span.attributes.get("id"), 0) for span in columns)
    new = "".join(
        f'<{prefix}tableColumn id="{last + at}" name={quoted_name(column.header)}/>'
        for at, column in enumerate(layout.added.values(), 1)
    ).encode()
    counted = with_attribute(xml[home.start : home.inner], "count", str(len(columns) + len(layout.added)))
    return [(home.start, home.inner, counted), (home.close, home.close, new)]


def quoted_name(header: str) -> str:
    """A column's name as an attribute: line ends and the like in Excel's own escapes."""
    text = screened(header).replace("\n", "_x000a_").replace("\t", "_x0009_")
    return attribute_quoted(text)


def follow_table(sheet: SheetXml, layout: Layout) -> None:
    """Let a filter that covered just the table cover it still, and clear it where the update asks for that.

    The hidden name `_xlnm._FilterDatabase` that goes with it is the workbook's; programs renew it themselves.
    """
    for span in sheet.top_level:
        if span.name != "autoFilter" or box(span.attributes.get("ref", "")) != layout.table.area:
            continue
        tag = with_attribute(sheet.frame[span.start : span.inner], "ref", layout.area.ref)
        sheet.edit(span.start, span.inner, tag)
        for child in span.children:
            if layout.update.clear_filter and child.name in ("filterColumn", "sortState"):
                sheet.edit(child.start, child.end, b"")
