"""What was recognised in files, for machines: the contract of `concord adopt FILE --json` (docs/adopt.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.adopt.proposal import ColumnProposal, Fill, Proposal, TableProposal, ranges
from pipeline.xlsx.ooxml.refs import letters
from schemas.json_shape import VERSION, json_text

CONTRACT = 1


def as_json(proposals: Sequence[Proposal]) -> str:
    """One JSON object: the proposal or, for several files, a list of them; the same files give the same bytes."""
    head = {"version": VERSION, "command": "adopt"}
    if len(proposals) == 1:
        return json_text({**head, **_object(proposals[0])})
    return json_text({**head, "sources": [_object(proposal) for proposal in proposals]})


def _object(proposal: Proposal) -> dict[str, Any]:
    return {
        "contract": CONTRACT,
        "file": proposal.file,
        "refused": proposal.refused or None,
        "tables": [_table(table) for table in proposal.named],
        "left_sheets": [{"sheet": sheet, "why": why} for sheet, why in proposal.left_sheets],
    }


def _table(table: TableProposal) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": table.id,
        "sheet": table.sheet,
        "kind": table.kind,
        "confidence": round(table.confidence, 2),
        "ask": table.ask,
        "why": table.why,
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "columns": [_column(column) for column in table.columns],
        "fills": [_fill(fill) for fill in table.fills],
        "rows": {"carried": [list(each) for each in ranges(table.carried)], "left": _left(table)},
    }
    if table.doubtful:
        said["rows"]["asked"] = [list(each) for each in ranges(table.doubtful)]
    if table.orientation == "columns":
        said["orientation"] = "columns"
    return said


def _column(column: ColumnProposal) -> dict[str, Any]:
    said: dict[str, Any] = {
        "column": letters(column.column),
        "header": column.header,
        "group": column.group,
        "target": column.target,
        "partner": column.partner,
        "confidence": round(column.confidence, 2),
        "ask": column.ask,
        "why": column.check or column.why,
    }
    if column.words:
        said["values"] = {"map": column.words.map, "unmapped": column.words.unmapped, "ask": column.words.ask}
    return said


def _fill(fill: Fill) -> dict[str, Any]:
    with_what = f"copy of {fill.copy_of}" if fill.copy_of else fill.value
    said = {"target": fill.target, "with": with_what, "ask": fill.ask}
    return {**said, "section": fill.section} if fill.section else said


def _left(table: TableProposal) -> list[list[object]]:
    found: list[list[object]] = []
    for reason in dict.fromkeys(table.left.values()):
        found += [[*each, reason] for each in ranges(row for row, why in table.left.items() if why == reason)]
    return sorted(found, key=lambda each: str(each[0]).zfill(8))
