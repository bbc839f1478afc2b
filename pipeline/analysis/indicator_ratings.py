"""Indicators: what the evidence supports, and what the parties together can say (guide, steps 3 and 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.analysis.once import keeps, once
from pipeline.domain.arrangement import Arrangement, Indicator
from schemas.fields import PARTNER_MARK
from schemas.thresholds import Thresholds

WORST_FIRST = ("absent", "partial", "present")
POINTS = {"present": 1.0, "partial": 0.5, "absent": 0.0, "differing": 0.0}


def effective(rating: str, evidence: str, needed: tuple[str, ...]) -> str:
    """`present` becomes `partial` when the agreed evidence is not there; other ratings never change."""
    if rating != "present":
        return rating
    supported = evidence in needed if needed else evidence not in ("", "none")
    return "present" if supported else "partial"


@keeps
@dataclass(frozen=True)
class Ratings:
    """One indicator with the parties' ratings; ratings are codes of the vocabulary `rating`."""

    indicator: Indicator
    arrangement: Arrangement

    @property
    def is_key(self) -> bool:
        """Whether it is a key indicator."""
        return self.indicator.key == "yes"

    def not_rated(self, partner: str) -> bool:
        """Whether the partner's rating is truly empty, not merely unreadable."""
        return self.indicator.blank("rating", partner)

    def rated(self, rating: str) -> tuple[str, ...]:
        """The parties whose effective rating is `rating`."""
        return tuple(code for code, given in self.effective.items() if given == rating)

    @once
    def given(self) -> Mapping[str, str]:
        """The parties' ratings as given, by code."""
        rating = self.indicator.rating
        return {code: rating[code] for code in self.arrangement.party_codes if code in rating}

    @once
    def unrated(self) -> tuple[str, ...]:
        """The parties whose rating is truly empty, not merely unreadable."""
        silent = [code for code in self.arrangement.party_codes if code not in self.given]
        return tuple(filter(self.not_rated, silent)) if silent else ()

    @once
    def effective(self) -> Mapping[str, str]:
        """The parties' ratings as their evidence supports them, by code."""
        return {code: self._supported(code, rating) for code, rating in self.given.items()}

    def _supported(self, code: str, rating: str) -> str:
        """As `effective`; evidence that may be the agreed one counts, none at all never does."""
        unknown, evidence = self.indicator.unknown, self.indicator.evidence.get(code, "")
        if unknown:
            unsure = "evidence_needed" in unknown and evidence not in ("", "none")
            if unsure or f"evidence{PARTNER_MARK}{code}" in unknown:
                return rating
        return effective(rating, evidence, self.indicator.evidence_needed)

    @once
    def changed(self) -> tuple[str, ...]:
        """The partners whose rating counts for less than given, because the agreed evidence is missing.

        Other organisations are among them: the change is always shown (docs/rules.md, Terms).
        """
        rating = self.indicator.rating
        present = [code for code in self.arrangement.by_code if rating.get(code) == "present"]
        return tuple([code for code in present if self._supported(code, "present") != "present"])

    @property
    def is_agreed(self) -> bool:
        """Whether the agreed rating alone is the joint one: nobody rates for another in `each_partner`."""
        return self.indicator.applies_to == "partnership" and bool(self.indicator.agreed_rating)

    @once
    def worst(self) -> str:
        """The worst effective rating, "" where nobody rated or only as not applicable."""
        return next((rating for rating in WORST_FIRST if rating in self.effective.values()), "")

    @once
    def joint(self) -> str:
        """The joint rating: present, partial, absent, differing, not_applicable (agreed so), waiting, or "" for none.

        Where a cell that it needs cannot be understood, only what holds either way.
        """
        applies_to = self.indicator.applies_to
        if applies_to == "each_partner":
            return self._worst_of_all
        together = self._together()
        return together if applies_to == "partnership" or together == self._worst_of_all else ""

    def _together(self) -> str:
        if "agreed_rating" in self.indicator.unknown:
            return ""
        if self.indicator.agreed_rating:
            return self.indicator.agreed_rating
        return "differing" if {"present", "absent"} <= set(self.given.values()) else self._worst_of_all

    @property
    def _worst_of_all(self) -> str:
        """The worst of those that rated; good news waits until everyone was heard."""
        if self.worst != "present":
            return self.worst
        if self.unrated:
            return "waiting"
        return "present" if self.heard == len(self.arrangement.party_codes) else ""

    @property
    def heard(self) -> int:
        """How many parties have rated it."""
        return len(self.given)

    @property
    def counts(self) -> bool:
        """Whether it counts in the element score."""
        return self.joint in POINTS


def ratings_of(indicator: Indicator, arrangement: Arrangement) -> Ratings:
    """The ratings of one indicator."""
    return Ratings(indicator, arrangement)


@dataclass(frozen=True, slots=True)
class ElementScore:
    """An element's readiness: `percent` of 0 to 100 over its rated indicators, and its class."""

    percent: float
    readiness: str  # needs_attention, fair or strong
    rated: int


def own_scores(ratings: Iterable[Ratings]) -> Mapping[str, float]:
    """Each party's own score of an element, 0 to 100: the same mean over what it rated as its evidence supports it.

    A party that has rated none of it, or only as not applicable, has none.
    """
    points: dict[str, list[float]] = {}
    for rating in ratings:
        for code, given in rating.effective.items():
            if given in POINTS:
                points.setdefault(code, []).append(POINTS[given])
    return {code: 100 * sum(those) / len(those) for code, those in points.items()}


def element_score(ratings: Iterable[Ratings], thresholds: Thresholds) -> ElementScore | None:
    """The score of one element, None where none of its indicators has a joint rating.

    A key indicator that is absent makes it `needs_attention` whatever the mean: averages never hide
    a severe gap.
    """
    every = list(ratings)
    counted = [rating for rating in every if rating.counts]
    if not counted:
        return None
    percent = 100 * sum(POINTS[rating.joint] for rating in counted) / len(counted)
    key_absent = any(rating.is_key and rating.joint == "absent" for rating in counted)
    if key_absent or percent < thresholds["element.fair_from"]:
        return ElementScore(percent, "needs_attention", len(counted))
    # Good news waits until everyone was heard.
    whole = all(rating.given or rating.is_agreed for rating in every) and not any(r.joint == "waiting" for r in every)
    strong = whole and percent >= thresholds["element.strong_from"]
    return ElementScore(percent, "strong" if strong else "fair", len(counted))
