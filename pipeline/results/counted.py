"""What the charts of the Summary show, counted: plain numbers, without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.analysis.activity_tree import leaf_state
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.indicator_ratings import element_score
from pipeline.analysis.risk_view import RiskView, level_of
from pipeline.plan.plan_row import Plan
from pipeline.results.actions import by_state

SCALE = range(1, 6)
STATES = ("new", "reopened", "open", "waiting", "settled", "resolved")
COVERAGE = ("one", "resolved", "open", "nobody")


@dataclass(frozen=True, slots=True)
class Ready:
    """An element with its score of 0 to 100 per cent, and whether a key indicator of it is absent."""

    name: str
    percent: float
    key_absent: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Open risks by (impact, likelihood) and by party and level ("" where it has not rated), actions, activities.

    `unrated` are the open risks that no party has rated. `coverage` counts the most detailed
    activities by COVERAGE. `readiness` has the lowest first.
    """

    levels: Mapping[str, Mapping[str, int]]
    matrix: Mapping[tuple[int, int], int] = field(default_factory=dict)
    unrated: int = 0
    actions: Mapping[str, int] = field(default_factory=dict)
    coverage: Mapping[str, int] = field(default_factory=dict)
    readiness: tuple[Ready, ...] = ()


def count(assessment: Assessment, plan: Plan) -> Counted:
    """The numbers of one arrangement."""
    views = assessment.open_risks
    places = Counter(filter(None, map(_place, views)))
    return Counted(
        levels={code: _levels(assessment, code) for code in assessment.carried},
        matrix=places,
        unrated=len(views) - places.total(),
        actions=by_state(plan),
        coverage=_coverage(assessment),
        readiness=_readiness(assessment),
    )


def _coverage(assessment: Assessment) -> Mapping[str, int]:
    """How many of the most detailed activities are in each state, but those of which nothing can be said yet."""
    found = Counter(map(leaf_state, assessment.tree.leaves))
    return {state: found[state] + (found["offered"] if state == "nobody" else 0) for state in COVERAGE}


def _levels(assessment: Assessment, code: str) -> Mapping[str, int]:
    """How many of the open risks that a party carries are of each level to it; "" is one that it has not rated."""
    found: Counter[str] = Counter()
    for score, times in Counter([view.scores.get(code) for view in assessment.carried[code]]).items():
        found["" if score is None else level_of(score, assessment.thresholds)] += times
    return found


def _place(view: RiskView) -> tuple[int, int] | None:
    """Impact and likelihood as the party with the highest score sees them; of two alike the one with more impact."""
    impact, likelihood, highest = view.risk.impact, view.risk.likelihood, view.joint_score
    return max(
        [(impact[code], likelihood[code]) for code, score in view.party_scores.items() if score == highest],
        default=None,
    )


def _readiness(assessment: Assessment) -> tuple[Ready, ...]:
    found = []
    for key, name in assessment.elements.items():
        ratings = assessment.ratings_by_element[key]
        score = element_score(ratings, assessment.thresholds)
        if score:
            absent = any(rating.is_key and rating.joint == "absent" for rating in ratings)
            found.append(Ready(name, round(score.percent, 1), absent))
    return tuple(sorted(found, key=lambda element: element.percent))
