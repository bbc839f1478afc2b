"""One cell that cannot be understood, everything that might stand in it, and what the rules see row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from random import Random
from typing import Any, NamedTuple

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement, Row
from pipeline.findings.registry import rules
from schemas.fields import PARTNER_MARK
from schemas.spec import Column, table
from tests.independent.book import alike
from tests.independent.optional_rows import MADE

ATTRIBUTES = {"Partners": "partners", "Risks": "risks", "Activities": "activities", "Indicators": "indicators",
              "Budget": "lines", "ActionPlan": "actions"}  # fmt: skip
TABLES = (*ATTRIBUTES, *MADE)
PLAN = ("agreed_responsible", "agreed_due", "status", "verified_by")


class Torn(NamedTuple):
    """An arrangement with one cell that cannot be understood, and all that it might be."""

    table: str
    row: str
    column: str
    arrangement: Arrangement
    might_be: tuple[Arrangement, ...]


class Seen(NamedTuple):
    """One thing a rule sees; events and elements as compared."""

    rule: str
    subject: str
    rows: frozenset[str]
    partner: str


def seen(given: Arrangement, today: date) -> frozenset[Seen]:
    """All that the rules but OBS see, before absorbing and grouping."""
    assessment = Assessment.of(given, today)
    looks = chain.from_iterable(rule.look(assessment) for id, rule in rules().items() if not id.startswith("OBS"))
    return frozenset(
        Seen(one.rule, alike(one.subject), frozenset(one.rows), one.partner) for one in looks
    )  # fmt: skip


def torn(given: Arrangement, today: date, seed: int) -> Torn | None:
    """The arrangement with one cell unreadable that `seed` chooses; None where it has no row to choose."""
    chance = Random(seed)
    filled = [name for name in TABLES if given.table_rows(name)]
    if not filled:
        return None
    name = chance.choice(filled)
    rows = given.table_rows(name)
    place = chance.randrange(len(rows))
    columns = [column for column in table(name).columns if _may_tear(name, column)]
    column = chance.choice(columns)
    code = chance.choice([partner.partner for partner in given.partners] or [""]) if column.per_partner else ""
    if column.per_partner and not code:
        return None
    key = f"{column.name}{PARTNER_MARK}{code}" if code else column.name
    empty = _filled(rows[place], column, code, _empty(column))

    def with_row(row: Row) -> Arrangement:
        return _with_rows(given, name, (*rows[:place], row, *rows[place + 1 :]))

    values = _values(column, given, today)
    return Torn(
        name, rows[place].id, key, with_row(replace(empty, unknown=frozenset({key}))),
        tuple(with_row(_filled(rows[place], column, code, value)) for value in values),
    )  # fmt: skip


def _with_rows(given: Arrangement, name: str, rows: tuple[Row, ...]) -> Arrangement:
    new: Any = {ATTRIBUTES[name]: rows} if name in ATTRIBUTES else {"others": {**given.others, name: rows}}
    return replace(given, **new)


def _may_tear(name: str, column: Column) -> bool:
    return column.name in PLAN if name == "ActionPlan" else not column.is_key


def _empty(column: Column) -> Any:
    return () if column.is_list else None if column.is_number or column.kind == "date" else ""


def _filled(row: Row, column: Column, code: str, value: Any) -> Row:
    if not code:
        return replace(row, **{column.name: value})
    before: Mapping[str, Any] = getattr(row, column.name)
    rest: Any = {other: given for other, given in before.items() if other != code}
    changed: dict[str, Any] = {column.name: rest if value in ("", None) else {**rest, code: value}}
    return replace(row, **changed)


def _values(column: Column, given: Arrangement, today: date) -> Sequence[Any]:
    """What might stand in a cell of the column, empty among it unless it is required."""
    partners = [partner.partner for partner in given.partners]
    ids = [row.id for name in ("Risks", "Activities", "Indicators") for row in given.table_rows(name)]
    words = column.vocabulary.codes if column.vocabulary else ()
    options: dict[str, list[Any]] = {
        "text": ["flood", "SEISME", "warn people", "Staff care", "North", "radios", "text"],
        "partner": [*partners, "LOKA"],
        "partners": [(code,) for code in partners] + [tuple(partners), (*partners, "LOKA"), ("LOKA",)],
        "ids": [(id,) for id in ids] + [tuple(ids), ("Q7",)], "word": [*words],
        "id": [*ids, "Q7"], "words": [(word,) for word in words] + [tuple(words)], "scale": [1, 2, 3, 4, 5],
        "number": [0, 0.25, 1, 10, 100000], "whole": [0, 1, 10, 1000],
        "date": [today + timedelta(days=n) for n in (-999, -200, -1, 0, 1, 999)],
    }  # fmt: skip
    return options[column.kind] + ([] if column.required else [_empty(column)])


def torn_field(given: Arrangement, today: date, name: str) -> Torn:
    """The arrangement with one of its own fields unreadable."""
    rest = {other: value for other, value in given.fields.items() if other != name}
    days = [today + timedelta(days=n) for n in (-999, -200, -1, 0, 90, 91, 180, 181, 999)]
    values: Sequence[Any] = (
        days if name.endswith(("_on", "_until")) else [0, 1, 12, 99] if name.endswith("_months") else ["text"]
    )
    values = ["all", "shared_only"] if name == "budget_covers" else values
    might_be = (replace(given, fields={**rest, name: value}) for value in values)
    return Torn(
        "Arrangement", name, "value", replace(given, fields=rest, unknown_fields=frozenset({name})),
        (replace(given, fields=rest), *might_be),
    )  # fmt: skip


def one_left_out(given: Arrangement, seed: int) -> Arrangement | None:
    """The arrangement without one of its rows, whose id still counts as known; partners stay, views are theirs."""
    chance = Random(seed)
    filled = [name for name in TABLES if name != "Partners" and given.table_rows(name)]
    if not filled:
        return None
    name = chance.choice(filled)
    rows = given.table_rows(name)
    out = chance.choice(rows)
    left = _with_rows(given, name, tuple(row for row in rows if row is not out))
    return replace(left, left_out={name: frozenset({out.id})})
