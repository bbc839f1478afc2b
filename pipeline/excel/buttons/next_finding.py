"""From one cell that something was found about to the next."""

from __future__ import annotations

from typing import Any

from pipeline.excel.buttons.messages import finding_cells, title
from pipeline.excel.session import native
from pipeline.run.workbook.outcome import Outcome
from schemas.wording.text import text


def next_stop(book: Any, outcome: Outcome) -> str:
    """Go to the next of those cells after the one selected now, and say what was found about it.

    What was found is looked for anew, so that it is right after rows have moved. After the last cell
    comes the first.
    """
    if outcome.reading is None:
        return f"{title(outcome)}\n{outcome.reason}"
    stops = list(finding_cells(outcome))
    if not stops:
        return text("excel.no_findings")
    here = _selected(book)
    at = next((number for number, stop in enumerate(stops, 1) if (stop.sheet, stop.address) == here), 0) % len(stops)
    stop = stops[at]
    sheet = book.sheets[stop.sheet]
    native.show_sheet(sheet)
    sheet.activate()
    sheet.range(stop.address).select()
    heading = text("excel.finding", number=at + 1, count=len(stops), sheet=stop.sheet, address=stop.address)
    return f"{heading}\n\n{stop.says}"


def _selected(book: Any) -> tuple[str, str]:
    selected = book.selection
    if selected is None:
        return "", ""
    first = selected[0, 0]
    return first.sheet.name, first.get_address(row_absolute=False, column_absolute=False)
