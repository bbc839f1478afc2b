"""Everything a rule may ask about one arrangement: the rows, the views derived from them, the thresholds, the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from pipeline.analysis.activity_tree import ActivityTree, known_roles
from pipeline.analysis.indicator_ratings import Ratings, ratings_of_all
from pipeline.analysis.money import Money
from pipeline.analysis.risk_view import RiskView, view_risks
from pipeline.domain.arrangement import Action, Arrangement
from schemas.thresholds import Thresholds, defaults
from schemas.vocabulary import compared

View = TypeVar("View", RiskView, Ratings)


@dataclass(frozen=True)
class Assessment:
    """An arrangement on one day under given thresholds. Derived parts are computed when first asked for."""

    arrangement: Arrangement
    today: date
    thresholds: Thresholds

    @classmethod
    def of(cls, arrangement: Arrangement, today: date, thresholds: Thresholds | None = None) -> Assessment:
        """An assessment under the shipped thresholds unless others are given.

        It looks things up in an arrangement of its own: in a long one these look-ups are large, and end with it.
        """
        return cls(replace(known_roles(arrangement)), today, defaults() if thresholds is None else thresholds)

    def with_actions(self, actions: tuple[Action, ...]) -> Assessment:
        """The same with other rows in the action plan, on which nothing depends that is derived here: that stays."""
        other = replace(self, arrangement=replace(self.arrangement, actions=actions))
        derived = vars(self).keys() - {field.name for field in fields(self)}
        vars(other).update({name: vars(self)[name] for name in derived})
        return other

    @cached_property
    def risks(self) -> tuple[RiskView, ...]:
        """Every risk as the partners see it, in the order of the rows."""
        return view_risks(self.arrangement.risks, self.arrangement, self.thresholds)

    @cached_property
    def open_risks(self) -> tuple[RiskView, ...]:
        """The risks that count as open; one marked as accepted does until those who carry it have answered."""
        return tuple([view for view in self.risks if view.is_open])

    @cached_property
    def high_risks(self) -> tuple[RiskView, ...]:
        """The risks that count as open and whose joint level is high or very high."""
        return tuple([view for view in self.open_risks if view.is_high])

    @cached_property
    def live_risks(self) -> tuple[RiskView, ...]:
        """The risks that count as open, or that all who carry them have accepted."""
        return tuple([view for view in self.risks if view.is_live])

    @cached_property
    def carried(self) -> Mapping[str, tuple[RiskView, ...]]:
        """By party, the open risks that it carries."""
        return self._by_party((code, view) for view in self.open_risks for code in view.carriers)

    @cached_property
    def unrated_risks(self) -> Mapping[str, tuple[RiskView, ...]]:
        """By party, the live risks that it carries and has not rated."""
        return self._by_party((code, view) for view in self.live_risks for code in view.unrated)

    @cached_property
    def unrated_indicators(self) -> Mapping[str, tuple[Ratings, ...]]:
        """By party, the indicators that it has not rated."""
        return self._by_party((code, ratings) for ratings in self.ratings for code in ratings.unrated)

    def _by_party(self, pairs: Iterable[tuple[str, View]]) -> dict[str, tuple[View, ...]]:
        found: dict[str, list[View]] = {code: [] for code in self.arrangement.party_codes}
        for code, view in pairs:
            found[code].append(view)
        return {code: tuple(views) for code, views in found.items()}

    @cached_property
    def risk_by_id(self) -> Mapping[str, RiskView]:
        """The risks by id as compared (`schemas.vocabulary.compared`)."""
        return {compared(view.risk.id): view for view in self.risks}

    @cached_property
    def risks_by_event(self) -> Mapping[str, tuple[RiskView, ...]]:
        """The risks of each event, by the event as compared; a risk without an event is in none."""
        found: dict[str, list[RiskView]] = {}
        for view in self.risks:
            if key := compared(view.risk.event):
                found.setdefault(key, []).append(view)
        return {key: tuple(views) for key, views in found.items()}

    @cached_property
    def live_by_event(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the live risks of each event, by the event, all as compared: many topics are about one."""
        found: dict[str, list[str]] = {}
        for id, view in self.risk_by_id.items():
            if view.is_live and (key := compared(view.risk.event)):
                found.setdefault(key, []).append(id)
        return {key: tuple(ids) for key, ids in found.items()}

    @cached_property
    def carriers_by_event(self) -> Mapping[str, Mapping[str, frozenset[int | None]]]:
        """Of each event, by the event as compared: the scores that the parties carrying its open risks give.

        None among them: it carries one that it has not rated. Kept by event, as many topics may be about one.
        """
        found: dict[str, dict[str, set[int | None]]] = {}
        for event, views in self.risks_by_event.items():
            scores = found.setdefault(event, {})
            for view in views:
                for code in view.carriers if view.is_open else ():
                    scores.setdefault(code, set()).add(view.scores.get(code))
        return {event: {code: frozenset(given) for code, given in of.items()} for event, of in found.items()}

    @cached_property
    def tree(self) -> ActivityTree:
        """The activities as a tree of codes."""
        return ActivityTree(self.arrangement.activities, self.arrangement.left_out.get("Activities", ()))

    @cached_property
    def events(self) -> Mapping[str, str]:
        """The commonest spelling of each event, by the event as compared."""
        given = self.arrangement
        return commonest([*(risk.event for risk in given.risks), *(activity.event for activity in given.activities)])

    @cached_property
    def elements(self) -> Mapping[str, str]:
        """The commonest spelling of each element, by the element as compared."""
        return commonest(indicator.element for indicator in self.arrangement.indicators)

    @cached_property
    def ratings(self) -> tuple[Ratings, ...]:
        """Every indicator with its effective and joint ratings, in the order of the rows."""
        return ratings_of_all(self.arrangement.indicators, self.arrangement)

    @cached_property
    def ratings_by_id(self) -> Mapping[str, Ratings]:
        """The ratings of each indicator by its id as compared; of several with one id, those of the first."""
        return {compared(ratings.indicator.id): ratings for ratings in reversed(self.ratings)}

    @cached_property
    def ratings_by_element(self) -> Mapping[str, tuple[Ratings, ...]]:
        """The ratings of each element's indicators, by the element as compared; "" for those of none."""
        found: dict[str, list[Ratings]] = {}
        for ratings in self.ratings:
            found.setdefault(compared(ratings.indicator.element), []).append(ratings)
        return {key: tuple(those) for key, those in found.items()}

    @cached_property
    def money(self) -> Money:
        """The budget: needs, funding, shares, and which lines support what."""
        return Money(self.arrangement, self.risks, self.thresholds, self.today)


def commonest(texts: Iterable[str]) -> dict[str, str]:
    """The commonest spelling of each text, by the text as compared (`schemas.vocabulary.compared`).

    Of spellings equally common the first in the alphabet counts, capitals first: sorting the sheet
    must change no subject, and so no action's id. Empty texts are left out.
    """
    counted: dict[str, Counter[str]] = {}
    for text, times in Counter(texts).items():
        if key := compared(text):
            counted.setdefault(key, Counter())[" ".join(text.split())] += times
    return {key: min(count, key=lambda text: (-count[text], text)) for key, count in counted.items()}
