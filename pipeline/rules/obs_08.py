"""OBS-08: Familiarity, or trust (ISO 22397, Annex B)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule

Rating = tuple[int, int]
Pair = tuple[str, str]


@rule("OBS-08", reads=("Partners", "Risks"), shown_in="Summary")
def familiarity(assessment: Assessment) -> Iterable[Observation]:
    """Ten or more risks, most of those both rated, for which two partners gave the same likelihood and impact."""
    alike: dict[Pair, list[str]] = {}
    for ratings, ids in _by_ratings(assessment).items():
        same: dict[Rating, list[str]] = {}
        for code, likelihood, impact in ratings:
            same.setdefault((likelihood, impact), []).append(code)
        for codes in same.values():
            for pair in combinations(sorted(codes), 2):
                alike.setdefault(pair, []).extend(ids)
    both = _both_rated(assessment)
    enough = assessment.thresholds["obstacles.identical_ratings"]
    share = assessment.thresholds["obstacles.identical_share"]
    return of_obstacle(
        "OBS-08",
        Risks=(
            id for pair, ids in alike.items() if len(ids) >= enough and len(ids) >= share * both[pair] for id in ids
        ),
    )


def _by_ratings(assessment: Assessment) -> dict[tuple[tuple[str, int, int], ...], list[str]]:
    """The ids of live risks by what stands in the ratings that count: who rated, likelihood and impact.

    Where all scores differ, so do all ratings: such risks are left out.
    """
    found: dict[tuple[tuple[str, int, int], ...], list[str]] = {}
    for view in assessment.live_risks:
        if len({*view.party_scores.values()}) == len(view.party_scores):
            continue
        likelihood, impact = view.risk.likelihood, view.risk.impact
        ratings = tuple([(code, likelihood[code], impact[code]) for code in view.party_scores])
        found.setdefault(ratings, []).append(view.risk.id)
    return found


def _both_rated(assessment: Assessment) -> Counter[Pair]:
    """How many live risks two partners have both rated: most risks are rated by the same ones."""
    together = Counter([tuple(view.party_scores) for view in assessment.live_risks])
    both: Counter[Pair] = Counter()
    for codes, times in together.items():
        both.update(dict.fromkeys(combinations(sorted(codes), 2), times))
    return both
