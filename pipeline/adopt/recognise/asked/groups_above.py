"""What stands once above several rows, and in no merged cell: for the rows below it too, as people read it. Asked."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.adopt.proposal import ColumnProposal, TableProposal
from pipeline.adopt.source.sheet import SourceSheet, is_empty, number_of, shown
from schemas.wording.text import text

_GROUPS = frozenset({"Risks.category", "Risks.location", "Risks.asset", "Risks.event"})
_MAIN = "Risks.description"
_FEWEST = 2  # groups
_AT_MOST = 0.6  # of the records have a text of their own: where more have, others are only left empty


def carry_groups_down(sheet: SourceSheet, table: TableProposal) -> None:
    """Let empty cells of a column of groups have what stands above them, and ask about it."""
    main = table.column_for(_MAIN)
    for column in table.columns if main else ():
        if column.target in _GROUPS and main and column.column < main.column:
            above = dict(_above(sheet, table, column))
            if above and _are_groups(sheet, table, column, above):
                table.above |= {(row, column.column): first for row, first in above.items()}
                column.ask, column.why = True, text("adopt.why.group_above")


def _records(table: TableProposal) -> list[int]:
    return [row for row in table.carried if row not in table.continued]


def _above(sheet: SourceSheet, table: TableProposal, column: ColumnProposal) -> Iterator[tuple[int, int]]:
    """Each record with an empty cell, and the record above that has a text; no row that is left stands between."""
    last = first = 0
    for row in table.carried:
        if any(other in table.left for other in range(last + 1, row)):
            first = 0
        last = row
        if row in table.continued:
            continue
        if not is_empty(sheet.at_or_above(row, column.column, table.first_row)[1]):
            first = row
        elif first:
            yield row, first


def _are_groups(sheet: SourceSheet, table: TableProposal, column: ColumnProposal, above: dict[int, int]) -> bool:
    """Whether each text stands once, the first record has one, and fewer records have one than have none."""
    records = _records(table)
    cells = [sheet.at_or_above(row, column.column, table.first_row)[1] for row in records]
    said = [shown(cell) for cell in cells if not is_empty(cell)]
    if is_empty(cells[0]) or len(said) > _AT_MOST * len(records) or not _FEWEST <= len(set(said)) == len(said):
        return False
    return any(number_of(cell) is None for cell in cells) and _none_left_of(sheet, column, above)


def _none_left_of(sheet: SourceSheet, column: ColumnProposal, above: dict[int, int]) -> bool:
    """Whether no text stands left of the empty cells: what is grouped stands right of its group."""
    beside = (sheet.at(row, number) for row in above for number in range(1, column.column))
    return all(is_empty(cell) or len(shown(cell)) <= len("R-001.a") for cell in beside)
