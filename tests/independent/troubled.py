"""A troubled arrangement of 3 partners, 15 risks, 20 activities, 15 indicators and 10 budget lines.

Much is empty or not agreed, and little is paid for. As in `well_run`, the rates are stated and all else is chance.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from pipeline.domain.arrangement import Activity, Arrangement, Indicator, Line, Risk
from tests.independent.well_run import CODES, DATED, EVENTS, FIELDS, TODAY, partners

RATES = {
    "a field is empty": 0.30, "a view is missing": 0.30, "exposure not given": 0.30, "no treatment": 0.30,
    "no measures": 0.40, "no owner": 0.20, "passed on": 0.20, "not funded": 0.60, "nobody takes part": 0.15,
    "no leader": 0.25, "a detail is missing": 0.50, "rating missing": 0.25, "no evidence": 0.30,
    "supports nothing": 0.20,
}  # fmt: skip
KINDS = ("salaries", "training", "insurance", "equipment", "psychosocial")


DEALT = 20


class Luck:
    """What happens at which rate: as often in every twenty times, so that chance adds nothing."""

    def __init__(self, seed: int) -> None:
        self.source = Random(seed)
        self._dealt: dict[str, list[bool]] = {}

    def happens(self, what: str) -> bool:
        """Whether it happens this time."""
        left = self._dealt.setdefault(what, [])
        if not left:
            left += [at < round(RATES[what] * DEALT) for at in range(DEALT)]
            self.source.shuffle(left)
        return left.pop()


def _risk(luck: Luck, number: int) -> Risk:
    chance = luck.source
    heard = [code for code in CODES if not luck.happens("a view is missing")]
    given = [code for code in CODES if not luck.happens("exposure not given")]
    passed_on = luck.happens("passed on")
    return Risk(
        row=4 + number, risk=f"R{number}", event=EVENTS[number % 4], description="d", asset="staff",
        likelihood={code: chance.choice((2, 3, 4, 4)) for code in heard},
        impact={code: chance.choice((2, 3, 4, 5)) for code in heard},
        exposure={code: chance.choice(("direct", "direct", "indirect")) for code in given},
        treatment="" if luck.happens("no treatment") else "reduce", measures="" if luck.happens("no measures") else "m",
        owner="" if luck.happens("no owner") else chance.choice(CODES),
        status=chance.choice(("open", "open", "accepted")),
        next_review_on=TODAY - timedelta(days=40), origin=chance.choice(("", "existing", "created")),
        transfer_from="INTL" if passed_on else "", transfer_to=("LOCL",) if passed_on else (),
    )  # fmt: skip


def _activity(luck: Luck, number: int) -> Activity:
    chance = luck.source
    role = {} if luck.happens("nobody takes part") else dict.fromkeys(chance.sample(CODES, 2), "P")
    if role and not luck.happens("no leader"):
        role[next(iter(role))] = "L"
    said = "" if luck.happens("a detail is missing") else "s"
    phase = chance.choice(("preparedness", "response", "response", "recovery"))
    return Activity(
        row=4 + number, activity=str(number), phase=phase, event=EVENTS[number % 4], title=f"Work {number}", role=role,
        scope_agreed=said, coordination_rule=said, capability=said, resources="s",
    )  # fmt: skip


def _indicator(luck: Luck, number: int) -> Indicator:
    chance = luck.source
    rated = [code for code in CODES if not luck.happens("rating missing")]
    return Indicator(
        row=4 + number, indicator=f"I{number}", element=("Trust", "Care", "Money")[number % 3], text="t",
        applies_to=chance.choice(("partnership", "each_partner")), key="yes" if number % 4 == 0 else "no",
        rating={code: chance.choice(("present", "partial", "partial", "absent")) for code in rated},
        evidence={code: "none" if luck.happens("no evidence") else "documented" for code in rated},
    )  # fmt: skip


def _line(luck: Luck, number: int) -> Line:
    supports = () if luck.happens("supports nothing") else (f"R{number}", f"R{number + 3}")
    return Line(
        row=4 + number, line=f"B{number}", category=KINDS[number % 5], description=f"Cost {number}",
        protects=(CODES[number % 3],), held_by="INTL", supports=supports, quantity=1, unit_cost=1000, periods=1,
        funded_amount=300 if luck.happens("not funded") else 1000, until_date=date(2027, 6, 30),
    )  # fmt: skip


def troubled(seed: int) -> Arrangement:
    """The arrangement that comes of one seed."""
    luck = Luck(seed)
    fields = {name: value for name, value in FIELDS.items() if not luck.happens("a field is empty")}
    dated = {**DATED, "valid_until": TODAY + timedelta(days=120), "last_reviewed_on": date(2025, 9, 1)}
    return Arrangement(
        fields={**fields, **dated}, field_rows={name: 5 + i for i, name in enumerate([*DATED, *FIELDS])},
        partners=tuple(replace(partner, focal_point="" if at else "f") for at, partner in enumerate(partners())),
        risks=tuple(_risk(luck, number) for number in range(1, 16)),
        activities=tuple(_activity(luck, number) for number in range(1, 21)),
        indicators=tuple(_indicator(luck, number) for number in range(1, 16)),
        lines=tuple(_line(luck, number) for number in range(1, 11)),
    )  # fmt: skip
