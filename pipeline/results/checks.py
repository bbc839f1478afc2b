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
from pipeline.results.rows import Place
from schemas.spec import all_tables

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present


def problem_of(mention: Mention, places: Places) -> Problem:
    """A mention of the merge as one more message about a cell."""
    cell = mention.cell
    sheet, place = places.sheet(cell.table), places.table(cell.table)
    return Problem(mention.check, cell, mention.table, mention.found, mention.values, sheet, place)


def lasting(problem: Problem, present: Mapping[str, Present], plan: Plan) -> bool:
    """Whether a problem outlasts the run: rows typed below the action plan become part of its table."""
    return not (problem.check == "CHK-43" and problem.table in present and plan.is_readable)


def check_rows(findings: Findings, problems: Iterable[Problem], places: Places) -> Mapping[str, Sequence[object]]:
    """Its columns, one row a message: cell errors first, then by sheet, row and column."""
    place_of = {name: place for place, name in enumerate(all_tables())}

    def order(one: Problem | Finding) -> tuple[object, ...]:
        table = one.table if isinstance(one, Problem) else one.cell.table if one.cell else ""
        place = places.order(one.cell) if one.cell else (0, 0)
        named = (one.check, one.found) if isinstance(one, Problem) else (one.rule, subject_called(one))
        return SEVERITIES.index(one.severity), place_of.get(table, -1), place, *named

    told: list[Problem | Finding] = [*problems, *(found for found in findings.shown if found.shown_in == "Checks")]
    told.sort(key=order)
    if not told:
        return {}
    rows = (_problem(one) if isinstance(one, Problem) else _finding(one, places) for one in told)
    severities, sheets, headers, found, rules = zip(*rows, strict=True)
    first = dict[Hashable, Problem | Finding]()
    alike = [first.setdefault(_alike(one), one) for one in told]
    says = MadeColumn(alike, lambda some: _said(some, attrgetter("says")))
    do = MadeColumn(alike, lambda some: _said(some, attrgetter("do")))
    cells = [one.cell if isinstance(one, Finding) or one.address else None for one in told]
    lead = MadeColumn(cells, lambda some: [Place(cell, with_sheet=False) if cell else None for cell in some])
    return {
        "severity": severities, "sheet": sheets, "cell": lead, "column": headers, "found": found,
        "problem": says, "what_to_do": do, "rule": rules,
    }  # fmt: skip


def _problem(problem: Problem) -> tuple[str, ...]:
    return problem.severity, problem.sheet, problem.header, problem.found, problem.check


def _finding(found: Finding, places: Places) -> tuple[str, ...]:
    cell = found.cell
    sheet, header = (places.sheet(cell.table), places.header(cell)) if cell else ("", "")
    return found.severity, sheet, header, subject_called(found), found.rule


def _alike(one: Problem | Finding) -> Hashable:
    """All that its sentences are made from; problems in which the same is the matter share its values."""
    if isinstance(one, Finding):
        return one.id
    return one.check, one.found, one.header, one.table, one.sheet, id(one.values)


def _said(told: Sequence[Problem | Finding], say: Callable[[Problem | Finding], str]) -> list[str]:
    """What each says: of the thousands of cells in which the same is the matter, all are told as the first of them."""
    said = {id(one): say(one) for one in {id(one): one for one in told}.values()}
    return [said[id(one)] for one in told]
