"""OBS-08: Familiarity, or trust (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule

Rating = tuple[int, int]


@rule("OBS-08", reads=("Risks",))
def familiarity(assessment: Assessment) -> Iterable[Observation]:
    """Ten or more risks for which two partners gave the same likelihood and the same impact."""
    alike: dict[tuple[str, str], list[str]] = {}
    for view in assessment.live_risks:
        risk = view.risk
        same: dict[Rating, list[str]] = {}
        for code in view.scores:
            same.setdefault((risk.likelihood[code], risk.impact[code]), []).append(code)
        for codes in same.values():
            for pair in combinations(sorted(codes), 2):
                alike.setdefault(pair, []).append(risk.id)
    enough = assessment.thresholds["obstacles.identical_ratings"]
    return of_obstacle("OBS-08", (id for ids in alike.values() if len(ids) >= enough for id in ids))
