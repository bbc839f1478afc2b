"""Rows of the sheets that people ask for, left to chance apart from the others: a new sheet changes none of those."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.domain.arrangement import Row
from schemas.tables.advocacy import Cause
from schemas.tables.agreements import Agreement
from schemas.tables.channels import Channel
from schemas.tables.exercises import Exercise
from schemas.tables.incidents import Incident
from schemas.tables.requirements import Requirement
from schemas.tables.resources import Resource
from schemas.tables.services import Service
from schemas.tables.steps import GateStep
from schemas.tables.support import Support
from schemas.vocabulary import vocabulary
from tests.independent.chance import Chance

Ids = Mapping[str, Sequence[str]]
MOST = 6


def optional_rows(seed: int, codes: Sequence[str], today: date, ids: Ids, events: Sequence[str]) -> dict[str, Any]:
    """Some rows of each such sheet, by its name; `ids` are those of the other tables."""
    found: dict[str, tuple[Row, ...]] = {}
    for place, (name, make) in enumerate(MADE.items(), start=1):
        chance = Chance(seed + place * 1_000_003, codes, today)
        count = chance.source.choice([0, 0, 1, 3, MOST])
        if count:
            found[name] = tuple(make(chance, 5 + i, i + 1, ids, events) for i in range(count))
    return found


def _incident(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> Incident:
    return Incident(
        row=row, incident=f"N{number}", event=chance.source.choice(events), on=chance.day(),
        risk=chance.pick([*map(chance.spelled, ids["Risks"]), "Q7"]), touched=chance.partners(),
        kind=chance.word("incident_kind"), harm=chance.pick([*vocabulary("harm").codes, "slight", "none"]),
        shared_on=chance.day(), lesson=chance.text(), sharing=chance.word("sharing"),
    )  # fmt: skip


def _step(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> GateStep:
    by = chance.pick([tuple(chance.codes), tuple(chance.codes)[1:], chance.partners()], ())
    return GateStep(
        row=row, step=f"T{number}", gate=chance.source.choice(vocabulary("gate").codes), what=chance.text(),
        done_on=chance.day() if chance.source.random() < 0.5 else None, by=by,
    )  # fmt: skip


def _exercise(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> Exercise:
    return Exercise(
        row=row, exercise=f"X{number}", event=chance.source.choice(events),
        activities=chance.some([*ids["Activities"], "9.9"], 2), kind=chance.word("exercise_kind"),
        held_on=chance.day(), took_part=chance.some(chance.codes, 3), result=chance.word("exercise_result"),
        lesson=chance.text(), action=chance.pick(["text"]) if chance.source.random() < 0.5 else "",
        evaluated_by=chance.partner(),
    )  # fmt: skip


def _service(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> Service:
    hours = [0, 4, 8, 24, 24.5, 72]
    harms = ["", "serious", "critical"]
    return Service(
        row=row, service=f"S{number}", providers=chance.partners(), tolerable_hours=chance.pick(hours, None),
        depends_on=tuple(map(chance.spelled, chance.some([f"S{i}" for i in range(1, MOST + 2)], 2))),
        recovery_hours=chance.pick(hours, None), harm_4h=chance.pick(harms), harm_24h=chance.pick(harms),
        harm_3d=chance.pick(harms), harm_1w=chance.pick(harms),
    )  # fmt: skip


def _agreement(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> Agreement:
    signed = {code: on for code in chance.codes if (on := chance.day())}
    return Agreement(
        row=row, agreement=f"G{number}", between=chance.some(chance.codes, 4), form=chance.word("agreement_form"),
        covers=chance.some(vocabulary("agreement_covers").codes, 8), signed_on=signed, valid_until=chance.day(),
        registered=chance.word("registered"), note=chance.text(),
    )  # fmt: skip


def _channel(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> Channel:
    return Channel(
        row=row, channel=f"C{number}", what=chance.pick(["alert", "alert", "routine"]), means=chance.text(),
        from_partner=chance.pick([tuple(chance.codes), chance.partners()], ()),
        to=chance.pick([tuple(chance.codes), chance.partners()], ()), backup=chance.text(), tested_on=chance.day(),
    )  # fmt: skip


def _support(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> Support:
    alone = chance.favourite or (chance.codes[0] if chance.codes else "")
    return Support(
        row=row, support=f"S{number}", what=chance.text(), receiver=chance.partner(),
        about=chance.pick([*map(chance.spelled, ids["Indicators"]), "Staff care", "evacuation", "Q7"]),
        by=(alone,) if alone and chance.source.random() < 0.8 else chance.partners(),
        kind=chance.word("support_kind"), lasts_after_end=chance.word("lasts"), agreed_on=chance.day(),
        done_on=chance.day(),
    )  # fmt: skip


def _cause(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> Cause:
    actions = [f"RSK/{chance.spelled(id)}" for id in ids["Risks"]] + ["rsk/Q7", "ACT/1", "M-1"]
    return Cause(
        row=row, advocacy=f"V{number}", change=chance.text(), action=chance.pick(actions), target=chance.text(),
        speaker=chance.partner(), may_be_named=chance.each(vocabulary("may_be_named").codes),
        next_step_on=chance.day(), outcome=chance.word("advocacy_outcome"),
    )  # fmt: skip


def _resource(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> Resource:
    return Resource(
        row=row, resource=f"K{number}", owner=chance.partner(), quantity=chance.pick([0, 1, 1, 2, 3], None),
        promised_to=chance.some([*ids["Activities"], "9.9"], 5), category=chance.word("resource_category"),
    )  # fmt: skip


def _requirement(chance: Chance, row: int, number: int, ids: Ids, events: Sequence[str]) -> Requirement:
    return Requirement(
        row=row, requirement=f"Q{number}", binds=chance.partners(), status=chance.word("requirement_status"),
        changed_on=chance.day(), action=chance.pick(["text"]) if chance.source.random() < 0.5 else "",
    )  # fmt: skip


MADE: dict[str, Callable[[Chance, int, int, Ids, Sequence[str]], Row]] = {
    "Incidents": _incident,
    "Agreements": _agreement,
    "Support": _support,
    "Advocacy": _cause,
    "Exercises": _exercise,
    "Steps": _step,
    "Channels": _channel,
    "Services": _service,
    "Resources": _resource,
    "Requirements": _requirement,
}  # fmt: skip
