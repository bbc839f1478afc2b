"""The budget: need, shortfall, whom it protects, and money against risk (docs/rules.md, Terms; guide, fund SRM).

Amounts are added up by fsum: what is half a unit is rounded in the same way whatever the order of the lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum

from pipeline.analysis.risk_view import RiskView
from pipeline.domain.arrangement import Arrangement, Line
from pipeline.domain.references import RowRef
from schemas.fields import PARTNER_MARK
from schemas.thresholds import Thresholds
from schemas.vocabulary import compared

# What cannot be read in these leaves every share of the budget open.
_IN_SHARES = {"protects", "funded_amount", "until_date"}
_IN_FUNDING = {*_IN_SHARES, "from_date"}  # of today
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


def never_short(line: Line) -> bool:
    """Whether the line is funded whatever stands in a cell of it that cannot be understood."""
    if countable(line):
        return not shortfall(line)
    nothing = line.quantity == 0 or line.periods == 0 or line.unit_cost == 0 or line.blank("unit_cost")
    return bool(nothing)


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

    def __init__(
        self, arrangement: Arrangement, risks: tuple[RiskView, ...], thresholds: Thresholds, today: date
    ) -> None:
        self.arrangement = arrangement
        self.risks = risks
        self.thresholds = thresholds
        self.today = today

    @property
    def covers_all(self) -> bool:
        """Whether the sheet holds all security money of the parties, for certain."""
        return self.arrangement.text("budget_covers") == "all" or self.arrangement.field_blank("budget_covers")

    @property
    def covers_shared_only(self) -> bool:
        """Whether each pays its own and the sheet holds only what is shared: then shares of money say nothing."""
        return self.arrangement.text("budget_covers") == "shared_only"

    def has_ended(self, line: Line) -> bool:
        """Whether its last day is past."""
        return line.until_date is not None and line.until_date < self.today

    def may_pay_today(self, line: Line) -> bool:
        """Whether it has money, has begun and not ended; or may, where a cell cannot be understood."""
        paid = funded(line) > 0 or "funded_amount" in line.unknown
        return paid and not self.has_ended(line) and (line.from_date is None or line.from_date <= self.today)

    @cached_property
    def supporting(self) -> Mapping[RowRef, tuple[Line, ...]]:
        """The lines that support a risk, indicator or activity."""
        found: dict[RowRef, list[Line]] = {}
        for line in self.arrangement.lines:
            for row in self.arrangement.supported(line):
                found.setdefault(row, []).append(line)
        return {row: tuple(lines) for row, lines in found.items()}

    def lines_for(self, table: str, id: str) -> tuple[Line, ...]:
        """The lines that support the row `id` of Risks, Activities or Indicators."""
        return self.supporting.get(RowRef(table, compared(id)), ())

    @cached_property
    def _pressing(self) -> frozenset[RowRef]:
        live = (view for view in self.risks if view.is_live)
        return frozenset(RowRef("Risks", compared(view.risk.id)) for view in live if view.is_high)

    def supports_pressing(self, line: Line) -> bool:
        """Whether it supports a risk of level high or very high that is open or accepted."""
        return not self._pressing.isdisjoint(self.arrangement.supported(line))

    @cached_property
    def protecting(self) -> Mapping[str, tuple[Line, ...]]:
        """Every partner's lines, by code: those that protect it, whatever else of them can be understood."""
        held: dict[str, list[Line]] = {partner.partner: [] for partner in self.arrangement.partners}
        for line in self.arrangement.lines:
            for code in dict.fromkeys(line.protects) if "protects" not in line.unknown else ():
                if code in held:
                    held[code].append(line)
        return {code: tuple(lines) for code, lines in held.items()}

    @cached_property
    def shares(self) -> Mapping[str, Share]:
        """Every partner's share, by code; lines whose amounts cannot be understood are left out."""
        return {code: _share([*filter(countable, lines)]) for code, lines in self.protecting.items()}

    @cached_property
    def unprotecting(self) -> tuple[Line, ...]:
        """The lines that name nobody they protect: they belong to nobody and are left out of shares."""
        return tuple(line for line in self.arrangement.lines if line.blank("protects"))

    @cached_property
    def risk_carried(self) -> Mapping[str, float]:
        """Each party's own scores over open risks it carries and has rated; indirect exposure counts half.

        A risk whose exposure is not given is left out.
        """
        scores: Counter[tuple[str, str]] = Counter()
        for view in self.risks:
            if view.is_open:
                for code, score in view.party_scores.items():
                    scores[code, view.exposure.get(code, "")] += score
        half = self.thresholds["exposure.indirect_weight"]
        return {code: scores[code, "direct"] + half * scores[code, "indirect"] for code in self.arrangement.party_codes}

    @cached_property
    def risk_share(self) -> Mapping[str, float]:
        """Each party's part of the risk carried by all parties, 0 to 1; empty where nothing is rated."""
        return _parts(self.risk_carried)

    @cached_property
    def budget_share(self) -> Mapping[str, float]:
        """Each party's part of the funding that protects any party, 0 to 1; empty where nothing is funded.

        What has ended is no funding; and where the sheet may hold only what is shared there is no share.
        """
        if not self.covers_all:
            return {}
        held = {code: self.protecting[code] for code in self.arrangement.party_codes}
        lasting = {code: [line for line in lines if not self.has_ended(line)] for code, lines in held.items()}
        return _parts({code: _funded(lines) for code, lines in lasting.items()})

    def share_paying(self, today: date) -> Mapping[str, float]:
        """Each party's part of the funding by lines that pay today, 0 to 1; empty where none does, or some may."""
        if not self.arrangement.is_whole("Budget") or any(_IN_FUNDING & one.unknown for one in self.arrangement.lines):
            return {}
        held = {code: self.protecting[code] for code in self.arrangement.party_codes}
        paying = {code: [line for line in lines if pays(line, today)] for code, lines in held.items()}
        return _parts({code: _funded(lines) for code, lines in paying.items()})

    @cached_property
    def support_ratio(self) -> Mapping[str, float]:
        """Budget share by risk share, by party; absent where either cannot be formed, or no line protects it."""
        if not self.budget_share or not self.is_readable:
            return {}
        shares = {code: share for code, share in self.risk_share.items() if share and self.protecting[code]}
        return {code: round(self.budget_share[code] / share, 9) for code, share in shares.items()}

    @cached_property
    def is_readable(self) -> bool:
        """Whether every cell that goes into shares of risk and money could be understood, and no row was left out."""
        if not (self.arrangement.is_whole("Budget") and self.arrangement.is_whole("Risks")):
            return False
        lines = any(_IN_SHARES & line.unknown for line in self.arrangement.lines)
        return not lines and not any(_goes_into_shares(view) for view in self.risks)


def _goes_into_shares(view: RiskView) -> bool:
    """Whether a cell of the risk that may go into a share of risk cannot be understood."""
    if not view.risk.unknown:
        return False
    names = {key.partition(PARTNER_MARK)[0] for key in view.risk.unknown}
    return bool(names & {"status", "accepted"}) or (view.is_open and bool(names & {"likelihood", "impact", "exposure"}))


def _share(lines: list[Line]) -> Share:
    parts = [(line, len(set(line.protects))) for line in lines]
    return Share(
        tuple(lines),
        fsum(need(line) / count for line, count in parts),
        _funded(lines),
        fsum(shortfall(line) / count for line, count in parts),
    )


def _funded(lines: Iterable[Line]) -> float:
    """One partner's part of what is funded of lines that protect it; nothing of an amount that cannot be read."""
    return fsum(funded(line) / len(set(line.protects)) for line in lines)


def _parts(amounts: Mapping[str, float]) -> Mapping[str, float]:
    # Rounded far below what anybody reads, so that three thirds and a limit of 0.3 meet exactly.
    total = fsum(amounts.values())
    return {code: round(amount / total, 12) for code, amount in amounts.items()} if total else {}
