"""The activity matrix of a well-run arrangement: 6 events, 3 phases each, 18 activities split into 42 smaller ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from pipeline.domain.arrangement import Activity

PHASES = ("preparedness", "response", "recovery")
RATES = {
    "nobody takes part": 0.02, "one alone": 0.45, "no leader": 0.05, "two leaders": 0.05, "a detail is missing": 0.12,
    "not linked above": 0.03, "not prepared": 0.15, "event not exercised": 0.15,
}  # fmt: skip
DETAILS = ("scope_agreed", "coordination_rule", "capability", "resources")


def _roles(chance: Random, codes: Sequence[str]) -> dict[str, str]:
    if chance.random() < RATES["nobody takes part"]:
        return {codes[0]: "X"}
    lead, second = chance.sample(codes, 2)
    if chance.random() < RATES["one alone"]:
        return {lead: "L"}
    both = {lead: "L", second: chance.choice("PS")}
    if chance.random() < RATES["no leader"]:
        both[lead] = "P"
    elif chance.random() < RATES["two leaders"]:
        both[second] = "L"
    return both


def _leaf(chance: Random, code: str, phase: str, event: str, codes: Sequence[str]) -> Activity:
    details: dict[str, Any] = dict.fromkeys(DETAILS, "agreed")
    if chance.random() < RATES["a detail is missing"]:
        details[chance.choice(DETAILS)] = ""
    return Activity(
        row=0, activity=code, phase=phase, event=event, title=f"Work {code}", location="North",
        role=_roles(chance, codes), **details,
    )  # fmt: skip


def _group(chance: Random, code: str, phase: str, event: str, codes: Sequence[str], parts: int) -> list[Activity]:
    """An activity and its parts; those who take part below stand above too, but for a few."""
    leaves = [_leaf(chance, f"{code}.{part}", phase, event, codes) for part in range(1, parts + 1)]
    below = {partner for leaf in leaves for partner in leaf.role}
    linked = [partner for partner in codes if partner in below and chance.random() >= RATES["not linked above"]]
    role = {partner: "L" if place == 0 else "P" for place, partner in enumerate(linked)}
    return [Activity(row=0, activity=code, phase=phase, event=event, title=f"Work {code}", role=role), *leaves]


def activities(chance: Random, codes: Sequence[str], events: Sequence[str], today: date) -> tuple[Activity, ...]:
    """All 60 of them: preparedness has 2 parts, response 3, recovery 2."""
    rows: list[Activity] = []
    for number, event in enumerate(events):
        first = 3 * number + 1
        prepared, response, recovery = (
            _group(chance, str(first + place), phase, event, codes, parts)
            for place, (phase, parts) in enumerate(zip(PHASES, (2, 3, 2), strict=True))
        )
        named = tuple(leaf.activity for leaf in response[1:] if chance.random() >= RATES["not prepared"])
        prepared[1] = replace(prepared[1], supports=named)
        if chance.random() >= RATES["event not exercised"]:
            response[0] = replace(response[0], exercised_on=today - timedelta(days=100))
        rows += [*prepared, *response, *recovery]
    return tuple(replace(row, row=5 + place) for place, row in enumerate(rows))
