"""One risk as the partners see it: scores, joint score, spread, view (docs/rules.md, Terms; guide)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import NamedTuple

from pipeline.analysis import naming
from pipeline.domain.arrangement import Arrangement, Risk
from schemas.fields import PARTNER_MARK
from schemas.thresholds import Thresholds

LEVELS = ("low", "medium", "high", "very_high")
HIGH = ("high", "very_high")
RATINGS = ("likelihood", "impact")
OPEN = ("open", "treating")
YES = ("yes", "with_conditions")
SCORES = range(26)  # likelihood times impact: 1 to 25, each at its own place in a list


def level_of(score: int, thresholds: Thresholds) -> str:
    """The level of a score of 1 to 25."""
    if score >= thresholds["level.very_high_from"]:
        return "very_high"
    if score >= thresholds["level.high_from"]:
        return "high"
    return "medium" if score >= thresholds["level.medium_from"] else "low"


def above(level: str, acceptable: str) -> bool:
    """Whether `level` lies above `acceptable`; False where either is not given."""
    return bool(level and acceptable) and LEVELS.index(level) > LEVELS.index(acceptable)


class Exposed(NamedTuple):
    """What follows from the exposures of a risk.

    exposure           as it counts, of those who gave it; where every party says none, no one's counts
    carriers           the parties that carry it
    directly_exposed   the parties whose exposure is direct; where no party's is, those whose exposure is not given
    """

    exposure: Mapping[str, str]
    carriers: tuple[str, ...]
    directly_exposed: tuple[str, ...]


class Scored(NamedTuple):
    """What follows from the ratings that count.

    party_scores   the scores of the parties that carry the risk
    joint_score    the highest of them: agreement never lowers it. None where nobody rated
    joint_level    the level of the joint score, "" where nobody rated
    spread         highest minus lowest of them
    beyond         the parties that carry the risk and whose level is above what they accept
    difference     how far apart the views are that count: far_apart, discuss or aligned; "" for fewer than two
    """

    party_scores: Mapping[str, int]
    joint_score: int | None
    joint_level: str
    spread: int | None
    beyond: tuple[str, ...]
    difference: str


class Scale(NamedTuple):
    """What scores mean in one arrangement, made out once for a register.

    levels     the level of each score from 0 to 25
    accepted   the highest score that each partner accepts, by code; any where it does not say how much
    """

    thresholds: Thresholds
    levels: tuple[str, ...]
    accepted: Mapping[str, int]

    @classmethod
    def of(cls, arrangement: Arrangement, thresholds: Thresholds) -> Scale:
        """The scale of an arrangement under thresholds."""
        levels = tuple([level_of(score, thresholds) for score in SCORES])
        accepted = {
            code: max((score for score in SCORES if not above(levels[score], partner.acceptable_level)), default=-1)
            for code, partner in arrangement.by_code.items()
        }
        return cls(thresholds, levels, accepted)


class RiskView(NamedTuple):
    """A risk with what follows from the partners' ratings. Codes are partner codes throughout.

    `scores` are likelihood times impact by partner, for every partner that gave both; those of other organisations are
    shown only. What the fields of `Exposed` and `Scored` mean is said there.

    unsettled      the parties whose answer keeps a risk marked as accepted or closed open; none of one that is open
                   by its status
    is_open        whether it counts as open: by its status, or until those who carry it have answered themselves.
                   Where a cell cannot be understood, only if it is open whatever stands there
    """

    risk: Risk
    arrangement: Arrangement
    thresholds: Thresholds
    scores: Mapping[str, int]
    exposure: Mapping[str, str]
    carriers: tuple[str, ...]
    directly_exposed: tuple[str, ...]
    party_scores: Mapping[str, int]
    joint_score: int | None
    joint_level: str
    spread: int | None
    beyond: tuple[str, ...]
    difference: str
    unsettled: tuple[str, ...] = ()
    is_open: bool = True

    @property
    def named(self) -> str:
        """How sentences call it: its id with what could happen."""
        return naming.of(self.risk)

    @property
    def is_live(self) -> bool:
        """Whether it is open, or accepted by all: a status of accepted is one or the other."""
        return self.risk.status == "accepted" or self.is_open

    @property
    def is_accepted_by_all(self) -> bool:
        """Whether its status is accepted and every party that carries it, or may do so, has itself said yes."""
        if self.risk.status != "accepted":
            return False
        asked = (code for code in self.arrangement.perhaps_parties if not self.says_none(code))
        return all(self.risk.accepted.get(code) in YES for code in asked)

    def surely_not_accepted(self, partner: str) -> bool:
        """Whether the partner's own yes is not there; never where its answer cannot be understood."""
        return self.risk.accepted.get(partner) in ("no", "not_asked") or self.risk.blank("accepted", partner)

    def level(self, partner: str) -> str:
        """The level of this partner's score, "" where it has not rated."""
        score = self.scores.get(partner)
        return "" if score is None else level_of(score, self.thresholds)

    def carries(self, partner: str) -> bool:
        """Whether the partner carries it."""
        return _carries(partner, self.risk, self.exposure, self.arrangement)

    def says_none(self, partner: str) -> bool:
        """Whether the risk does not concern the partner."""
        return self.exposed(partner) == "none"

    def exposed(self, partner: str) -> str:
        """The exposure as it counts, "" where it is not given."""
        return self.exposure.get(partner, "")

    def surely_unrated(self, partner: str) -> bool:
        """Whether one of the partner's ratings is truly empty, whatever stands in the other."""
        return any(self.risk.blank(name, partner) for name in RATINGS)

    def not_rated(self, partner: str) -> bool:
        """Whether the partner's likelihood or impact is truly empty, and neither is unreadable."""
        if partner in self.scores:
            return False
        ratings = {f"{name}{PARTNER_MARK}{partner}" for name in ("likelihood", "impact")}
        return ratings.isdisjoint(self.risk.unknown)

    @property
    def is_high(self) -> bool:
        """Whether the joint level is high or very high."""
        return self.joint_level in HIGH

    @property
    def view(self) -> str:
        """What is here of the parties' views: a code of the vocabulary `view`."""
        if not self.party_scores:
            return "no_view"
        if self.directly_exposed and self.party_scores.keys().isdisjoint(self.directly_exposed):
            return "not_heard"
        return self.difference or "one_view"

    @property
    def heard(self) -> int:
        """How many of the parties that carry it have rated it."""
        return len(self.party_scores)

    @property
    def complete(self) -> bool:
        """Whether every party that carries it has rated it."""
        return len(self.party_scores) == len(self.carriers)

    @property
    def unrated(self) -> tuple[str, ...]:
        """The parties that carry it and have not rated it; none whose ratings are unreadable."""
        return () if self.complete else tuple(code for code in self.carriers if self.not_rated(code))

    @property
    def residual_score(self) -> int | None:
        """Residual likelihood times residual impact, None unless both are given."""
        likelihood, impact = self.risk.residual_likelihood, self.risk.residual_impact
        return None if likelihood is None or impact is None else likelihood * impact

    @property
    def residual_level(self) -> str:
        """The level of the residual score, "" where there is none."""
        return "" if self.residual_score is None else level_of(self.residual_score, self.thresholds)

    @property
    def remaining_level(self) -> str:
        """The residual level; where a residual cell is empty the joint level; "" where one cannot be understood."""
        empty = self.risk.blank("residual_likelihood") or self.risk.blank("residual_impact")
        return self.joint_level if empty else self.residual_level


def view_risks(risks: Iterable[Risk], arrangement: Arrangement, thresholds: Thresholds) -> tuple[RiskView, ...]:
    """The views of the risks of a register; those with equal exposures or ratings share what follows from them."""
    exposures: dict[Hashable, Exposed] = {}
    ratings: dict[Hashable, Scored] = {}
    given: dict[Hashable, Mapping[str, int]] = {}
    codes, scale = tuple(arrangement.by_code), Scale.of(arrangement, thresholds)
    views = []
    for risk in risks:
        stands = tuple(risk.exposure.items()), risk.unknown
        exposed = exposures.get(stands) or exposures.setdefault(stands, _exposed(risk, arrangement))
        likelihood, impact = risk.likelihood, risk.impact
        scores = {code: likelihood[code] * impact[code] for code in codes if code in likelihood and code in impact}
        shared = given.setdefault(tuple(scores.items()), scores)
        counting = tuple([(code, likelihood[code], impact[code]) for code in exposed.carriers if code in scores])
        scored = ratings.get(counting) or ratings.setdefault(counting, _scored(counting, scale))
        view = RiskView(risk, arrangement, thresholds, shared, *(exposed + scored))
        if risk.status not in OPEN and not risk.blank("status"):
            unsettled = _unsettled(view)
            view = view._replace(unsettled=unsettled, is_open=bool(unsettled))
        views.append(view)
    return tuple(views)


def _unsettled(view: RiskView) -> tuple[str, ...]:
    """The parties whose answer keeps a risk open that is marked as accepted or closed.

    Of an accepted one those that carry it and have not answered yes or with conditions; of a closed one the
    directly exposed among them that rated it high or very high, or not at all.
    """
    silent = [code for code in view.carriers if view.surely_not_accepted(code)]
    if view.risk.status == "accepted":
        return tuple(silent)
    exposed = [code for code in silent if view.exposed(code) == "direct"]
    return tuple([code for code in exposed if view.level(code) in HIGH or view.surely_unrated(code)])


def _exposed(risk: Risk, arrangement: Arrangement) -> Exposed:
    parties, asked, given = arrangement.party_codes, arrangement.perhaps_parties, risk.exposure
    exposure = {} if asked and all(given.get(code) == "none" for code in asked) else given
    carriers = tuple([code for code in parties if _carries(code, risk, exposure, arrangement)])
    direct = tuple([code for code in parties if exposure.get(code) == "direct"])
    perhaps = any(exposure.get(code) == "direct" or _is_unknown("exposure", code, risk) for code in asked)
    if not (direct or perhaps):
        direct = tuple([code for code in parties if not exposure.get(code)])
    return Exposed(exposure, carriers, direct)


def _carries(partner: str, risk: Risk, exposure: Mapping[str, str], arrangement: Arrangement) -> bool:
    """Whether the partner carries it: exposure direct, indirect or not given.

    An unreadable one counts only where all others say none: if it says so too, none of them counts.
    """
    if exposure.get(partner) == "none":
        return False
    others = (code for code in arrangement.perhaps_parties if code != partner)
    return not _is_unknown("exposure", partner, risk) or all(risk.exposure.get(code) == "none" for code in others)


def _is_unknown(name: str, partner: str, risk: Risk) -> bool:
    """Whether a cell of the partner's could not be understood."""
    return bool(risk.unknown) and f"{name}{PARTNER_MARK}{partner}" in risk.unknown


def _scored(counting: Collection[tuple[str, int, int]], scale: Scale) -> Scored:
    """What follows from the likelihoods and impacts that count."""
    scores = {code: likelihood * impact for code, likelihood, impact in counting}
    if not scores:
        return Scored(scores, None, "", None, (), "")
    highest, lowest = max(scores.values()), min(scores.values())
    beyond = tuple([code for code, score in scores.items() if score > scale.accepted[code]])
    difference = ""
    if len(scores) > 1:
        _, likelihoods, impacts = zip(*counting, strict=True)
        points = max(max(likelihoods) - min(likelihoods), max(impacts) - min(impacts))
        difference = _difference(points, highest, lowest, scale)
    return Scored(scores, highest, scale.levels[highest], highest - lowest, beyond, difference)


def _difference(points: int, highest: int, lowest: int, scale: Scale) -> str:
    """How far apart views are: so many points of likelihood or impact, and from the highest score to the lowest."""
    level, limits = scale.levels[highest], scale.thresholds
    levels = LEVELS.index(level) - LEVELS.index(scale.levels[lowest])
    apart = levels >= limits["view.far_apart_levels"] and points >= limits["view.discuss_points"]
    if points >= limits["view.far_apart_points"] or apart:
        return "far_apart"
    wide = levels > 0 and highest - lowest >= limits["view.discuss_spread"]
    return "discuss" if level in HIGH and (points >= limits["view.discuss_points"] or wide) else "aligned"
