"""Indicators: what the evidence supports, and what the parties together can say (guide, steps 3 and 4)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

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


class Ratings(NamedTuple):
    """One indicator with the parties' ratings; ratings are codes of the vocabulary `rating`.

    given       the parties' ratings as given, by code
    effective   as their evidence supports them
    unrated     the parties whose rating is truly empty, not merely unreadable
    changed     the partners whose rating counts for less than given, because the agreed evidence is missing; other
                organisations are among them: the change is always shown (docs/rules.md, Terms)
    worst       the worst effective rating, "" where nobody rated or only as not applicable
    joint       present, partial, absent, differing, not_applicable (agreed so), waiting, or "" for none
    """

    indicator: Indicator
    arrangement: Arrangement
    given: Mapping[str, str]
    effective: Mapping[str, str]
    unrated: tuple[str, ...]
    changed: tuple[str, ...]
    worst: str
    joint: str

    @property
    def is_key(self) -> bool:
        """Whether it is a key indicator."""
        return self.indicator.key == "yes"

    def rated(self, rating: str) -> tuple[str, ...]:
        """The parties whose effective rating is `rating`."""
        return tuple([code for code, given in self.effective.items() if given == rating])

    @property
    def is_agreed(self) -> bool:
        """Whether the agreed rating alone is the joint one: nobody rates for another in `each_partner`."""
        return self.indicator.applies_to == "partnership" and bool(self.indicator.agreed_rating)

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
    rating, parties = indicator.rating, arrangement.party_codes
    given = {code: rating[code] for code in parties if code in rating}
    supported = {code: _supported(indicator, code) for code in arrangement.by_code if code in rating}
    effective = {code: supported[code] for code in given}
    unrated = tuple([code for code in parties if indicator.blank("rating", code)])
    changed = tuple([code for code, counts in supported.items() if counts != rating[code]])
    worst = next((one for one in WORST_FIRST if one in effective.values()), "")
    of_all = _worst_of_all(worst, unrated, len(given) == len(parties))
    return Ratings(
        indicator, arrangement, given, effective, unrated, changed, worst, _joint(indicator, given.values(), of_all)
    )


def ratings_of_all(indicators: Iterable[Indicator], arrangement: Arrangement) -> tuple[Ratings, ...]:
    """The ratings of each indicator: where the same stands in their cells, what follows from it is made out once."""
    alike: dict[Hashable, Ratings] = {}
    found = []
    for one in indicators:
        stands = (
            tuple(one.rating.items()), tuple(one.evidence.items()), one.evidence_needed, one.unknown, one.applies_to,
            one.agreed_rating,
        )  # fmt: skip
        if stands not in alike:
            alike[stands] = ratings_of(one, arrangement)
        found.append(Ratings(one, *alike[stands][1:]))
    return tuple(found)


def _supported(indicator: Indicator, code: str) -> str:
    """A rating as its evidence supports it; evidence that may be the agreed one counts, none at all never does."""
    unknown, rating, evidence = indicator.unknown, indicator.rating[code], indicator.evidence.get(code, "")
    if unknown:
        unsure = "evidence_needed" in unknown and evidence not in ("", "none")
        if unsure or f"evidence{PARTNER_MARK}{code}" in unknown:
            return rating
    return effective(rating, evidence, indicator.evidence_needed)


def _worst_of_all(worst: str, unrated: tuple[str, ...], all_rated: bool) -> str:
    """The worst of those that rated; good news waits until everyone was heard."""
    if worst != "present":
        return worst
    if unrated:
        return "waiting"
    return "present" if all_rated else ""


def _joint(indicator: Indicator, given: Collection[str], worst_of_all: str) -> str:
    """The joint rating; where a cell that it needs cannot be understood, only what holds either way."""
    if indicator.applies_to == "each_partner":
        return worst_of_all
    if "agreed_rating" in indicator.unknown:
        together = ""
    elif indicator.agreed_rating:
        together = indicator.agreed_rating
    else:
        together = "differing" if "present" in given and "absent" in given else worst_of_all
    return together if indicator.applies_to == "partnership" or together == worst_of_all else ""


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
