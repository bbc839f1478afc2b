"""Readiness: the elements with their joint score, each partner's own ratings beside them (guide, steps 3 and 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.indicator_ratings import ElementScore, Ratings, element_score, own_scores

MARKS = {
    "present": "●", "partial": "◐", "absent": "○", "differing": "◑", "waiting": "…", "not_applicable": "–",
}  # fmt: skip
# How a rating's cell is called in the style sheet; short, for there are many.
CLASSES = {
    "present": "pr", "partial": "pa", "absent": "ab", "differing": "di",
    "waiting": "nil", "not_applicable": "na", "": "nil",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Own:
    """One partner's view of an element: the mean of its own ratings, 0 to 100, and how many it gave."""

    percent: float | None
    rated: int
    of: int


@dataclass(frozen=True, slots=True)
class Element:
    """An element, its joint score (None while nobody rated), its indicators, and each party's own view by code."""

    number: int
    name: str
    score: ElementScore | None
    ratings: tuple[Ratings, ...]
    own: dict[str, Own]

    @property
    def readiness(self) -> str:
        """Its class, "" while nobody rated."""
        return self.score.readiness if self.score else ""

    @property
    def range(self) -> tuple[float, float] | None:
        """The lowest and the highest party's own score where they differ, else None."""
        given = [own.percent for own in self.own.values() if own.percent is not None]
        return (min(given), max(given)) if given and round(min(given)) != round(max(given)) else None

    @property
    def key_absent(self) -> bool:
        """Whether a key indicator is absent, whatever the mean."""
        return any(rating.is_key and rating.joint == "absent" for rating in self.ratings)


def readiness_elements(assessment: Assessment) -> tuple[Element, ...]:
    """Every element in the order of the sheet."""
    return tuple(
        Element(
            number,
            assessment.elements.get(key, ""),
            element_score(found, assessment.thresholds),
            found,
            _own(found, assessment.arrangement.party_codes),
        )
        for number, (key, found) in enumerate(assessment.ratings_by_element.items(), start=1)
    )


def _own(ratings: tuple[Ratings, ...], codes: Iterable[str]) -> dict[str, Own]:
    """Each party's view of an element; a missing rating is no zero."""
    scores, rated = own_scores(ratings), Counter(code for rating in ratings for code in rating.effective)
    return {code: Own(scores.get(code), rated[code], len(ratings)) for code in codes}
