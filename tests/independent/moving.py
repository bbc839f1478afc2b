"""Changes of an arrangement that mean nothing: another order, a row that concerns nobody, a calm calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from random import Random
from typing import Any, cast

from pipeline.domain.arrangement import Action, Activity, Arrangement, Partner, Risk, Row
from pipeline.domain.cell import Cell

TABLES = ("partners", "risks", "activities", "indicators", "lines", "actions")


def _mixed(values: Mapping[str, Any], chance: Random) -> dict[str, Any]:
    return {code: values[code] for code in chance.sample(sorted(values), len(values))}


def shuffled(given: Arrangement, seed: int, tables: tuple[str, ...] = TABLES) -> Arrangement:
    """The rows of these tables sorted another way, as a sheet would be: they take the row numbers of their places.

    The columns of the partners stand in another order too.
    """
    chance, new = Random(seed), {}
    for name in tables:
        rows: list[Row] = list(getattr(given, name))
        numbers = [row.row for row in rows]
        chance.shuffle(rows)
        new[name] = tuple(
            replace(row, row=number, **cast(dict[str, Any], {
                field.name: _mixed(value, chance)
                for field in fields(row) if isinstance(value := getattr(row, field.name), dict)
            }))
            for row, number in zip(rows, numbers, strict=True)
        )  # fmt: skip
    return replace(given, **cast(dict[str, Any], new))


def by_row_id(given: Arrangement, cell: Cell | None) -> tuple[str, str, str] | None:
    """A cell by its table, the id of its row and its column."""
    if cell is None:
        return None
    if cell.table == "Arrangement":
        return cell.table, str(cell.row), cell.column
    ids = [row.id for row in given.table_rows(cell.table) if row.row == cell.row]
    return cell.table, ids[0] if ids else "header", cell.column


def with_a_closed_risk(given: Arrangement) -> Arrangement:
    """One more risk, closed, with nothing said in it."""
    return replace(given, risks=(*given.risks, Risk(row=900, risk="Q900", event="Quiet", status="closed")))


def with_a_cancelled_action(given: Arrangement) -> Arrangement:
    """One more action that nobody takes on."""
    return replace(given, actions=(*given.actions, Action(row=900, action="M-900", status="cancelled")))


def with_another_organisation(given: Arrangement) -> Arrangement:
    """One more organisation that signs nothing and says nothing."""
    return replace(given, partners=(*given.partners, Partner(row=900, partner="Q900", name="Q", party="no")))


def with_another_event_in_order(given: Arrangement, today: date) -> Arrangement:
    """Three more activities for an event of their own, one in each phase, settled by those who take part."""
    codes = [partner.partner for partner in given.parties[:2]]
    if len(codes) < 2:
        return given
    settled = {"event": "Quiet", "location": "Quiet", "scope_agreed": "s", "coordination_rule": "r", "capability": "c",
               "resources": "r", "role": {codes[0]: "L", codes[1]: "P"}, "exercised_on": today}  # fmt: skip
    phases = ("preparedness", "response", "recovery")
    rows = tuple(
        Activity(row=900 + i, activity=str(900 + i), phase=phase, title=phase, supports=("901",), **settled)  # type: ignore[arg-type]
        for i, phase in enumerate(phases)
    )
    return replace(given, activities=(*given.activities, *rows))


def calm(given: Arrangement, today: date) -> Arrangement:
    """The same with every date either ten years ago or ten years ahead."""

    def far(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: far(each) for key, each in value.items()}
        return today + timedelta(days=3650 if value >= today else -3650) if isinstance(value, date) else value

    def calmed(rows: Iterable[Row]) -> tuple[Row, ...]:
        return tuple(
            replace(row, **{field.name: far(getattr(row, field.name)) for field in fields(row)}) for row in rows
        )

    new: dict[str, Any] = {name: calmed(getattr(given, name)) for name in TABLES}
    new["others"] = {name: calmed(rows) for name, rows in given.others.items()}
    return replace(given, fields={name: far(value) for name, value in given.fields.items()}, **new)
