"""Results written into the tables of the open workbook, in place and block by block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from pipeline.domain.table_update import TableUpdate
from pipeline.excel.session import native
from pipeline.excel.session.app_state import no_filling_down, tell, undisturbed, unlocked
from pipeline.excel.writer import validations
from pipeline.excel.writer.anchors import Hanging, follow, hanging
from pipeline.excel.writer.blocks import blocks
from pipeline.excel.writer.charts import follow_charts
from pipeline.excel.writer.contents import Column, Formula, standing, wanted
from pipeline.excel.writer.enter_block import enter
from pipeline.excel.writer.filters import kept_filters, set_again, set_aside
from pipeline.excel.writer.formats import looks, move
from pipeline.excel.writer.hyperlinks import write_links
from pipeline.excel.writer.placement import Place, placements
from pipeline.excel.writer.resize import make_room, resize
from pipeline.run.workbook.summary_text import staying
from schemas.wording.text import text


def write(book: Any, updates: Sequence[TableUpdate], before: Callable[[], None]) -> tuple[str, ...]:
    """Make the tables of the open workbook (`xlwings.Book`) as `updates` say.

    Returns what people are to know of it, in sentences: what has stayed where rows have moved, lost filters.

    `before` is called when everything has been checked and nothing is written yet. Raises WriteError,
    before `before`, where something is in the way, and NotBegunError if Excel does not let a table grow;
    after that WriteError only if Excel does not take what it is handed.
    """
    laid = placements(book, updates)
    date1904 = native.from_1904(book)
    with undisturbed(book) as note, ExitStack() as locks:
        for sheet in {place.sheet.name: place.sheet for place in laid}.values():
            locks.enter_context(unlocked(sheet))
        ready = [(place, stands := standing(place), wanted(place.layout, stands, date1904)) for place in laid]
        looked = [looks(place) for place in laid]
        filtered = [(place, kept_filters(place)) for place in laid]
        hang = [hanging(place) for place in laid]
        choices = [validations.restricted(place) for place in laid]
        bound = [one for place, stood in zip(laid, choices, strict=True) for one in validations.staying(place, stood)]
        notes = list(staying([*(one for stood in hang for one in stood.stays), *bound]))
        for sentence in notes:
            tell(book, sentence)  # before anything is written; afterwards the box says it
        before()
        if any(isinstance(cell, Formula) for _, _, cells in ready for column in cells.values() for cell in column):
            locks.enter_context(no_filling_down(book, note))
        # Before the sheets are protected again, and whatever happens meanwhile.
        locks.callback(lambda: notes.extend(set_again(filtered)))
        set_aside(filtered)
        make_room(laid)
        for at, ((place, stands, cells), look, stood) in enumerate(zip(ready, looked, hang, strict=True), 1):
            tell(book, text("excel.writing", sheet=place.sheet.name, number=at, count=len(laid)))
            _write(place, stands, cells, stood)
            move(place, look)
            follow(place, stood)
            validations.follow(place, choices[at - 1])
        follow_charts(book, laid)
    return tuple(notes)


def _write(place: Place, stands: Mapping[int, Column], cells: Mapping[int, Column], stood: Hanging) -> None:
    layout = place.layout
    for column, added in layout.added.items():
        place.sheet.range((layout.area.top, column)).value = added.header
    for area in blocks(cells, stands, layout.body.top):
        enter(place, area, cells)
    write_links(place, stood)
    if layout.area != layout.table.area:
        resize(place, layout.area)
