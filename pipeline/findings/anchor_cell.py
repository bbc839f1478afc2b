"""The cell a finding points at when no single cell decides it (docs/rules.md, Subject)."""

from __future__ import annotations

from itertools import chain

from pipeline.domain.arrangement import Arrangement
from pipeline.domain.cell import Cell
from pipeline.domain.finding import Observation, rows_table, subject_table
from schemas.spec import table
from schemas.vocabulary import compared


def home_cell(arrangement: Arrangement, seen: Observation, rows: tuple[str, ...]) -> Cell | None:
    """The id cell of the subject's row; a partner's code; the event or element cell of the first row; or a field."""
    if seen.kind == "partner":
        return _partner_cell(arrangement, seen)
    if seen.kind in ("row", "action"):
        return _id_cell(arrangement, subject_table(seen.rule), seen.subject)
    home = seen.table or rows_table(seen.rule) or subject_table(seen.rule)
    if seen.kind in ("event", "element") and rows:
        cell = _id_cell(arrangement, home, rows[0])
        return cell and Cell(cell.table, cell.row, seen.kind)
    if rows:
        return _id_cell(arrangement, home, rows[0])
    row = arrangement.field_rows.get(seen.field, arrangement.field_rows.get("title"))
    return None if row is None else Cell("Arrangement", row, "value")


def _partner_cell(arrangement: Arrangement, seen: Observation) -> Cell | None:
    partner = arrangement.by_code.get(seen.subject)
    if partner:
        return Cell("Partners", partner.row, "partner")
    return seen.cells[0] if seen.cells else None


def _id_cell(arrangement: Arrangement, home: str, id: str) -> Cell | None:
    key, ids = compared(id), arrangement.ids
    for name in chain([home or "Risks"], ids):
        row = ids[name].get(key)
        if row is not None and name not in ("Partners", "Copies"):
            return Cell(name, row.row, table(name).key)
    return None
