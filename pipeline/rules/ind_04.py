"""IND-04: One sees it in place, another does not (guide, step 4)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_indicator
from pipeline.findings.registry import rule

SIDES = ("present", "absent")


@rule("IND-04", reads=("Indicators", "Partners"))
def differing(assessment: Assessment) -> Iterable[Observation]:
    """Indicators of the partnership that one party rates present and another absent; key ones weigh more."""
    for ratings in assessment.ratings:
        if ratings.joint != "differing":
            continue
        present, absent = (tuple(code for code, said in ratings.given.items() if said == side) for side in SIDES)
        values = {"present": present, "absent": absent}
        severity = "high" if ratings.is_key else "medium"
        yield of_indicator("IND-04", severity, ratings.indicator, partners=(*present, *absent), values=values)
