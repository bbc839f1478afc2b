"""One risk as the partners see it: scores, joint score, spread, view (docs/rules.md, Terms; guide)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.analysis import naming
from pipeline.analysis.once import once
from pipeline.domain.arrangement import Arrangement, Risk
from schemas.fields import PARTNER_MARK
from schemas.thresholds import Thresholds

LEVELS = ("low", "medium", "high", "very_high")


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


@dataclass(frozen=True)
class RiskView:
    """A risk with what follows from the partners' ratings. Codes are partner codes throughout."""

    risk: Risk
    arrangement: Arrangement
    thresholds: Thresholds

    @once
    def named(self) -> str:
        """How sentences call it: its id with what could happen."""
        return naming.of(self.risk)

    @once
    def is_open(self) -> bool:
        """Whether its status is open or treating; an empty status is open, an unreadable one is not."""
        return self.risk.status in ("open", "treating") or self.risk.blank("status")

    @property
    def is_accepted(self) -> bool:
        """Whether its status is accepted."""
        return self.risk.status == "accepted"

    @once
    def scores(self) -> Mapping[str, int]:
        """Likelihood times impact by partner, for every partner that gave both."""
        likelihood, impact = self.risk.likelihood, self.risk.impact
        codes = self.arrangement.by_code
        return {code: likelihood[code] * impact[code] for code in codes if code in likelihood and code in impact}

    @once
    def party_scores(self) -> Mapping[str, int]:
        """The scores of the parties alone: those of other organisations are shown only."""
        scores = self.scores
        return {code: scores[code] for code in self.arrangement.party_codes if code in scores}

    def level(self, partner: str) -> str:
        """The level of this partner's score, "" where it has not rated."""
        return level_of(self.scores[partner], self.thresholds) if partner in self.scores else ""

    def carries(self, partner: str) -> bool:
        """Whether the partner carries it: exposure direct, indirect or not given; never where unreadable."""
        if self.risk.exposure.get(partner) == "none":
            return False
        return not self.risk.unknown or f"exposure{PARTNER_MARK}{partner}" not in self.risk.unknown

    def exposed(self, partner: str) -> str:
        """The exposure as given, "" where it is not."""
        return self.risk.exposure.get(partner, "")

    def not_rated(self, partner: str) -> bool:
        """Whether the partner's likelihood or impact is truly empty, and neither is unreadable."""
        if partner in self.scores:
            return False
        ratings = {f"{name}{PARTNER_MARK}{partner}" for name in ("likelihood", "impact")}
        return ratings.isdisjoint(self.risk.unknown)

    @once
    def carriers(self) -> tuple[str, ...]:
        """The parties that carry it."""
        codes, exposure = self.arrangement.party_codes, self.risk.exposure
        if self.risk.unknown:
            return tuple(code for code in codes if self.carries(code))
        return tuple([code for code in codes if exposure.get(code) != "none"])

    @once
    def joint_score(self) -> int | None:
        """The highest score of the parties that rated: agreement never lowers it. None where nobody rated."""
        return max(self.party_scores.values(), default=None)

    @once
    def joint_level(self) -> str:
        """The level of the joint score, "" where nobody rated."""
        return "" if self.joint_score is None else level_of(self.joint_score, self.thresholds)

    @once
    def is_high(self) -> bool:
        """Whether the joint level is high or very high."""
        return self.joint_level in ("high", "very_high")

    @once
    def spread(self) -> int | None:
        """Highest minus lowest score of the parties that rated."""
        scores = self.party_scores.values()
        return max(scores) - min(scores) if scores else None

    @once
    def view(self) -> str:
        """How far the parties' views lie apart: a code of the vocabulary `view`."""
        if len(self.party_scores) < 2:
            return "one_view" if self.party_scores else "no_view"
        limits = self.thresholds
        points = max(self._range(self.risk.likelihood), self._range(self.risk.impact))
        lowest, highest = (level_of(pick(self.party_scores.values()), limits) for pick in (min, max))
        levels = LEVELS.index(highest) - LEVELS.index(lowest)
        if points >= limits["view.far_apart_points"] or levels >= limits["view.far_apart_levels"]:
            return "far_apart"
        wide = levels > 0 and (self.spread or 0) >= limits["view.discuss_spread"]
        return "discuss" if self.is_high and (points >= limits["view.discuss_points"] or wide) else "aligned"

    def _range(self, values: Mapping[str, int]) -> int:
        given = [values[code] for code in self.party_scores]
        return max(given) - min(given)

    @property
    def complete(self) -> bool:
        """Whether every party that carries it has rated it."""
        return all(code in self.scores for code in self.carriers)

    @once
    def unrated(self) -> tuple[str, ...]:
        """The parties that carry it and have not rated it; none whose ratings are unreadable."""
        return () if self.complete else tuple(code for code in self.carriers if self.not_rated(code))

    @once
    def beyond(self) -> tuple[str, ...]:
        """The parties that carry it and whose level is above what they accept."""
        by_code = self.arrangement.by_code
        return tuple(code for code in self.carriers if above(self.level(code), by_code[code].acceptable_level))

    @property
    def residual_score(self) -> int | None:
        """Residual likelihood times residual impact, None unless both are given."""
        likelihood, impact = self.risk.residual_likelihood, self.risk.residual_impact
        return None if likelihood is None or impact is None else likelihood * impact

    @property
    def residual_level(self) -> str:
        """The level of the residual score, "" where there is none."""
        return "" if self.residual_score is None else level_of(self.residual_score, self.thresholds)


def view_risk(risk: Risk, arrangement: Arrangement, thresholds: Thresholds) -> RiskView:
    """The view of one risk."""
    return RiskView(risk, arrangement, thresholds)
