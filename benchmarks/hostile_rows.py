"""Workbooks whose rows are made to cost time: sound ones, with far more of one thing than partners ever write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isqrt
from typing import Any

from pipeline.template.build import NewWorkbook, build

Row = Mapping[str, Any]
Rows = dict[str, Any]  # by table; `own`: headers of people's own columns, by table
TYPICAL = 150  # bytes of a row in the file

_RISK = {"event": "Flood", "description": "Staff could be harmed", "status": "Open"}
_ACTIVITY = {"phase": "Response", "event": "Flood", "title": "What is done"}
_INDICATOR = {"element": "Training", "text": "What is in place", "applies_to": "Each partner"}
_LINE = {"category": "Training", "description": "Cost"}
_PARTNER = {"name": "Organisation", "party": "Yes"}


def filled(rows: Callable[[int], Rows], size: int, partners: int = 3) -> bytes:
    """A workbook with the rows that about `size` bytes of a file have."""
    codes = [f"P{number}" for number in range(1, partners + 1)]
    named = tuple((code, f"Organisation {code}") for code in codes)
    made = dict(rows(size // TYPICAL))
    own = {table: tuple(of) for table, of in made.pop("own", {}).items()}
    return build(NewWorkbook(title="Hostile", partners=named, arrangement_id="CA-H", values=made, own=own))


def _risks(count: int, **given: Callable[[int], Any]) -> list[Row]:
    return _made("risk", "R{}", _RISK, count, given)


def _activities(count: int, **given: Callable[[int], Any]) -> list[Row]:
    return _made("activity", "{}", _ACTIVITY, count, given)


def _indicators(count: int, **given: Callable[[int], Any]) -> list[Row]:
    return _made("indicator", "I{}", _INDICATOR, count, given)


def _budget(count: int, **given: Callable[[int], Any]) -> list[Row]:
    return _made("line", "B{}", _LINE, count, given)


def _made(key: str, id: str, usual: Row, count: int, given: Mapping[str, Callable[[int], Any]]) -> list[Row]:
    columns = {name.replace("__", " · "): make for name, make in given.items()}
    return [
        {key: id.format(at), **usual, **{name: make(at) for name, make in columns.items()}}
        for at in range(1, count + 1)
    ]


def _nested(count: int) -> list[Row]:
    """Activities of which each is a part of the one before: their codes together have so many bytes."""
    codes = [".".join(["1"] * depth) for depth in range(1, isqrt(count * TYPICAL) + 1)]
    return [{"activity": code, **_ACTIVITY} for code in codes]


def _word(at: int) -> str:
    """Letters that stand for a number."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(at))


def _all(texts: Any) -> Callable[[int], Any]:
    return lambda _: texts


ROWS: dict[str, Callable[[int], Rows]] = {
    "risks": lambda n: {"Risks": _risks(n)},
    "risks of as many events": lambda n: {"Risks": _risks(n, event=lambda at: f"Event {at}")},
    "risks of events that are nearly alike": lambda n: {
        "Risks": _risks(n, event=lambda at: f"Flood in the valley {chr(97 + at % 26)}{chr(97 + at // 26 % 26)}x{at}")
    },
    "risks of one id": lambda n: {"Risks": _risks(n, risk=lambda at: "R1")},
    "risks with unknown owners": lambda n: {"Risks": _risks(n, owner=lambda at: f"Q{at}")},
    "risks with unknown words": lambda n: {"Risks": _risks(n, status=lambda at: f"opeen {at}")},
    "risks with numbers that are none": lambda n: {"Risks": _risks(n, likelihood__P1=lambda at: f"{at} or so")},
    "risks passed round in a circle": lambda n: {
        "Risks": _risks(n, transfer_from=lambda at: f"P{at % 3 + 1}", transfer_to=lambda at: f"P{(at + 1) % 3 + 1}")
    },
    "risks of one place, in many writings": lambda n: {"Risks": _risks(n, location=lambda at: f"North-{at}")},
    "risks that are far apart in rating": lambda n: {
        "Risks": _risks(
            n,
            likelihood__P1=lambda at: 5,
            likelihood__P2=lambda at: 1,
            impact__P1=lambda at: 5,
            impact__P2=lambda at: 1,
            exposure__P1=lambda at: "Direct",
        )
    },
    "risks of one event that nobody will meet": lambda n: {
        "Risks": _risks(
            n,
            treatment=lambda at: "Avoid",
            likelihood__P1=lambda at: 5,
            impact__P1=lambda at: 5,
            exposure__P2=lambda at: "Direct",
        )
    },
    "long texts": lambda n: {"Risks": _risks(max(1, n // 200), description=lambda at: f"text {at} " * 4000)},
    "texts of line breaks": lambda n: {"Risks": _risks(max(1, n // 200), description=lambda at: "\n" * 30_000)},
    "digits without end": lambda n: {
        "Risks": _risks(
            max(1, n // 200), likelihood__P1=lambda at: "9" * 30_000, next_review_on=lambda at: "1" * 30_000
        )
    },
    "ids of digits without end": lambda n: {"Risks": _risks(max(1, n // 200), risk=lambda at: f"R{at}" + "9" * 30_000)},
    "activities": lambda n: {"Activities": _activities(n)},
    "activities of as many events": lambda n: {"Activities": _activities(n, event=lambda at: f"Event {at}")},
    "activities within each other": lambda n: {"Activities": _nested(n)},
    "activities without the ones above": lambda n: {"Activities": _activities(n, activity=lambda at: f"{at}.1.1.1")},
    "activities of one parent": lambda n: {
        "Activities": [*_activities(1), *_activities(n, activity=lambda at: f"1.{at}")]
    },
    "activities that support unknown ones": lambda n: {"Activities": _activities(n, supports=lambda at: f"7{at}.9")},
    "activities that support each other": lambda n: {
        "Activities": _activities(
            n, supports=lambda at: f"{at % n + 1}", phase=lambda at: ("Preparedness", "Response")[at % 2]
        )
    },
    "activities that support all": lambda n: {
        "Activities": _activities(
            min(n, 3000), supports=lambda at: ", ".join(map(str, range(1, 2000))) if at % 30 == 1 else ""
        )
    },
    "activities of the same place and scope": lambda n: {
        "Activities": _activities(n, location=_all("Area"), role__P1=_all("L"), role__P2=_all("L"))
    },
    "lists of ids in a cell": lambda n: {
        "Risks": _risks(n // 2),
        "Budget": _budget(max(1, n // 100), supports=lambda at: ", ".join(f"R{x}" for x in range(1, 4000))),
    },
    "lists of unknown ids in a cell": lambda n: {
        "Budget": _budget(max(1, n // 20), supports=lambda at: ", ".join(f"R{at}{x}" for x in range(1, 600)))
    },
    "lists of partners in a cell": lambda n: {
        "Budget": _budget(max(1, n // 100), protects=lambda at: ", ".join(["P1", "P2"] * 4000))
    },
    "lists of separators": lambda n: {"Budget": _budget(max(1, n // 200), supports=lambda at: "," * 30_000)},
    "budget lines": lambda n: {"Budget": _budget(n, protects=_all("P1, P2"), quantity=_all(2), unit_cost=_all(9))},
    "budget lines with unknown risks": lambda n: {"Budget": _budget(n, supports=lambda at: f"RISK{at}x")},
    "budget lines for the same risk": lambda n: {"Risks": _risks(1), "Budget": _budget(n, supports=_all("R1"))},
    "budget lines in one period after the other": lambda n: {
        "Budget": _budget(
            n, from_date=lambda at: f"20{at % 90 + 10}-01-01", until_date=lambda at: f"20{at % 90 + 10}-12-31"
        )
    },
    "indicators": lambda n: {"Indicators": _indicators(n, rating__P1=_all("Absent"), key=_all("Yes"))},
    "indicators of as many elements": lambda n: {"Indicators": _indicators(n, element=lambda at: f"Element {at}")},
    "indicators of elements nearly alike": lambda n: {
        "Indicators": _indicators(n, element=lambda at: f"Element of training {'ab'[at % 2] * (at % 40)}{at}")
    },
    "risks and activities of as many events that begin alike": lambda n: {
        "Risks": _risks(n // 2, event=lambda at: f"Flood of river {at}"),
        "Activities": _activities(n // 2, event=lambda at: f"Flood of valley {at}"),
    },
    "budget lines with unknown ids without numbers": lambda n: {
        "Risks": _risks(n // 2, risk=lambda at: f"R{_word(at)}"),
        "Budget": _budget(n // 2, supports=lambda at: f"Q{_word(at)}"),
    },
    "budget lines with long unknown ids": lambda n: {
        "Budget": _budget(n // 3, supports=lambda at: f"{'long' * 60}{at}, {_word(at)}"),
    },
    "risks, activities, indicators and lines of the same event and place": lambda n: {
        "Risks": _risks(n // 4, location=_all("North"), owner=_all("P1"), measures=_all("Radio")),
        "Activities": _activities(
            n // 4, location=_all("North"), phase=lambda at: ("Preparedness", "Response")[at % 2]
        ),
        "Indicators": _indicators(n // 4, element=_all("Flood"), rating__P1=_all("Present")),
        "Budget": _budget(n // 4, supports=lambda at: f"R{at}, I{at}, {at}", quantity=_all(1), unit_cost=_all(9)),
    },
    "risks of one event in many places": lambda n: {
        "Risks": _risks(n // 2, location=lambda at: f"Place {at}", likelihood__P1=lambda at: at % 5 + 1),
        "Activities": _activities(n // 2, location=lambda at: f"Place {at}", role__P1=_all("L")),
    },
    "activities of one title": lambda n: {
        "Activities": _activities(n, title=_all("Radio check"), role__P1=lambda at: "LPSX"[at % 4], role__P2=_all("L"))
    },
    "actions that people added": lambda n: {
        "ActionPlan": [{"action": f"M-{at}", "what_to_do": f"Do {at}", "notes": "x"} for at in range(1, n + 1)]
    },
    "actions of one id": lambda n: {"ActionPlan": [{"action": "M-1", "notes": f"note {at}"} for at in range(1, n + 1)]},
    "actions without an id": lambda n: {"ActionPlan": [{"notes": f"note {at}"} for at in range(1, n + 1)]},
    "actions of findings that are gone": lambda n: {
        "ActionPlan": [{"action": f"RSK-01/R{at}", "rule": "RSK-01", "state": "Open"} for at in range(1, n + 1)]
    },
    "partners": lambda n: {"Partners": [{"partner": f"Q{at}", **_PARTNER} for at in range(1, n + 1)]},
    "partners of one code": lambda n: {"Partners": [{"partner": "P1", **_PARTNER} for at in range(1, n + 1)]},
    "columns of partners that nobody knows": lambda n: {
        "Risks": _risks(9),
        "own": {"Risks": [f"Likelihood · X{at}" for at in range(min(n, 9000))]},
    },
    "columns of partners that cannot be": lambda n: {
        "Risks": _risks(9),
        "own": {"Risks": [f"Likelihood · ?{at}" for at in range(min(n, 9000))]},
    },
    "columns that are nearly ours": lambda n: {
        "Risks": _risks(9),
        "own": {"Risks": [f"Likelihod P1 {at}" for at in range(min(n, 9000))]},
    },
    "columns of people's own in results": lambda n: {
        "Risks": _risks(60),
        "own": {"ActionPlan": [f"Mine {at}" for at in range(min(n, 9000))]},
    },
    "fields that nobody asks for": lambda n: {
        "Arrangement": [{"field": f"Titel {at}", "value": "x"} for at in range(1, n + 1)]
    },
}
