"""RSK-06: A risk passed on to a partner (guide, risk transfer; chapter summary)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import funded
from pipeline.analysis.risk_view import RiskView, above
from pipeline.domain.arrangement import Line
from pipeline.domain.cell import Cell
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of, of_risk
from pipeline.findings.observe_rows import whole
from pipeline.findings.registry import rule

SERIOUS = 2


@rule("RSK-06", reads=("Partners", "Risks", "Budget"))
def transfer(assessment: Assessment) -> Iterable[Observation]:
    """What is open about a transfer: medium for one of the five conditions, high for two or more."""
    perhaps_paid = _perhaps_paid(assessment)
    for view in assessment.live_risks:
        if not view.risk.transfer_to:
            continue
        found = _conditions(assessment, view, perhaps_paid)
        severity = "high" if len(found) >= SERIOUS else "medium"
        # A condition without a cell of its own (no budget line) leaves no single cell that decides.
        cells = tuple(cell for own in found.values() for cell in own) if all(found.values()) else ()
        partners = tuple(dict.fromkeys(code for code in (view.risk.transfer_from, view.risk.transfer_to) if code))
        more = {"partners": partners, "cells": cells, "values": {"receiver": view.risk.transfer_to}}
        for variant in found:
            yield of_risk("RSK-06", severity, view, variant=variant, **more)


def _conditions(
    assessment: Assessment, view: RiskView, perhaps_paid: Callable[[str], bool]
) -> dict[str, tuple[Cell, ...]]:
    """The conditions that hold for the receiver, with the cells that decide each."""
    risk, receiver = view.risk, view.risk.transfer_to
    partner = assessment.arrangement.by_code.get(receiver)
    ratings = {name: cell_of("Risks", risk, name, receiver) for name in ("likelihood", "impact")}
    found: dict[str, tuple[Cell, ...]] = {}
    if risk.transfer_assessed not in ("", "lower") or risk.blank("transfer_assessed"):
        found["assessed"] = (cell_of("Risks", risk, "transfer_assessed"),)
    empty = tuple(cell for name, cell in ratings.items() if risk.blank(name, receiver))
    if empty and view.not_rated(receiver):
        found["view"] = empty
    if partner and above(view.level(receiver), partner.acceptable_level):
        found["level"] = tuple(ratings.values())
    if risk.blank("measures"):
        found["measures"] = (cell_of("Risks", risk, "measures"),)
    if not perhaps_paid(receiver) and not any(
        _pays_for(line, receiver) for line in assessment.money.lines_for(risk.id)
    ):
        found["line"] = ()
    return found


def _pays_for(line: Line, receiver: str) -> bool:
    """Whether a line protects the receiver with money, or perhaps does so in a cell that cannot be understood."""
    protects = receiver in line.protects or "protects" in line.unknown
    return protects and (funded(line) > 0 or "funded_amount" in line.unknown)


def _perhaps_paid(assessment: Assessment) -> Callable[[str], bool]:
    """Whether some line may pay for any risk of a partner, because what it supports cannot be understood."""
    arrangement = assessment.arrangement
    if not whole(arrangement, "Budget"):
        return lambda _receiver: True
    doubtful = [line for line in arrangement.lines if "supports" in line.unknown]
    everybody = any(_pays_for(line, "") for line in doubtful if "protects" in line.unknown)
    receivers = {code for line in doubtful for code in line.protects if _pays_for(line, code)}
    return lambda receiver: everybody or receiver in receivers
