"""An arrangement without the rows that its parties keep to themselves, and what rules find in it.

The rules look again at what is left, so that no number, no grouping and no absorbing can tell of a
row that is not there: with it or without it the outcome is the same (ISO 22397, 5.2, 5.7).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.gather import Findings, find, gather
from pipeline.domain.arrangement import Arrangement, Indicator, Risk
from pipeline.report.audience import for_all
from pipeline.rules.registry import rules
from schemas.vocabulary import compared
from schemas.yaml_file import package_data


@cache
def told_rules() -> frozenset[str]:
    """The rules whose findings may be counted where others read along; the others and why: schemas/told.yaml."""
    return frozenset(package_data("told.yaml")["told"])


def visible(assessment: Assessment) -> Assessment:
    """The assessment of the rows that are for all; an event known only from other risks takes its activities along."""
    given = assessment.arrangement
    hidden = {compared(risk.event) for risk in given.risks if not for_all(risk)}
    hidden -= {compared(risk.event) for risk in given.risks if for_all(risk)}
    kept = replace(
        given,
        risks=tuple(risk for risk in given.risks if for_all(risk)),
        activities=tuple(item for item in given.activities if compared(item.event) not in hidden),
        # Of a risk that could not be used it is not known whether it was for all.
        left_out={table: ids for table, ids in given.left_out.items() if table != "Risks"},
        actions=(),
    )
    return replace(assessment, arrangement=kept)


def found(seen: Assessment) -> Findings:
    """What the rules that may be told find in what `visible` left."""
    given = seen.arrangement
    several = replace(
        given,
        risks=tuple(risk for risk in given.risks if not _is_one_partys(risk, given)),
        indicators=tuple(item for item in given.indicators if not _is_rated_by_one(item, given)),
    )
    reduced = replace(seen, arrangement=several)
    return gather(reduced, [saw for id in rules() if id in told_rules() for saw in rules()[id].look(reduced)])


def standing(seen: Assessment) -> frozenset[str]:
    """The ids of all findings that stand without the rows that `visible` left out, whatever their rule."""
    findings = find(seen)
    return frozenset({found.id for found in findings.shown} | set(findings.absorbed))


def _is_one_partys(risk: Risk, given: Arrangement) -> bool:
    """Whether a single party rated the risk: the joint level would be its own."""
    return len(set(given.party_codes) & set(risk.likelihood) & set(risk.impact)) == 1


def _is_rated_by_one(item: Indicator, given: Arrangement) -> bool:
    return not item.agreed_rating and len(set(given.party_codes) & set(item.rating)) == 1
