"""The sheets that people ask for, of a well-run arrangement: kept as by partners who meet every few months.

The rates are stated here, and nothing else is left to chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from pipeline.domain.arrangement import Arrangement, Row
from schemas.steps import shipped_steps
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
from tests.independent.well_run import CODES, EVENTS, TODAY

RATES = {
    "of a risk thought unlikely": 0.05, "of no risk": 0.05, "not shared yet": 0.05, "no lesson": 0.10,
    "one was not there": 0.10, "worked in part": 0.30, "nothing changed yet": 0.10, "a leader evaluated": 0.10,
    "ends soon": 0.10, "not signed by all": 0.05, "without a word on security": 0.10,
    "back too late": 0.03, "one provider": 0.10, "no backup": 0.05, "not tested": 0.10,
    "a step not taken": 0.01, "a step not by all": 0.02, "does not last": 0.50, "not asked yet": 0.05,
    "step passed": 0.10, "not met yet": 0.20, "nothing written about it": 0.10, "changed since": 0.05,
}  # fmt: skip


def with_sheets(made: Arrangement, seed: int) -> Arrangement:
    """The arrangement with all of these sheets."""
    chance = Random(seed)
    sheets: dict[str, tuple[Row, ...]] = {
        "Incidents": tuple(_incident(made, chance, number) for number in range(1, 7)),
        "Agreements": _agreements(chance),
        "Support": _support(made, chance),
        "Advocacy": tuple(_cause(made, chance, number) for number in range(1, 3)),
        "Exercises": tuple(_exercise(made, chance, number) for number in range(1, 7)),
        "Steps": tuple(_step(chance, 5 + at, given) for at, given in enumerate(shipped_steps())),
        "Channels": tuple(_channel(chance, number) for number in (1, 2)),
        "Resources": (_vehicles(made),),
        "Services": tuple(_service(chance, number) for number in range(1, 5)),
        "Requirements": tuple(_requirement(chance, number) for number in range(1, 7)),
    }
    return replace(made, others={**made.others, **sheets})


def _happens(chance: Random, what: str) -> bool:
    return chance.random() < RATES[what]


def _ago(chance: Random, least: int, most: int) -> date:
    return TODAY - timedelta(days=chance.randint(least, most))


def _incident(made: Arrangement, chance: Random, number: int) -> Incident:
    """Most are of a risk that all see as likely; where one does not, it was talked about."""
    doubtful = _happens(chance, "of a risk thought unlikely")
    live = [risk for risk in made.risks if risk.status in ("open", "treating")]
    fitting = [risk for risk in live if any(points <= 2 for points in risk.likelihood.values()) == doubtful]
    risk = chance.choice(fitting or live)
    on = _ago(chance, 5, 330)
    of_no_risk = _happens(chance, "of no risk")
    return Incident(
        row=4 + number, incident=f"N{number}", on=on, event="Snake bite" if of_no_risk else risk.event,
        risk="" if of_no_risk else risk.risk, touched=(chance.choice(CODES),),
        kind=chance.choice(("incident", "near_miss", "near_miss")),
        harm=chance.choice(("none", "none", "slight", "serious")),
        shared_on=None if _happens(chance, "not shared yet") else on + timedelta(days=chance.choice((0, 1))),
        lesson="" if _happens(chance, "no lesson") else "l", action="a",
    )  # fmt: skip


def _agreements(chance: Random) -> tuple[Agreement, ...]:
    """One for each pair."""
    found = []
    for number, pair in enumerate((CODES[:2], CODES[1:], CODES[::2]), start=1):
        security = () if _happens(chance, "without a word on security") else ("security",)
        signed: Any = dict.fromkeys(pair, date(2025, 3, 1))
        if _happens(chance, "not signed by all"):
            del signed[pair[0]]
        until = TODAY + timedelta(days=60) if _happens(chance, "ends soon") else date(2027, 12, 31)
        found.append(
            Agreement(
                row=4 + number, agreement=f"G{number}", between=tuple(pair), form="memorandum",
                covers=("validity", "money", *security), signed_on=signed, valid_until=until, registered="not_needed",
            )
        )  # fmt: skip
    return tuple(found)


def _support(made: Arrangement, chance: Random) -> tuple[Support, ...]:
    """For most of what one has in place and another needs."""
    wanted = [
        (item.indicator, code)
        for item in made.indicators
        if "present" in item.rating.values()
        for code, rating in item.rating.items()
        if rating == "absent"
    ]
    return tuple(
        Support(
            row=5 + at, support=f"S{at + 1}", what="w", about=about, receiver=code, kind="training",
            by=(chance.choice([other for other in CODES if other != code]),),
            lasts_after_end="no" if _happens(chance, "does not last") else "yes",
        )
        for at, (about, code) in enumerate(wanted)
    )  # fmt: skip


def _cause(made: Arrangement, chance: Random, number: int) -> Cause:
    named = {code: "not_asked" if _happens(chance, "not asked yet") else "yes" for code in CODES}
    passed = _happens(chance, "step passed")
    return Cause(
        row=4 + number, advocacy=f"V{number}", change="c", action=f"RSK/{chance.choice(made.risks).risk}",
        target="t", message="m", speaker=CODES[0], may_be_named=named, outcome="open",
        next_step_on=TODAY + timedelta(days=-5 if passed else 30),
    )  # fmt: skip


def _exercise(made: Arrangement, chance: Random, number: int) -> Exercise:
    """One of each event, of its response."""
    event = EVENTS[number - 1]
    response = [item for item in made.activities if item.event == event and item.phase == "response"]
    leaders = [code for item in response[:2] for code in item.leaders]
    result = "partly" if _happens(chance, "worked in part") else "worked"
    return Exercise(
        row=4 + number, exercise=f"X{number}", event=event, activities=tuple(item.activity for item in response[:2]),
        kind="table_top", held_on=_ago(chance, 20, 300), result=result, lesson="l",
        took_part=CODES[:2] if _happens(chance, "one was not there") else CODES,
        action="" if result == "partly" and _happens(chance, "nothing changed yet") else "a",
        evaluated_by=next(iter(leaders), "") if _happens(chance, "a leader evaluated") else "",
    )  # fmt: skip


def _step(chance: Random, row: int, given: Mapping[str, str]) -> GateStep:
    """Those of the end are still to come."""
    taken = given["gate"] != "end" and not _happens(chance, "a step not taken")
    everybody = CODES[:2] if _happens(chance, "a step not by all") else CODES
    words: dict[str, Any] = dict(given)
    return GateStep(
        row=row, **words, done_on=date(2025, 2, 1) if taken else None, by=everybody if taken else (), evidence="minutes"
    )


def _channel(chance: Random, number: int) -> Channel:
    tested = None if _happens(chance, "not tested") else _ago(chance, 20, 300)
    return Channel(
        row=4 + number, channel=f"C{number}", means="VHF radio", what="alert" if number == 1 else "routine",
        from_partner=CODES, to=CODES, backup="" if _happens(chance, "no backup") else "satellite telephone",
        tested_on=tested,
    )  # fmt: skip


def _service(chance: Random, number: int) -> Service:
    """Each needs the one before it, which is back sooner."""
    recovery = 100 if _happens(chance, "back too late") else 2 * number
    return Service(
        row=4 + number, service=f"Service {number}", depends_on=(f"Service {number - 1}",) if number > 1 else (),
        providers=CODES[:1] if _happens(chance, "one provider") else CODES[:2], tolerable_hours=24,
        recovery_hours=recovery, harm_4h="slight", harm_24h="serious", harm_3d="serious", harm_1w="critical",
        at_stake="services",
    )  # fmt: skip


def _vehicles(made: Arrangement) -> Resource:
    """As many as are promised: one for each response."""
    promised = tuple(item.activity for item in made.activities if item.phase == "response" and "." not in item.activity)
    return Resource(
        row=5, resource="Vehicle", category="equipment", owner=CODES[0], quantity=len(promised), promised_to=promised
    )


def _requirement(chance: Random, number: int) -> Requirement:
    """What is not met yet is mostly being dealt with; a rule seldom changes between two reviews."""
    status = chance.choice(("partly", "not_yet")) if _happens(chance, "not met yet") else "met"
    changed = _ago(chance, 5, 60) if _happens(chance, "changed since") else _ago(chance, 200, 900)
    return Requirement(
        row=4 + number, requirement=f"Q{number}", jurisdiction="j", binds=CODES, status=status, changed_on=changed,
        action="" if status != "met" and _happens(chance, "nothing written about it") else "a",
    )  # fmt: skip
