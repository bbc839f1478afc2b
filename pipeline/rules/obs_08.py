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


@rule("OBS-08", reads=("Risks",), shown_in="Summary")
def familiarity(assessment: Assessment) -> Iterable[Observation]:
    """Ten or more risks, most of those both rated, for which two partners gave the same likelihood and impact."""
    alike: dict[tuple[str, str], list[str]] = {}
    both: Counter[tuple[str, str]] = Counter()
    for view in assessment.live_risks:
        risk = view.risk
        same: dict[Rating, list[str]] = {}
        both.update(combinations(sorted(view.scores), 2))
        for code in view.scores:
            same.setdefault((risk.likelihood[code], risk.impact[code]), []).append(code)
        for codes in same.values():
            for pair in combinations(sorted(codes), 2):
                alike.setdefault(pair, []).append(risk.id)
    enough = assessment.thresholds["obstacles.identical_ratings"]
    share = assessment.thresholds["obstacles.identical_share"]
    return of_obstacle(
        "OBS-08",
        Risks=(
            id for pair, ids in alike.items() if len(ids) >= enough and len(ids) >= share * both[pair] for id in ids
        ),
    )
