"""How a sheet looks on paper: A4, landscape, its name and header row on every page, who and when at the head."""

from __future__ import annotations

import math
from typing import Any

from pipeline.template.hints import shortened, units
from pipeline.template.layout import Layout
from schemas.wording.direction import bare
from schemas.wording.languages import is_from_the_right
from schemas.wording.text import text

A4 = 9
READABLE_WIDTH = 270  # characters on one page's width before print becomes too small to read
CHARTS_SCALE = 72  # per cent: so the charts fit one beside the other
# UTF-16 units for the arrangement's title and for what a sheet is for: a page's head has 255 with its codes.
TITLE_ROOM, ABOUT_ROOM = 80, 155
_FROM_RIGHT = "\u200f"
ON_ONE_PAGE = frozenset({"Agenda"})  # a meeting works from one sheet of paper


def set_up_print(sheet: Any, title: str) -> None:
    """Page, margins, header and footer, for any sheet; `title` is the arrangement's."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    sheet.set_header(sides(f"&9{_plain(title, TITLE_ROOM)}", "&9&D"))
    sheet.set_footer(sides("&9&A", f"&9{_from_its_side(text('template.page', page='&P', pages='&N'))}"))


def set_up_table_print(sheet: Any, layout: Layout, title: str) -> None:
    """Fit the table's width to as few pages as can be read, with its header and first columns on each.

    Above it stand the sheet's name and what it is for, where the sheet itself does not say so, and the arrangement's
    `title`.
    """
    if layout.has_heading:
        # The table on the first page, the charts beside it on the second.
        sheet.set_print_scale(CHARTS_SCALE)
        sheet.set_v_pagebreaks([layout.last_column + 1])
        sheet.print_across()
        sheet.repeat_rows(layout.header_row)
        return
    set_table_header(sheet, layout.table.description, title)
    pages = max(1, math.ceil(layout.shown_width / READABLE_WIDTH))
    sheet.fit_to_pages(pages, 1 if layout.table.name in ON_ONE_PAGE else 0)
    sheet.repeat_rows(layout.header_row)
    if pages > 1:
        sheet.repeat_columns(0, layout.frozen_columns - 1)


def set_table_header(sheet: Any, about: str, title: str) -> None:
    """The page's head for a sheet that begins with its header row: its name, what it is for, whose it is, and when."""
    sheet.set_header(sides(f"&14&A\n&9{_plain(about, ABOUT_ROOM)}", f"&9{_plain(title, TITLE_ROOM)}\n&D"))


def sides(first: str, last: str) -> str:
    """A page's head or foot with two texts, in the order in which they are read; its codes know left and right only."""
    left, right = (last, first) if is_from_the_right() else (first, last)
    return f"&L{left}&R{right}"


def _from_its_side(words: str) -> str:
    """A sentence of a head or foot, which has no direction of its own: else its full stop stands where it begins."""
    return f"{_FROM_RIGHT}{bare(words)}{_FROM_RIGHT}" if is_from_the_right() else words


def _plain(words: str, limit: int) -> str:
    """The words as a page's head shows them, within `limit` UTF-16 units."""
    plain = shortened(" ".join(words.split()), limit)
    while units(doubled := plain.replace("&", "&&")) > limit:
        plain = shortened(plain, units(plain) - 1)
    # Digits behind the font size would be read as part of it.
    return _from_its_side(f" {doubled}" if doubled[:1].isdigit() else doubled)
