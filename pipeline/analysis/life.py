"""Where a partnership stands in its life, from its steps (ISO 22397, 4 to 7: plan, develop, implement, review)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from schemas.steps import STAGES
from schemas.tables.steps import GateStep


class Taken(NamedTuple):
    """How many steps of a stage are taken, of how many."""

    done: int
    all: int


def steps(given: Arrangement, *gates: str) -> tuple[GateStep, ...]:
    """The steps of these gates in the order of the rows; none where the workbook has no such sheet."""
    return tuple(step for step in given.rows_of(GateStep) if step.gate in gates)


def taken(assessment: Assessment) -> dict[str, Taken]:
    """By stage how many of its steps are taken: those whose day has come; a stage without steps is left out."""
    found = {stage: steps(assessment.arrangement, gate) for stage, gate in STAGES.items()}
    return {
        stage: Taken(sum(step.done_on is not None and step.done_on <= assessment.today for step in those), len(those))
        for stage, those in found.items()
        if those
    }


def stage(taken: Mapping[str, Taken]) -> str:
    """The last stage of which a step is taken, the first there is where none is; "" without any steps."""
    begun = [name for name, count in taken.items() if count.done]
    return [*list(taken)[:1], *begun][-1] if taken else ""
