"""How a sheet looks on paper: A4, landscape but for charts, header row on every page, who and where at the foot."""

from __future__ import annotations

import math
from typing import Any

from pipeline.template.hints import shortened
from pipeline.template.layout import Layout
from schemas.wording.text import text

A4 = 9
READABLE_WIDTH = 270  # characters on one page's width before print becomes too small to read
HEADER_LIMIT = 200
WITH_CHARTS = "Summary"
CHARTS_SCALE = 72  # per cent: so the charts fit one beside the other
ON_ONE_PAGE = frozenset({"Agenda"})  # a meeting works from one sheet of paper


def set_up_print(sheet: Any, title: str) -> None:
    """Page, margins, header and footer, for any sheet; `title` is the arrangement's."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    plain = shortened(" ".join(title.split()), HEADER_LIMIT // 2).replace("&", "&&")
    # The digits of a title must not be taken for a font size: a space keeps them apart.
    sheet.set_header(f"&L&9 {plain}&R&9&D")
    sheet.set_footer(f"&L&9&A&R&9{text('template.page', page='&P', pages='&N')}")


def set_up_table_print(sheet: Any, layout: Layout) -> None:
    """Fit the table's width to as few pages as can be read, with its header and first columns on each."""
    if layout.table.name == WITH_CHARTS:
        # The table on the first page, the charts beside it on the second.
        sheet.set_print_scale(CHARTS_SCALE)
        sheet.set_v_pagebreaks([layout.last_column + 1])
        sheet.print_across()
        sheet.repeat_rows(layout.header_row)
        return
    pages = max(1, math.ceil(layout.shown_width / READABLE_WIDTH))
    sheet.fit_to_pages(pages, 1 if layout.table.name in ON_ONE_PAGE else 0)
    sheet.repeat_rows(layout.header_row)
    if pages > 1:
        sheet.repeat_columns(0, layout.frozen_columns - 1)
