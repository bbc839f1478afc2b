"""The look of the cells of a results table: colours follow their rows, in people's own columns number formats too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pipeline.excel.session import native
from pipeline.excel.session.native import Look
from pipeline.excel.writer.placement import Place

Looks = dict[int, dict[int, Look]]  # by sheet column and sheet row


def looks(place: Place) -> Looks:
    """How the cells of each column look, where rows are about to move and not all of a column look the same."""
    layout = place.layout
    if native.on_mac() or not layout.rows_move:
        return {}
    body = layout.table.body
    found = {
        column: dict(_search(place.cells(body._replace(left=column, right=column)), body.top))
        for column in range(body.left, body.right + 1)
    }
    for column in layout.ours.keys() & found.keys():  # the writer gives them the number format that they need
        found[column] = {row: (*look[:-1], None) for row, look in found[column].items()}
    return {column: cells for column, cells in found.items() if len(set(cells.values())) > 1}


def _search(cells: Any, top: int) -> Iterator[tuple[int, Look]]:
    """The look of each cell of a column; a stretch that looks the same costs one question."""
    count = cells.shape[0]
    look = native.read_formats(cells)
    if look is not None:
        yield from ((top + at, look) for at in range(count))
    elif count > 1:
        yield from _search(cells[: count // 2, :], top)
        yield from _search(cells[count // 2 :, :], top + count // 2)


def move(place: Place, stood: Looks) -> None:
    """Give every row the look that its cells had; new rows that of most rows."""
    layout = place.layout
    for column, cells in stood.items():
        usual = Counter(cells.values()).most_common(1)[0][0]
        wanted = []
        for number in range(layout.body.top, layout.touched.bottom + 1):
            row = layout.out_row(number)
            look = cells.get(row.source, usual) if row and row.source is not None else usual
            wanted.append((number, look))
        changed = [(number, look) for number, look in wanted if cells.get(number) != look]
        for (look, _), run in groupby(enumerate(changed), key=lambda item: (item[1][1], item[1][0] - item[0])):
            numbers = [number for _, (number, _) in run]
            native.set_look(place.sheet.range((numbers[0], column), (numbers[-1], column)), look)
