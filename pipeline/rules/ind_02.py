"""IND-02: Partly in place (guide, steps 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import cells_of_joint, of_indicators
from pipeline.findings.registry import rule


@rule("IND-02", reads=("Indicators", "Partners"))
def partial(assessment: Assessment) -> Iterable[Observation]:
    """Indicators whose joint rating is partial, told together by element, key ones first."""
    for ratings in assessment.ratings:
        if ratings.joint == "partial":
            who = () if ratings.is_agreed else ratings.rated("partial")
            own = tuple(code for code in who if ratings.given[code] == "partial")
            unproven = tuple(code for code in who if code not in own)
            variant = "both" if own and unproven else "unproven" if unproven else "" if own else "agreed"
            yield of_indicators(
                "IND-02", "medium", assessment, ratings.indicator, partners=who, cells=cells_of_joint(ratings),
                variant=variant, values={"who": own, "unproven": unproven},
            )  # fmt: skip
