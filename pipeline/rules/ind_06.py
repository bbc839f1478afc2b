"""IND-06: A key indicator that the average hides."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.indicator_ratings import element_score
from pipeline.analysis.words import percent
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_element
from pipeline.findings.registry import rule


@rule("IND-06", reads=("Indicators", "Partners"))
def hidden(assessment: Assessment) -> Iterable[Observation]:
    """Elements with a key indicator whose joint rating is absent although their score is fair."""
    for element, those in assessment.ratings_by_element.items():
        absent = [ratings for ratings in those if element and ratings.is_key and ratings.joint == "absent"]
        score = element_score(those, assessment.thresholds) if absent else None
        if score and score.percent >= assessment.thresholds["element.fair_from"]:
            values = {"percent": percent(score.percent / 100)}
            for ratings in absent:
                yield of_element(
                    "IND-06", "info", assessment, ratings.indicator, partners=ratings.rated("absent"), values=values
                )
