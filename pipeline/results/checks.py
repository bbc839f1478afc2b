"""Checks: what could not be understood, what was mentioned, and the findings about the sheets themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.domain.finding import SEVERITIES, Finding
from pipeline.findings.engine import Findings
from pipeline.plan.plan_row import Mention, Plan
from pipeline.reading.addresses import Places
from pipeline.reading.problems import Problem
from pipeline.results.gaps import subject_called
from pipeline.results.rows import Place
from schemas.spec import all_tables

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present


def problem_of(mention: Mention, places: Places) -> Problem:
    """A mention of the merge as one more message about a cell."""
    cell = mention.cell
    return Problem(
        mention.check, cell, mention.table, mention.found, mention.values,
        sheet=places.sheet(cell.table), address=places.address(cell), header=places.header(cell),
    )  # fmt: skip


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
    rows = (_problem(one) if isinstance(one, Problem) else _finding(one, places) for one in sorted(told, key=order))
    return dict(zip(_COLUMNS, zip(*rows, strict=True), strict=False)) if told else {}


_COLUMNS = ("severity", "sheet", "cell", "column", "found", "problem", "what_to_do", "rule")


def _problem(problem: Problem) -> tuple[object, ...]:
    place = Place(problem.cell, with_sheet=False) if problem.cell and problem.address else problem.address
    severity, (says, do) = problem.severity, problem.words
    return severity, problem.sheet, place, problem.header, problem.found, says, do, problem.check


def _finding(found: Finding, places: Places) -> tuple[object, ...]:
    cell = found.cell
    sheet, header = (places.sheet(cell.table), places.header(cell)) if cell else ("", "")
    place = Place(cell, with_sheet=False) if cell else None
    return found.severity, sheet, place, header, subject_called(found), found.says, found.do, found.rule
