"""Which observations others take in, row by row, before they are grouped (docs/rules.md, Absorbing)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from pipeline.domain.finding import SEVERITIES, Observation
from schemas.vocabulary import compared
from schemas.yaml_file import package_data

HIGH = SEVERITIES.index("high")


@dataclass
class Absorbed:
    """By the place of an observation, the id of the finding that took it in; and by id, severities that were raised."""

    by: dict[int, str] = field(default_factory=dict)
    severity: dict[str, str] = field(default_factory=dict)


def absorb(observations: list[Observation]) -> Absorbed:
    """Who takes in what, in the order of `schemas/absorbing.yaml`; what was taken in takes in nothing."""
    done = Absorbed()
    by_rule: dict[str, Seen] = {}
    for at, seen in enumerate(observations):
        by_rule.setdefault(seen.rule, []).append((at, seen))
    for look in (_of_a_party, _on_a_risk, _on_money, _on_an_event):
        left = {rule: [one for one in of_rule if one[0] not in done.by] for rule, of_rule in by_rule.items()}
        done.by.update(look(left, done))
    return done


Seen = list[tuple[int, Observation]]  # with its place among all
Left = Mapping[str, Seen]
Taken = Iterator[tuple[int, str]]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = package_data("absorbing.yaml")
    return data


def _grouped(left: Left, rules: Iterable[str], about: str) -> list[Seen]:
    """The observations of these rules, those about the same `unit` or `partner` together.

    What only one is made of is left out: nothing takes it in, and it takes in nothing.
    """
    wanted = sorted(chain.from_iterable(left.get(rule, ()) for rule in dict.fromkeys(rules)), key=itemgetter(0))
    keys = {text: compared(text) for text in {getattr(seen, about) for _, seen in wanted}}
    found: dict[str, Seen] = {}
    for one in wanted:
        found.setdefault(keys[getattr(one[1], about)], []).append(one)
    return [those for key, those in found.items() if key and len(those) > 1]


def _of_a_party(left: Left, _done: Absorbed) -> Taken:
    data = _data()["of_a_party"]
    for of_party in _grouped(left, [data["by"], *data["absorbs"]], "partner"):
        by = [seen for _, seen in of_party if seen.rule == data["by"]]
        views_missing = any(seen.variant == data["high_needs"] for seen in by)
        for at, seen in of_party if by else ():
            if seen.rule != data["by"] and (views_missing or SEVERITIES.index(seen.severity) > HIGH):
                yield at, by[0].finding_id


def _on_a_risk(left: Left, _done: Absorbed) -> Taken:
    data = _data()["on_a_risk"]
    order, too = data["order"], data["takes_too"]
    for on_risk in _grouped(left, [*order, *too["absorbs"]], "unit"):
        leads = [seen for _, seen in on_risk if seen.rule in order and not _is_agenda(seen)]
        if not leads:
            continue
        lead = min(leads, key=lambda seen: (SEVERITIES.index(seen.severity), order.index(seen.rule)))
        for at, seen in on_risk:
            if seen.rule == lead.rule and not _is_agenda(seen):
                continue
            if _is_agenda(seen):
                takes = SEVERITIES.index(lead.severity) <= HIGH
            else:
                takes = seen.rule in order or lead.rule == too["by"]
            if takes:
                yield at, lead.finding_id


def _is_agenda(seen: Observation) -> bool:
    return seen.rule == _data()["on_a_risk"]["agenda"] and seen.severity == "medium"


def _on_money(left: Left, done: Absorbed) -> Taken:
    order = _data()["on_money"]
    for of_party in _grouped(left, order, "partner"):
        lead = min((seen for _, seen in of_party), key=lambda seen: order.index(seen.rule))
        if any(seen.rule != lead.rule for _, seen in of_party):
            worst = min((seen.severity for _, seen in of_party), key=SEVERITIES.index)
            done.severity[lead.finding_id] = worst
        for at, seen in of_party:
            if seen.rule != lead.rule:
                yield at, lead.finding_id


def _on_an_event(left: Left, _done: Absorbed) -> Taken:
    for data in _data()["on_an_event"]:
        for of_event in _grouped(left, (data["by"], data["absorbs"]), "unit"):
            by = [seen for _, seen in of_event if seen.rule == data["by"] and data.get("where", "") in seen.variant]
            for at, seen in of_event if by else ():
                if seen.rule == data["absorbs"]:
                    yield at, by[0].finding_id
