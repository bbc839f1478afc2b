"""The budget: need, shortfall, whom it protects, and money against risk (docs/rules.md, Terms; guide, fund SRM)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.analysis.risk_view import RiskView
from pipeline.domain.arrangement import Arrangement, Line
from schemas.thresholds import Thresholds
from schemas.vocabulary import compared

_AMOUNTS = {"quantity", "unit_cost", "periods", "funded_amount"}
# Less than this is what binary fractions leave over, not money.
_HALF_A_CENT = 0.005


def need(line: Line) -> float:
    """Quantity x unit cost x periods, in the arrangement's currency; empty quantity and periods count 1."""
    quantity = 1 if line.quantity is None else line.quantity
    periods = 1 if line.periods is None else line.periods
    return quantity * (line.unit_cost or 0) * periods


def funded(line: Line) -> float:
    """What is funded of it."""
    return line.funded_amount or 0


def shortfall(line: Line) -> float:
    """Need minus funding, never below 0."""
    missing = need(line) - funded(line)
    return missing if missing >= _HALF_A_CENT else 0.0


def pays(line: Line, today: date) -> bool:
    """Whether a line pays today: something of it is funded, it has begun, and it has not ended."""
    begun = line.from_date is None or line.from_date <= today
    return funded(line) > 0 and begun and (line.until_date is None or line.until_date >= today)


def countable(line: Line) -> bool:
    """Whether its amounts could all be understood."""
    return not _AMOUNTS & line.unknown


@dataclass(frozen=True, slots=True)
class Share:
    """One partner's part of the lines that protect it: a line for several is shared equally among them."""

    lines: tuple[Line, ...]
    need: float
    funded: float
    shortfall: float

    @property
    def funded_share(self) -> float | None:
        """Funded part of the need, 0 to 1 and never above; None where there is no need."""
        return 1 - self.shortfall / self.need if self.need else None


class Money:
    """The budget of one arrangement, against the risks it is meant for."""

    def __init__(self, arrangement: Arrangement, risks: tuple[RiskView, ...], thresholds: Thresholds) -> None:
        self.arrangement = arrangement
        self.risks = risks
        self.thresholds = thresholds

    @cached_property
    def supporting(self) -> Mapping[str, tuple[Line, ...]]:
        """The lines that support a risk, indicator or activity, by its id as compared."""
        found: dict[str, list[Line]] = {}
        for line in self.arrangement.lines:
            for id in dict.fromkeys(map(compared, line.supports)):
                found.setdefault(id, []).append(line)
        return {id: tuple(lines) for id, lines in found.items()}

    def lines_for(self, id: str) -> tuple[Line, ...]:
        """The lines that support the risk, indicator or activity `id`."""
        return self.supporting.get(compared(id), ())

    @cached_property
    def _pressing(self) -> frozenset[str]:
        live = (view for view in self.risks if view.is_open or view.is_accepted)
        return frozenset(compared(view.risk.id) for view in live if view.is_high)

    def supports_pressing(self, line: Line) -> bool:
        """Whether it supports a risk of level high or very high that is open or accepted."""
        return any(compared(id) in self._pressing for id in line.supports)

    @cached_property
    def shares(self) -> Mapping[str, Share]:
        """Every partner's share, by code; lines whose amounts cannot be understood are left out."""
        held: dict[str, list[Line]] = {partner.partner: [] for partner in self.arrangement.partners}
        for line in self.arrangement.lines:
            for code in dict.fromkeys(line.protects):
                if code in held and countable(line) and "protects" not in line.unknown:
                    held[code].append(line)
        return {code: _share(lines) for code, lines in held.items()}

    @cached_property
    def unprotecting(self) -> tuple[Line, ...]:
        """The lines that name nobody they protect: they belong to nobody and are left out of shares."""
        return tuple(line for line in self.arrangement.lines if line.blank("protects"))

    @cached_property
    def risk_carried(self) -> Mapping[str, float]:
        """Each party's own scores over open risks it carries and has rated; indirect exposure counts half.

        A risk whose exposure is not given is left out.
        """
        weights = {"direct": 1.0, "indirect": self.thresholds["exposure.indirect_weight"]}
        carried = {party.partner: 0.0 for party in self.arrangement.parties}
        for view in self.risks:
            if view.is_open:
                for code in carried:
                    carried[code] += view.scores.get(code, 0) * weights.get(view.exposed(code), 0.0)
        return carried

    @cached_property
    def risk_share(self) -> Mapping[str, float]:
        """Each party's part of the risk carried by all parties, 0 to 1; empty where nothing is rated."""
        return _parts(self.risk_carried)

    @cached_property
    def budget_share(self) -> Mapping[str, float]:
        """Each party's part of the funding that protects any party, 0 to 1; empty where nothing is funded."""
        return _parts({party.partner: self.shares[party.partner].funded for party in self.arrangement.parties})

    def share_paying(self, today: date) -> Mapping[str, float]:
        """Each party's part of the funding by lines that pay today, 0 to 1; empty where none does."""
        paid = dict.fromkeys(self.arrangement.party_codes, 0.0)
        for line in self.arrangement.lines:
            if countable(line) and pays(line, today):
                codes = tuple(dict.fromkeys(line.protects))
                for code in codes:
                    if code in paid:
                        paid[code] += funded(line) / len(codes)
        return _parts(paid)

    @cached_property
    def support_ratio(self) -> Mapping[str, float]:
        """Budget share divided by risk share, by party; absent where either cannot be formed."""
        if not self.budget_share:
            return {}
        return {code: round(self.budget_share[code] / share, 9) for code, share in self.risk_share.items() if share}


def _share(lines: list[Line]) -> Share:
    parts = [(line, len(set(line.protects))) for line in lines]
    return Share(
        tuple(lines),
        sum(need(line) / count for line, count in parts),
        sum(funded(line) / count for line, count in parts),
        sum(shortfall(line) / count for line, count in parts),
    )


def _parts(amounts: Mapping[str, float]) -> Mapping[str, float]:
    # Rounded far below what anybody reads, so that three thirds and a limit of 0.3 meet exactly.
    total = sum(amounts.values())
    return {code: round(amount / total, 12) for code, amount in amounts.items()} if total else {}
