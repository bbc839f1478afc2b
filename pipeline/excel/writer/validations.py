"""What people may type into a cell of a results table follows its row in the open workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.excel.session.validations import Restriction, restrict, restrictions
from pipeline.excel.writer.placement import Place
from pipeline.xlsx.ooxml.refs import address
from pipeline.xlsx.writer.placement import Moves, Stays
from pipeline.xlsx.writer.sqref_ranges import depends_on_row

Restricted = Mapping[int, Mapping[int, Restriction]]  # by sheet column and sheet row


def restricted(place: Place) -> Restricted:
    """What restricts the cells of each column in which rows are about to move and not all are restricted alike."""
    if not place.layout.rows_move:
        return {}
    body = place.layout.table.body
    count = body.bottom - body.top + 1
    found: dict[int, Mapping[int, Restriction]] = {}
    for column in range(body.left, body.right + 1):
        rows = restrictions(place.cells(body._replace(left=column, right=column)))
        if rows and (len(rows) < count or len(set(rows.values())) > 1):
            found[column] = rows
    return found


def staying(place: Place, stood: Restricted) -> Iterator[Stays]:
    """The cells whose restriction has a formula that names their row: Excel would read it for another one."""
    moves = Moves.of(place.layout)
    for column, rows in stood.items():
        for row, by in rows.items():
            if moves.moves(row, column) and any(map(depends_on_row, by.formulas)):
                yield Stays("validation", place.layout.table.sheet.name, address(row, column))


def follow(place: Place, stood: Restricted) -> None:
    """Let each restriction be on the row to which its row went; new rows have that of most rows."""
    layout = place.layout
    body = layout.table.body
    for column, rows in stood.items():
        if any(depends_on_row(formula) for by in rows.values() for formula in by.formulas):
            continue
        usual = Counter(rows.get(row) for row in range(body.top, body.bottom + 1)).most_common(1)[0][0]
        for number in range(layout.body.top, layout.touched.bottom + 1):
            out = layout.out_row(number)
            wanted = usual if out is None or out.source is None else rows.get(out.source)
            if wanted != (rows.get(number) if number <= body.bottom else None):
                restrict(place.sheet.range((number, column)), wanted)
