"""Cells that one partner may fill for another, changed at random; and what is seen of a party before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import SEVERITIES
from pipeline.findings.registry import rules
from schemas.vocabulary import vocabulary

# What is changed for others: cells of a row that all share, and cells in the columns of another party.
FIELDS = ("status", "treatment", "transfer_to", "agreed_rating", "exposure", "likelihood and impact", "rating")


def about(given: Arrangement, today: date, party: str) -> dict[tuple[str, str], str]:
    """The severity of all that is seen of a party, absorbed or not, by rule and what it is about."""
    assessment = Assessment.of(given, today)
    found: dict[tuple[str, str], str] = {}
    for id, rule in rules().items():
        if id.startswith(("OBS", "PLAN")):
            continue
        for seen in rule.look(assessment):
            if seen.partner == party:
                key = (id, seen.unit or seen.subject)
                found[key] = min(seen.severity, found.get(key, "info"), key=SEVERITIES.index)
    return found


def changed(given: Arrangement, field: str, party: str, seed: int) -> Arrangement:
    """The arrangement with this field of one row in two changed, in no column of `party`."""
    chance = Random(seed)
    others = [code for code in given.party_codes if code != party]

    def word(name: str) -> str:
        return chance.choice(["", *vocabulary(name).codes])

    def column(now: Mapping[str, Any], values: list[Any]) -> dict[str, Any]:
        new = {**now, **{code: chance.choice(values) for code in others}}
        return {code: value for code, value in new.items() if value not in ("", None)}

    def row(of: Any) -> Any:
        if chance.random() < 0.5:
            return of
        if field in ("status", "treatment", "agreed_rating"):
            names = {"status": "risk_status", "treatment": "treatment", "agreed_rating": "rating"}
            return replace(of, **{field: word(names[field])})
        if field == "transfer_to":
            return replace(of, transfer_to=tuple(chance.sample(others, min(1, len(others)))))
        if field == "exposure":
            return replace(of, exposure=column(of.exposure, ["", *vocabulary("exposure").codes]))
        if field == "rating":
            return replace(of, rating=column(of.rating, ["", *vocabulary("rating").codes]))
        points = [None, 1, 2, 3, 4, 5]
        return replace(of, likelihood=column(of.likelihood, points), impact=column(of.impact, points))

    if field in ("agreed_rating", "rating"):
        return replace(given, indicators=tuple(map(row, given.indicators)))
    return replace(given, risks=tuple(map(row, given.risks)))
