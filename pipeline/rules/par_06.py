"""PAR-06: A column or a reference for an organisation that is not in Partners."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.responsible import named
from pipeline.domain.arrangement import Arrangement, row_tables
from pipeline.domain.cell import Cell
from pipeline.domain.finding import Observation
from pipeline.domain.nearest import Spellings, did_you_mean
from pipeline.findings.observe import cell_of, field_cells
from pipeline.findings.registry import rule
from schemas.arrangement_fields import arrangement_fields, field_title
from schemas.spec import table


@cache
def references() -> dict[str, tuple[str, ...]]:
    """The columns by table in which people name organisations: one code, or several."""
    return {
        name: tuple(
            column.name
            for column in table(name).columns
            if column.kind in ("partner", "partners") and column.owner == "people" and not column.per_partner
        )
        for name in row_tables()
    }


@cache
def partner_fields() -> tuple[str, ...]:
    """The fields of the table Arrangement that name an organisation."""
    return tuple(name for name, field in arrangement_fields().items() if field.kind == "partner")


@rule("PAR-06", reads=("Arrangement", *row_tables()), shown_in="Checks")
def unknown_organisation(assessment: Assessment) -> Iterable[Observation]:
    """A code that Partners does not know; silent while Partners cannot be read."""
    arrangement = assessment.arrangement
    if "Partners" in arrangement.missing:
        return
    meant = _Meant(arrangement)
    for column in arrangement.columns:
        if column.partner not in arrangement.partner_codes:
            cell = Cell(column.table, column.row, column.column)
            yield _of(column.partner, cell, "column", {"table": column.table, **meant(column.partner)})
    for name in partner_fields():
        code = arrangement.text(name)
        if code and code not in arrangement.partner_codes:
            for cell in field_cells(arrangement, [name]):
                yield _of(code, cell, "field", {"field": field_title(name), **meant(code)})
    yield from _references(arrangement, meant)


def _references(arrangement: Arrangement, meant: _Meant) -> Iterable[Observation]:
    known = arrangement.partner_codes
    for name, columns in references().items():
        for row in arrangement.table_rows(name):
            for column in columns:
                value = getattr(row, column)
                if value in known or not value:
                    continue  # nearly all
                for code in named(arrangement, value) if isinstance(value, tuple) else (value,):
                    if code not in known:
                        values = {"row": row.id, **meant(code)}
                        yield _of(code, cell_of(name, row, column), "reference", values, (row.id,), name)


class _Meant:
    """The partner that is probably meant: by a code much like its own, or by its name."""

    def __init__(self, arrangement: Arrangement) -> None:
        self._names = {partner.name: partner.partner for partner in arrangement.partners if partner.name}
        self._spellings = Spellings([*arrangement.partner_codes, *self._names])

    def __call__(self, code: str) -> dict[str, object]:
        near = self._spellings.nearest(code)
        return {"meant": did_you_mean(code, self._names.get(near, near))}


def _of(
    code: str, cell: Cell, variant: str, values: dict[str, object], rows: tuple[str, ...] = (), table: str = ""
) -> Observation:
    return Observation(
        rule="PAR-06",
        subject=code,
        kind="partner",
        severity="high",
        partner=code,
        rows=rows,
        table=table,
        partners=(code,),
        cells=(cell,),
        variant=variant,
        values=values,
    )
