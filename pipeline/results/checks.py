"""Checks: what could not be understood, what was mentioned, and the findings about the sheets themselves."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from pipeline.domain.finding import SEVERITIES, Finding
from pipeline.findings.engine import Findings
from pipeline.plan.plan_row import Mention, Plan
from pipeline.reading.addresses import Places
from pipeline.reading.problems import Problem
from pipeline.results.gaps import subject_called
from pipeline.results.made_column import MadeColumn
from pipeline.results.rows import Cells
from schemas.spec import all_tables

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present


def problem_of(mention: Mention, places: Places) -> Problem:
    """A mention of the merge as one more message about a cell."""
    cell = mention.cell
    sheet, place = places.sheet(cell.table), places.table(cell.table)
    return Problem(mention.check, cell, mention.table, mention.found, mention.values, sheet, place)


def lasting(problems: Iterable[Problem], present: Mapping[str, Present], plan: Plan) -> list[Problem]:
    """The problems that outlast the run: rows typed below the action plan become part of its table."""
    taken_in = present if plan.is_readable else ()
    return [problem for problem in problems if not (problem.check == "CHK-43" and problem.table in taken_in)]


def check_rows(findings: Findings, problems: Iterable[Problem], places: Places) -> Mapping[str, Sequence[object]]:
    """Its columns, one row a message: cell errors first, then by sheet, row and column."""
    told: list[Problem | Finding] = [*problems, *(found for found in findings.shown if found.shown_in == "Checks")]
    if not told:
        return {}
    severities = [one.severity for one in told]
    rules = [one.check if isinstance(one, Problem) else one.rule for one in told]
    named = [one.found if isinstance(one, Problem) else subject_called(one) for one in told]
    ranked = list(range(len(told)))
    # What comes first in the order is sorted by last: all keys at once would take as much memory as what is told.
    for key in (named, rules, _places(told, places), _tables(told), list(map(SEVERITIES.index, severities))):
        ranked.sort(key=key.__getitem__)
    told = [told[at] for at in ranked]
    first = dict[Hashable, Problem | Finding]()
    alike = [first.setdefault(_alike(one), one) for one in told]
    return {
        "severity": [severities[at] for at in ranked],
        "sheet": _said(alike, lambda one: _sheet(one, places)),
        "cell": Cells([one.cell for one in told], with_sheet=False),
        "column": _said(alike, lambda one: _header(one, places)),
        "found": [named[at] for at in ranked],
        "problem": MadeColumn(alike, lambda some: _said(some, attrgetter("says"))),
        "what_to_do": MadeColumn(alike, lambda some: _said(some, attrgetter("do"))),
        "rule": [rules[at] for at in ranked],
    }


def _tables(told: Iterable[Problem | Finding]) -> list[int]:
    """Where each one's table comes among the tables."""
    place_of = {name: place for place, name in enumerate(all_tables())}
    return [place_of.get(_table(one), -1) for one in told]


def _places(told: Iterable[Problem | Finding], places: Places) -> list[tuple[int, int]]:
    """Where each one's cell comes in its table."""
    return [places.order(one.cell) if one.cell else (0, 0) for one in told]


def _table(one: Problem | Finding) -> str:
    if isinstance(one, Problem):
        return one.table
    return one.cell.table if one.cell else ""


def _sheet(one: Problem | Finding, places: Places) -> str:
    if isinstance(one, Problem):
        return one.sheet
    return places.sheet(one.cell.table) if one.cell else ""


def _header(one: Problem | Finding, places: Places) -> str:
    if isinstance(one, Problem):
        return one.header
    return places.header(one.cell) if one.cell else ""


def _alike(one: Problem | Finding) -> Hashable:
    """All that it is told from, its place aside; problems of a column in which the same is the matter share values."""
    if isinstance(one, Finding):
        return one.id
    return one.check, one.found, one.cell and one.cell.column, one.table, one.sheet, id(one.place), id(one.values)


def _said(told: Sequence[Problem | Finding], say: Callable[[Problem | Finding], str]) -> list[str]:
    """What each says: of the thousands of cells in which the same is the matter, all are told as the first of them."""
    said = {id(one): say(one) for one in {id(one): one for one in told}.values()}
    return [said[id(one)] for one in told]
