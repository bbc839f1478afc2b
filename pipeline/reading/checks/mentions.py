"""What one sheet says beside another, or one cell beside the next: mentioned, as it may be a slip."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pipeline.reading.content import Content
from pipeline.reading.problems import Problems, Trouble
from schemas.alike import most_alike
from schemas.fields import PARTNER_MARK
from schemas.vocabulary import compared

_RATINGS = ("likelihood", "impact")
_ALIKE = 0.8
_STEM = 4  # letters that two events must begin with alike, where one goes on: Flood, Flooding


def ratings_beside_none(risks: Content, parties: Collection[str], problems: Problems) -> None:
    """A party's rating of a risk that, as it says itself, does not concern it; unless all of them say so."""
    exposures = {code: risks.values.get(f"exposure{PARTNER_MARK}{code}") for code in parties}
    for position in risks.usable:
        said = {code: column[position] for code, column in exposures.items() if column}
        if len(said) == len(parties) and set(said.values()) == {"none"}:
            continue  # then all of them count as not given
        for code in (code for code, exposure in said.items() if exposure == "none"):
            keys = [f"{name}{PARTNER_MARK}{code}" for name in _RATINGS]
            given = [key for key in keys if key in risks.values and risks.values[key][position] is not None]
            if given:
                problems.add(risks.problem(position, given[0], Trouble("CHK-78", {"partner": code})))


def lone_events(risks: Content, activities: Content, problems: Problems) -> None:
    """An event that stands in one of the two sheets only, while the other has one that is nearly the same."""
    events = {read.found.table.name: _events(read) for read in (risks, activities)}
    for read, other in ((risks, activities), (activities, risks)):
        own, theirs = events[read.found.table.name], events[other.found.table.name]
        for key, position in own.items():
            near = "" if key in theirs else _nearest(key, theirs)
            if near:
                values = {"near": other.values["event"][theirs[near]], "other": other.found.sheet}
                problems.add(read.problem(position, "event", Trouble("CHK-79", values)))


def _events(read: Content) -> dict[str, int]:
    """The events of a table as compared, each with the position of the first row that has it."""
    found: dict[str, int] = {}
    for position in read.usable:
        event = compared(str(read.values["event"][position] or "")) if "event" in read.values else ""
        if event:
            found.setdefault(event, position)
    return found


def _nearest(event: str, known: Mapping[str, int]) -> str:
    begun = (other for other in known if event.startswith(other[:_STEM]) and _goes_on(event, other))
    return next(begun, "") or most_alike(event, known.keys(), _ALIKE)


def _goes_on(event: str, other: str) -> bool:
    short, long = sorted((event, other), key=len)
    return len(short) >= _STEM and long.startswith(short)
