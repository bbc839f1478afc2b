"""What an action costs: each short budget line counts with one action, so that the column adds up (docs/rules.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from math import fsum
from typing import NamedTuple

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import countable, shortfall
from pipeline.analysis.order import natural
from pipeline.domain.arrangement import Line
from pipeline.domain.finding import ROW_TABLES, severity_place
from pipeline.domain.references import SUPPORTED
from pipeline.plan.action_id import ActionId
from schemas.vocabulary import compared

_SUPPORTED = {prefix: name for prefix, name in ROW_TABLES.items() if name in SUPPORTED}
_PREFIXES = {name: prefix for prefix, name in _SUPPORTED.items()}


class Cost(NamedTuple):
    """What an action costs.

    amount    None where no line supports it, or one of them cannot be counted
    funded    `yes`, `no`, or "" where no line supports it or none can be counted
    missing   in all lines it looks at, wherever that is counted
    """

    amount: float | None
    funded: str
    missing: float


NO_COST = Cost(None, "", 0)


class Costs:
    """The costs of all actions that are not resolved; `actions` are their ids with their priorities."""

    def __init__(self, assessment: Assessment, actions: Iterable[tuple[str, str]]) -> None:
        self._assessment = assessment
        ranked = sorted(actions, key=lambda action: (severity_place(action[1]), natural(action[0])))
        self._rank: Mapping[str, int] = {compared(id): rank for rank, (id, _) in reversed(list(enumerate(ranked)))}

    def of(self, id: str) -> Cost:
        """What an action costs: most have no line."""
        lines = self.lines(id)
        if not lines:
            return NO_COST
        counted = [line for line in lines if countable(line)]
        missing = fsum(shortfall(line) / self._among(line, id) for line in counted)
        funded = "no" if any(map(shortfall, counted)) else "yes" if len(counted) == len(lines) else ""
        mine = [line for line in lines if self._counts_with(line, id)]
        if not all(map(countable, mine)):
            return Cost(None, funded, missing)
        shares = (shortfall(line) / self._among(line, id) for line in mine)
        return Cost(round(fsum(shares), 2), funded, missing)

    def lines(self, id: str) -> tuple[Line, ...]:
        """The lines that its cost looks at: those that support it, a line's own, a partner's for its money."""
        about = ActionId.of(id)
        if about is None:
            return ()
        if about.prefix in _SUPPORTED:
            return self._assessment.money.lines_for(_SUPPORTED[about.prefix], about.subject)
        key = compared(about.subject)
        if about.prefix == "BUD":
            line = self._assessment.arrangement.ids["Budget"].get(key)
            return (line,) if isinstance(line, Line) else ()
        return self._protecting.get(key, ()) if about.prefix == "MONEY" else ()

    @cached_property
    def _protecting(self) -> Mapping[str, tuple[Line, ...]]:
        found: dict[str, list[Line]] = {}
        for line in self._assessment.arrangement.lines:
            for code in dict.fromkeys(line.protects):
                found.setdefault(compared(code), []).append(line)
        return {code: tuple(lines) for code, lines in found.items()}

    def _counts_with(self, line: Line, id: str) -> bool:
        first = self._first(line)
        if ActionId.of(id) and compared(id).startswith("money/"):
            return first is None
        return first == compared(id)

    def _first(self, line: Line) -> str | None:
        """The action with which a line is counted, None where it is left to the money of those it protects."""
        supported = self._assessment.arrangement.supported(line)
        subjects = [f"{_PREFIXES[row.table]}/{row.id}" for row in supported]
        keys = [compared(id) for id in (*subjects, f"BUD/{line.id}")]
        return min((key for key in keys if key in self._rank), key=self._rank.__getitem__, default=None)

    @staticmethod
    def _among(line: Line, id: str) -> int:
        """Among how many partners a line is shared: only what is about a partner's money counts a part of it."""
        return len(dict.fromkeys(line.protects)) if compared(id).startswith("money/") else 1
