"""Tables that are seen and have no place with us: they are named with their headers, and nothing of them is carried."""

from __future__ import annotations

from pipeline.adopt.proposal import ColumnProposal, TableProposal
from pipeline.adopt.recognise.by_values.heads import heads_by_shape
from pipeline.adopt.source.sheet import SourceSheet
from schemas.wording.text import text

_FEWEST_COLUMNS = 3  # two beside each other may as well be a legend or a form
_CONFIDENCE = 0.5  # told by its form alone


def other_table(sheet: SourceSheet) -> TableProposal | None:
    """The table on a sheet on which none of ours was found, told by the form of its rows; None where there is none.

    No cell of it is a sample: nobody is asked about it, and its cells may name persons.
    """
    for head in heads_by_shape(sheet):
        if len(head.columns) < _FEWEST_COLUMNS:
            continue
        why = text("adopt.no_table")
        rows = [row for row in range(head.last_row + 1, len(sheet.rows) + 1) if sheet.filled[row - 1]]
        heads = {each.column: (each.header, each.group) for each in head.columns}
        columns = [
            ColumnProposal(at, *heads.get(at, ("", "")), confidence=_CONFIDENCE, why=text("adopt.why.no_place"))
            for at in sorted({*heads, *(column for row in rows for column in sheet.filled[row - 1])})
        ]
        return TableProposal(
            "", sheet.name, "other", _CONFIDENCE, head.rows, rows[0], columns,
            left=dict.fromkeys(rows, why), why=why, is_used=False,
        )  # fmt: skip
    return None
