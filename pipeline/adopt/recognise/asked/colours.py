"""Columns whose cells hold a colour and no word: what the colours mean is not read, and is said."""

from __future__ import annotations

from pipeline.adopt.proposal import TableProposal
from pipeline.adopt.source.sheet import SourceSheet, is_empty
from schemas.wording.text import text

_MOST = 0.5  # of the records
_FEWEST_COLOURS = 2  # one alone is decoration


def ask_colours(sheet: SourceSheet, table: TableProposal) -> None:
    """Ask about each column with a place most of whose cells are empty, and coloured in more than one way."""
    rows = [row for row in table.carried if row not in table.continued]
    for column in table.columns if sheet.coloured and rows else ():
        cells = [row for row in rows if is_empty(sheet.at(row, column.column))]
        colours = [sheet.coloured[row, column.column] for row in cells if (row, column.column) in sheet.coloured]
        # A row that is coloured from end to end says nothing of one column.
        if (
            len(colours) < _MOST * len(rows)
            or len({*colours}) < _FEWEST_COLOURS
            or _are_of_rows(sheet, table, column.column)
        ):
            continue
        place = sheet.address(cells[0], column.column)
        column.why = text("adopt.why.colours", count=len(colours), cell=place)
        column.ask = column.ask or column.target is not None


def _are_of_rows(sheet: SourceSheet, table: TableProposal, column: int) -> bool:
    """Whether the cells right beside have the same colours: bands, not ratings."""
    rows = [row for row in table.carried if (row, column) in sheet.coloured]
    beside = [sheet.coloured.get((row, one)) for row in rows for one in (column - 1, column + 1)]
    own = [sheet.coloured[row, column] for row in rows for _ in (0, 1)]
    return sum(a == b for a, b in zip(beside, own, strict=True)) > _MOST * len(own)
