"""A filter that the sheet itself holds over a table, as LibreOffice writes one for a table of its own."""

from __future__ import annotations

from pipeline.package.layout import Layout
from pipeline.package.markup import with_attribute
from pipeline.package.refs import box
from pipeline.package.sheet import SheetXml


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
