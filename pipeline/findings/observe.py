"""How rules name the cells they point at, and the commonest kinds of observation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.domain.arrangement import Arrangement, Partner, Row
from pipeline.domain.cell import Cell
from pipeline.domain.finding import NOTHING, Observation
from schemas.fields import PARTNER_MARK


def cell_of(table: str, row: Row, name: str, partner: str = "") -> Cell:
    """The cell of field `name` (of `partner`, if given) in a row of `table`."""
    return Cell(table, row.row, f"{name}{PARTNER_MARK}{partner}" if partner else name)


def field_cells(arrangement: Arrangement, names: Iterable[str]) -> tuple[Cell, ...]:
    """The value cells of fields of the Arrangement table; a field whose row is gone has none."""
    rows = arrangement.field_rows
    return tuple(Cell("Arrangement", rows[name], "value") for name in names if name in rows)


def of_fields(rule: str, severity: str, assessment: Assessment, *names: str, **more: Any) -> Observation:
    """What a rule sees in fields of the Arrangement table; the first is the one to point at (docs/rules.md)."""
    cells = field_cells(assessment.arrangement, names)
    return Observation(
        rule=rule, subject="arrangement", kind="arrangement", severity=severity, field=names[0], cells=cells, **more
    )


def empty_fields(rule: str, severity: str, assessment: Assessment, *names: str) -> Iterable[Observation]:
    """One observation for each of these fields that is truly empty, with the field's name as its variant."""
    for name in names:
        if assessment.arrangement.field_blank(name):
            yield of_fields(rule, severity, assessment, name, variant=name)


def of_party(rule: str, severity: str, party: Partner, *empty: str, **more: Any) -> Observation:
    """What a rule sees about a partner; `empty` are the fields of its row that decide it."""
    cells = tuple(cell_of("Partners", party, name) for name in empty)
    more = {"partners": (party.partner,), "cells": cells, **more}
    return Observation(
        rule=rule, subject=party.partner, kind="partner", severity=severity, partner=party.partner, **more
    )


def of_risk(rule: str, severity: str, view: RiskView, *empty: str, **more: Any) -> Observation:
    """What a rule sees about one risk, told for the parties that carry it; `empty` are the fields that decide it."""
    id = view.risk.id
    more = {"partners": view.carriers, "rows": (id,), **_about(view, empty, more)}
    return Observation(rule=rule, subject=id, kind="row", severity=severity, unit=id, **more)


def of_risks(rule: str, severity: str, view: RiskView, *empty: str, **more: Any) -> Observation:
    """What a rule sees about one risk of those that it tells of together (subject: the arrangement)."""
    id = view.risk.id
    more = _about(view, empty, more)
    return Observation(
        rule=rule, subject="arrangement", kind="arrangement", severity=severity, unit=id, rows=(id,), **more
    )


def _about(view: RiskView, empty: tuple[str, ...], more: dict[str, Any]) -> dict[str, Any]:
    """The cells of the fields that decide it, and the risk for the words, beside what the rule gives itself."""
    if empty:
        more["cells"] = tuple(cell_of("Risks", view.risk, name) for name in empty)
    more["values"] = {"named": view.risk, **more.get("values", NOTHING)}
    return more
