"""BUD-07: Perhaps the same cost twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.order import natural
from pipeline.domain.arrangement import Line
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_line
from pipeline.findings.registry import rule
from schemas.vocabulary import compared

COMPARED = ("description", "protects", "from_date", "until_date")


@rule("BUD-07", reads=("Budget",), shown_in="Checks")
def twice(assessment: Assessment) -> Iterable[Observation]:
    """Lines with the same description, protected partners and period; the first in natural order stands for all."""
    alike: dict[Hashable, list[Line]] = {}
    for line in assessment.arrangement.lines:
        if line.description and line.unknown.isdisjoint(COMPARED):
            what = (compared(line.description), frozenset(line.protects), line.from_date, line.until_date)
            alike.setdefault(what, []).append(line)
    for lines in alike.values():
        if len(lines) > 1:
            first, *_ = lines = sorted(lines, key=lambda line: natural(line.id))
            yield of_line("BUD-07", "low", first, rows=tuple(line.id for line in lines), partners=first.protects)
