"""The currency of a budget as a field of the arrangement, with the cell that says it."""

from __future__ import annotations

from pipeline.adopt.proposal import NOTHING, TableProposal
from pipeline.adopt.source.sheet import shown
from pipeline.adopt.workbook.trace import Carried, How, Record
from schemas.arrangement_fields import field_title

ARRANGEMENT, FIELD = "Arrangement", "currency"


def currency_record(table: TableProposal) -> Record | None:
    """The row of Arrangement that says the currency of the amounts; None where nobody says it."""
    fill = next((each for each in table.fills if each.is_setting), None)
    if fill is None or fill.value in ("", NOTHING):
        return None
    how: How = "filled" if not fill.cell else "copied" if shown(fill.source) == fill.value else "word"
    name = field_title(FIELD)
    line = Carried(
        ARRANGEMENT, name, "value", fill.value, fill.sheet, fill.cell, fill.source, how,
        fill.is_assumed,
    )  # fmt: skip
    return Record(ARRANGEMENT, {"field": FIELD, "value": fill.value}, fill.sheet, 0, [line])
