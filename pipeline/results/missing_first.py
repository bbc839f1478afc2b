"""What is missing from the results: said before anything else, on every sheet, page and terminal.

Rows that had to be left out, and sheets that are empty while others are filled in. Good news from a register whose
first page nobody could read would be none.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.arrangement import Arrangement
from pipeline.domain.cell import Cell
from pipeline.reading.addresses import Places
from pipeline.results.measure import Measure, measure
from pipeline.results.rows import Place
from schemas.spec import input_tables, optional_tables, table
from schemas.wording.text import joined, joined_first, text

BEGIN = ("Risks", "Activities", "Indicators")
_NAMED = 6


def missing_first(arrangement: Arrangement, places: Places) -> Iterator[Measure]:
    """A measure for each table with rows that are not in the results, and one for those that are still empty."""
    for of in (*input_tables(), *optional_tables()):
        cells = [Cell(of.name, row, of.key) for row, _ in arrangement.left_out_rows.get(of.name, ())]
        if cells:
            addresses = [places.address(cell) for cell in cells]
            named = joined_first(addresses, _NAMED)
            sheet = places.sheet(of.name) or of.sheet
            yield measure("left_out", Place(cells[0], words=addresses[0]), count=len(cells), sheet=sheet, cells=named)
    empty = [name for name in BEGIN if _is_empty(arrangement, name)]
    if empty:
        sheets = [places.sheet(name) or table(name).sheet for name in empty]
        begin = text(f"summary.begin_with.{empty[0]}", sheet=sheets[0])
        yield measure("empty", len(empty), count=len(empty), sheets=joined(sheets, "and"), begin=begin)


def _is_empty(arrangement: Arrangement, name: str) -> bool:
    left_out = arrangement.left_out_rows.get(name)
    return name not in arrangement.missing and not arrangement.table_rows(name) and not left_out
