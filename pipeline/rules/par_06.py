"""PAR-06: A column or a reference for an organisation that is not in Partners."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.seeing import cell_of
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.cell import Cell
from pipeline.domain.finding import Observation
from pipeline.rules.registry import rule

# Where a row names organisations: one code, or several.
REFERENCES = {
    "Risks": ("owner", "transfer_from", "transfer_to"),
    "Budget": ("held_by", "protects"),
    "ActionPlan": ("agreed_responsible", "verified_by"),
}
TABLES = ("Partners", "Risks", "Activities", "Indicators", "Budget", "ActionPlan")


@rule("PAR-06", reads=TABLES, shown_in="Checks")
def unknown_organisation(assessment: Assessment) -> Iterable[Observation]:
    """A code that Partners does not know; silent while Partners cannot be read."""
    arrangement = assessment.arrangement
    if "Partners" in arrangement.missing:
        return
    for column in arrangement.columns:
        if column.partner not in arrangement.partner_codes:
            cell = Cell(column.table, column.row, column.column)
            yield _of(column.partner, cell, "column", {"table": column.table})
    yield from _references(arrangement)


def _references(arrangement: Arrangement) -> Iterable[Observation]:
    known = arrangement.partner_codes
    for table, names in REFERENCES.items():
        for row in arrangement.table_rows(table):
            for name in names:
                value = getattr(row, name)
                for code in value if isinstance(value, tuple) else (value,):
                    if code and code not in known:
                        yield _of(code, cell_of(table, row, name), "reference", {"row": row.id}, (row.id,))


def _of(code: str, cell: Cell, variant: str, values: dict[str, object], rows: tuple[str, ...] = ()) -> Observation:
    return Observation(
        rule="PAR-06",
        subject=code,
        kind="partner",
        severity="high",
        partner=code,
        rows=rows,
        partners=(code,),
        cells=(cell,),
        variant=variant,
        values=values,
    )
