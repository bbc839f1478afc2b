"""What one sheet says beside another, or one cell beside the next: mentioned, as it may be a slip."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

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
    none = {code: _none(risks.values.get(f"exposure{PARTNER_MARK}{code}", ())) for code in parties}
    of_all = set.intersection(*none.values()) if none else set()  # then all of them count as not given
    for code, positions in none.items():
        trouble, left = Trouble("CHK-78", {"partner": code}), sorted(positions - of_all - risks.out.keys())
        for key in filter(risks.values.__contains__, _rating_keys(code)):
            column = risks.values[key]
            for problem in risks.problems([at for at in left if column[at] is not None], key, trouble):
                problems.add(problem)
            left = [at for at in left if column[at] is None]


def _none(exposures: Sequence[object]) -> set[int]:
    return {position for position, exposure in enumerate(exposures) if exposure == "none"}


def _rating_keys(code: str) -> tuple[str, ...]:
    return tuple(f"{name}{PARTNER_MARK}{code}" for name in _RATINGS)


def lone_events(risks: Content, activities: Content, problems: Problems) -> None:
    """An event that stands in one of the two sheets only, while the other has one that is nearly the same."""
    events = {read.found.table.name: _events(read) for read in (risks, activities)}
    for read, other in ((risks, activities), (activities, risks)):
        own, theirs = events[read.found.table.name], _Known(events[other.found.table.name])
        for key, position in own.items():
            near = "" if key in theirs.events else theirs.nearest(key)
            if near:
                values = {"near": other.values["event"][theirs.events[near]], "other": other.found.sheet}
                problems.add(read.problem(position, "event", Trouble("CHK-79", values)))


def _events(read: Content) -> dict[str, int]:
    """The events of a table as compared, each with the position of the first row that has it."""
    found: dict[str, int] = {}
    for position in read.usable:
        event = compared(str(read.values["event"][position] or "")) if "event" in read.values else ""
        if event:
            found.setdefault(event, position)
    return found


class _Known:
    """The events of the other sheet as compared, each with the position of the first row that has it."""

    def __init__(self, events: Mapping[str, int]) -> None:
        self.events = events
        self._sorted = sorted(events)
        self._lengths = sorted(set(map(len, events)))

    def nearest(self, event: str) -> str:
        """The first in the sheet that goes on from `event` or from which it goes on, else the one most alike."""
        goes_on = [*self._beginnings(event), *self._going_on(event)]
        return min(goes_on, key=self.events.__getitem__, default="") or most_alike(event, self.events.keys(), _ALIKE)

    def _beginnings(self, event: str) -> Iterator[str]:
        lengths = (length for length in self._lengths if _STEM <= length < len(event))
        return (start for length in lengths if (start := event[:length]) in self.events)

    def _going_on(self, event: str) -> Iterator[str]:
        if len(event) >= _STEM:
            for at in range(bisect_left(self._sorted, event), len(self._sorted)):
                if not self._sorted[at].startswith(event):
                    break
                yield self._sorted[at]
