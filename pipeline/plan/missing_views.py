"""A view taken back settles nothing: findings that a view which is no longer here could still bring about.

docs/design.md: an action is resolved only if its subject was fully assessed, and a missing view is never consent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement, Indicator, Risk
from pipeline.findings.registry import rules
from schemas.vocabulary import compared

# What a missing view may turn out to be: the highest rating, the lowest, and what lies between.
_POINTS = (5, 1, 3)
_RATINGS = ("absent", "present", "partial")


class MissingViews:
    """The views of risks and indicators that are not here, and what they could mean."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment

    def keep(self, id: str, subject: str, partners: Collection[str]) -> bool:
        """Whether the finding `id` may only be gone because one of `partners`, whom it named, has no view here now."""
        absent = self._absent.get(compared(subject), frozenset())
        return bool(absent.intersection(partners)) and compared(id) in self._possible

    @cached_property
    def _absent(self) -> Mapping[str, frozenset[str]]:
        """The parties without a view, by risk or indicator; rows with all views are left out."""
        found: dict[str, frozenset[str]] = {}
        for view in self._assessment.live_risks:
            found[compared(view.risk.id)] = frozenset(code for code in view.carriers if view.not_rated(code))
        parties = self._assessment.arrangement.parties
        for indicator in self._assessment.arrangement.indicators:
            silent = frozenset(party.partner for party in parties if indicator.blank("rating", party.partner))
            found[compared(indicator.id)] = silent
        return {id: codes for id, codes in found.items() if codes}

    @cached_property
    def _possible(self) -> frozenset[str]:
        """The ids of all findings on such rows under one filling or another."""
        return frozenset(id for filling in zip(_POINTS, _RATINGS, strict=True) for id in self._found(*filling))

    def _found(self, points: int, rating: str) -> Iterator[str]:
        assessment = replace(self._assessment, arrangement=self._filled(points, rating))
        for rule in rules().values():
            if rule.id.startswith(("RSK", "IND")):
                yield from (compared(f"{seen.rule}/{seen.subject}") for seen in rule.look(assessment))

    def _filled(self, points: int, rating: str) -> Arrangement:
        """The arrangement with only the rows that lack a view, every missing one filled in."""
        given = self._assessment.arrangement
        risks = (self._risk(risk, points) for risk in given.risks if compared(risk.id) in self._absent)
        rated = (self._indicator(row, rating) for row in given.indicators if compared(row.id) in self._absent)
        return replace(given, risks=tuple(risks), indicators=tuple(rated))

    def _risk(self, risk: Risk, points: int) -> Risk:
        missing = dict.fromkeys(self._absent[compared(risk.id)], points)
        return replace(risk, likelihood={**missing, **risk.likelihood}, impact={**missing, **risk.impact})

    def _indicator(self, indicator: Indicator, rating: str) -> Indicator:
        missing = dict.fromkeys(self._absent[compared(indicator.id)], rating)
        return replace(indicator, rating={**missing, **indicator.rating})
