"""The risks as the page shows them: the 5x5 map, each partner's view on one risk, the agenda of differences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.order import natural
from pipeline.analysis.risk_view import LEVELS, RiskView, level_of
from schemas.thresholds import Thresholds
from schemas.vocabulary import vocabulary

SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Seen:
    """A place on the map, and the partners who see the risk there."""

    likelihood: int
    impact: int
    level: str
    partners: tuple[str, ...]

    @property
    def score(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact


def positions(view: RiskView) -> tuple[Seen, ...]:
    """Where the partners see one risk, the highest score first; partners in the order of their sheet."""
    placed: dict[tuple[int, int], list[str]] = {}
    for code in view.scores:
        placed.setdefault((view.risk.likelihood[code], view.risk.impact[code]), []).append(code)
    seen = (
        Seen(likelihood, impact, level_of(likelihood * impact, view.thresholds), tuple(codes))
        for (likelihood, impact), codes in placed.items()
    )
    return tuple(sorted(seen, key=lambda item: (-item.score, -item.impact)))


# A risk, and the partners who see it in one square.
Held = tuple[RiskView, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Square:
    """One square of the map: its level, and which risks are seen there by whom."""

    likelihood: int
    impact: int
    level: str
    held: tuple[Held, ...]


def heat_map(views: Iterable[RiskView], thresholds: Thresholds) -> tuple[tuple[Square, ...], ...]:
    """The map by rows, likelihood 5 on top, impact 1 on the left."""
    held: dict[tuple[int, int], list[Held]] = {}
    for view in views:
        for seen in positions(view):
            held.setdefault((seen.likelihood, seen.impact), []).append((view, seen.partners))
    return tuple(
        tuple(_square(likelihood, impact, held, thresholds) for impact in SCALE) for likelihood in reversed(SCALE)
    )


def _square(likelihood: int, impact: int, held: Mapping[tuple[int, int], list[Held]], thresholds: Thresholds) -> Square:
    level = level_of(likelihood * impact, thresholds)
    return Square(likelihood, impact, level, tuple(held.get((likelihood, impact), ())))


@dataclass(frozen=True, slots=True)
class Difference:
    """A risk that the partners see differently."""

    view: RiskView
    seen: tuple[Seen, ...]
    first: tuple[str, ...]  # directly exposed: they speak first
    missing: tuple[str, ...]  # parties that carry it and whose view is not here yet


def differences(assessment: Assessment) -> tuple[Difference, ...]:
    """The live risks on which the parties differ: far apart first, then by joint score and spread."""
    order = ("far_apart", "discuss")
    views = [view for view in assessment.live_risks if view.difference in order]
    views.sort(key=lambda v: (order.index(v.difference), -(v.joint_score or 0), -(v.spread or 0), natural(v.risk.id)))
    return tuple(
        Difference(
            view,
            positions(view),
            view.directly_exposed,
            view.unrated,
        )
        for view in views
    )


def by_level(assessment: Assessment) -> Iterator[tuple[str, tuple[RiskView, ...]]]:
    """The open risks by joint level, very high first; "" for those nobody rated, then `accepted` and `closed`."""
    open_ones = assessment.open_risks
    for level in (*reversed(LEVELS), ""):
        yield level, _sorted(view for view in open_ones if view.joint_level == level)
    yield "accepted", _sorted(view for view in assessment.risks if view.is_live and not view.is_open)
    yield "closed", _sorted(view for view in assessment.risks if not view.is_live)


def _sorted(views: Iterable[RiskView]) -> tuple[RiskView, ...]:
    return tuple(sorted(views, key=lambda view: (-(view.joint_score or 0), natural(view.risk.id))))


def count_by_view(views: Iterable[RiskView]) -> Mapping[str, int]:
    """How many risks stand in each class of view, every class named."""
    found = dict.fromkeys(vocabulary("view").codes, 0)
    for view in views:
        found[view.view] += 1
    return found


# A party's code, the risks it carries and has not rated, the indicators it has not rated.
MissingViews = tuple[str, tuple[str, ...], tuple[str, ...]]


def missing_views(assessment: Assessment) -> Iterator[MissingViews]:
    """Each party whose view is missing somewhere, in the order of the sheet."""
    for code in assessment.arrangement.party_codes:
        unrated = tuple(view.risk.id for view in assessment.unrated_risks[code])
        unanswered = tuple(rating.indicator.id for rating in assessment.unrated_indicators[code])
        if unrated or unanswered:
            yield code, unrated, unanswered
