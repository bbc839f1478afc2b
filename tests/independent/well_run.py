"""A well-run arrangement of 3 partners, 30 risks, 60 activities, 40 indicators and 25 budget lines.

People fill most cells, agree on most matters and leave some open. The rates are what one may expect where
partners meet every few months and use the sheets, near those of the sample `well-run`: everyone has been heard on
nearly everything, and says itself what it accepts. They are stated here, and nothing else is left to chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from pipeline.domain.arrangement import Arrangement, Indicator, Line, Partner, Risk
from tests.independent.well_run_matrix import activities

TODAY = date(2026, 11, 22)
CODES = ("INTL", "NATN", "LOCL")
EVENTS = ("Flood", "Armed robbery", "Road accident", "Detention", "Epidemic", "Office fire")
ELEMENTS = ("Duty of care", "Travel", "Incident reporting", "Training", "Crisis", "Funding", "Information", "Insurance")
RATES = {
    # arrangement
    "a field is empty": 0.10,
    # risks
    "a view is missing": 0.02, "far apart": 0.10, "another step apart": 0.25, "exposure not given": 0.02,
    "not exposed": 0.10, "indirect": 0.30, "no treatment": 0.02, "no measures": 0.10, "no owner": 0.02,
    "review past or without a date": 0.05, "accepted": 0.10, "closed": 0.05, "acceptance not answered": 0.02,
    "passed on": 0.05, "passed on, not assessed": 0.30, "residual given": 0.80, "what remains not answered": 0.20,
    # indicators
    "rating missing": 0.02, "absent": 0.04, "partial": 0.12, "not applicable": 0.05, "no evidence": 0.02,
    "key": 0.20, "agreed rating": 0.70,
    # budget
    "supports nothing or unknown": 0.06, "partly funded": 0.08, "not enough": 0.02, "ends early": 0.04,
}  # fmt: skip
FIELDS: dict[str, object] = {
    "purpose": "p", "scope": "s", "common_language": "English", "legal_requirements": "l", "dispute_procedure": "d",
    "default_procedure": "d", "modification_procedure": "m", "disengagement_terms": "t", "confidentiality_rule": "c",
    "exit_security_effect": "e",
}  # fmt: skip
DATED: dict[str, object] = {
    "title": "Well run", "currency": "EUR", "started_on": date(2025, 3, 1), "valid_until": date(2027, 12, 31),
    "review_every_months": 6, "last_reviewed_on": date(2026, 9, 10),
}  # fmt: skip


class Luck:
    """What happens at which rate."""

    def __init__(self, seed: int) -> None:
        self.source = Random(seed)

    def happens(self, what: str) -> bool:
        """Whether it happens this time."""
        return self.source.random() < RATES[what]

    def of(self, options: Sequence[Any]) -> Any:
        """One of them."""
        return self.source.choice(options)


def partners() -> tuple[Partner, ...]:
    """Its three parties."""
    levels = {"INTL": "medium", "NATN": "medium", "LOCL": "high"}
    return tuple(
        Partner(row=5 + i, partner=code, name=code, party="yes", benefit="b", focal_point="Security adviser",
                risk_attitude="cautious", acceptable_level=levels[code])
        for i, code in enumerate(CODES)
    )  # fmt: skip


def _points(luck: Luck, middle: int, far: bool) -> dict[str, int]:
    """Alike for most; now and then a step apart; one three steps away where they see it very differently."""
    points = {code: middle + (luck.of((-1, 1)) if luck.happens("another step apart") else 0) for code in CODES}
    if far:
        code, other = luck.source.sample(CODES, 2)
        points[code] = points[other] + (3 if points[other] <= 2 else -3)
    return {code: min(max(value, 1), 5) for code, value in points.items()}


def _exposure(luck: Luck) -> dict[str, str]:
    drawn = {}
    for code in CODES:
        if not luck.happens("exposure not given"):
            drawn[code] = (
                "none" if luck.happens("not exposed") else "indirect" if luck.happens("indirect") else "direct"
            )
    return drawn


def _risk(luck: Luck, number: int) -> Risk:
    likelihood, impact = luck.of((2, 2, 2, 3, 3, 4)), luck.of((2, 3, 3, 4, 4, 5))
    status = (
        "closed"
        if luck.happens("closed")
        else "accepted"
        if luck.happens("accepted")
        else luck.of(("open", "treating"))
    )
    far, passed_on, residual = luck.happens("far apart"), luck.happens("passed on"), luck.happens("residual given")
    given = [code for code in CODES if not luck.happens("a view is missing")]
    seen = [_points(luck, likelihood, far), _points(luck, impact, False)]
    points, impacts = ({code: one[code] for code in given} for one in seen)
    review = luck.of((None, TODAY - timedelta(days=20))) if luck.happens("review past or without a date") else None
    due = review if review else TODAY + timedelta(days=60)
    answers = {code: "yes" for code in CODES if not luck.happens("acceptance not answered")}
    return Risk(
        row=4 + number, risk=f"R{number}", event=EVENTS[number % len(EVENTS)], description="d", location="North",
        asset="staff", likelihood=points, impact=impacts,
        exposure=_exposure(luck), existing_measures="e", treatment="" if luck.happens("no treatment") else "reduce",
        measures="" if luck.happens("no measures") else "m", measures_cost=luck.of(("yes", "none")),
        owner="" if luck.happens("no owner") else luck.of(CODES), status=status,
        residual_likelihood=max(likelihood - 1, 1) if residual else None,
        residual_impact=impact - 1 if residual else None,
        accepted=answers if status == "accepted" else _to_what_remains(luck),
        acceptance_reason="r", next_review_on=due, origin="existing",
        transfer_from="INTL" if passed_on else "", transfer_to=("LOCL",) if passed_on else (),
        transfer_assessed=("not_assessed" if luck.happens("passed on, not assessed") else "lower") if passed_on else "",
    )  # fmt: skip


def _to_what_remains(luck: Luck) -> dict[str, str]:
    """Where partners talk every few months, most have said whether they can live with what remains."""
    return {code: "yes" for code in CODES if not luck.happens("what remains not answered")}


def _rating(luck: Luck) -> str:
    if luck.happens("absent"):
        return "absent"
    return "partial" if luck.happens("partial") else "not_applicable" if luck.happens("not applicable") else "present"


def _indicator(luck: Luck, number: int) -> Indicator:
    rating = {code: _rating(luck) for code in CODES if not luck.happens("rating missing")}
    evidence = {code: "none" if luck.happens("no evidence") else "documented" for code in rating}
    together = number % 2 == 0
    worst = next((word for word in ("absent", "partial") if word in rating.values()), "present")
    return Indicator(
        row=4 + number, indicator=f"I{number}", element=ELEMENTS[number % len(ELEMENTS)], text="t",
        applies_to="partnership" if together else "each_partner", key="yes" if luck.happens("key") else "no",
        rating=rating, evidence=evidence, agreed_rating=worst if together and luck.happens("agreed rating") else "",
    )  # fmt: skip


def _line(luck: Luck, number: int, risks: Sequence[Risk]) -> Line:
    """Most lines protect one or two; every kind of cost comes up for each partner in turn."""
    kinds = ("salaries", "training", "insurance", "equipment", "psychosocial")
    first, more = CODES[number % 3], luck.source.sample(CODES, luck.of((0, 1, 1)))
    supports = tuple(risk.risk for risk in luck.source.sample(risks, 3))
    ends = date(2026, 12, 31) if luck.happens("ends early") else date(2027, 12, 31)
    need = luck.of((400, 1000, 2500))
    return Line(
        row=4 + number, line=f"B{number}", category=kinds[number % 5], description=f"Cost {number}",
        protects=tuple(dict.fromkeys((first, *more))), held_by=first,
        supports=luck.of(((), ("R99",))) if luck.happens("supports nothing or unknown") else supports, quantity=2,
        unit_cost=need, periods=1, funded_amount=need if luck.happens("partly funded") else 2 * need, funder="f",
        from_date=date(2026, 1, 1), until_date=ends,
        sufficient={code: "no" if luck.happens("not enough") else "yes" for code in CODES},
    )  # fmt: skip


def well_run(seed: int) -> Arrangement:
    """The arrangement that comes of one seed."""
    luck = Luck(seed)
    risks = tuple(_risk(luck, number) for number in range(1, 31))
    fields = {name: value for name, value in FIELDS.items() if not luck.happens("a field is empty")}
    return Arrangement(
        fields={**fields, **DATED}, field_rows={name: 5 + i for i, name in enumerate([*DATED, *FIELDS])},
        partners=partners(), risks=risks, activities=activities(luck.source, CODES, EVENTS, TODAY),
        indicators=tuple(_indicator(luck, number) for number in range(1, 41)),
        lines=tuple(_line(luck, number, risks) for number in range(1, 26)),
    )  # fmt: skip
