"""RSK-06: A risk passed on to a partner (guide, risk transfer; chapter summary)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RATINGS, RiskView
from pipeline.domain.arrangement import Line
from pipeline.domain.cell import Cell
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of, of_risk
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule

SERIOUS = 2


@rule("RSK-06", reads=("Arrangement", "Partners", "Risks", "Budget"))
def transfer(assessment: Assessment) -> Iterable[Observation]:
    """What is open about a transfer: medium for one of the five points, high for two or more."""
    perhaps_paid = _perhaps_paid(assessment)
    for view in assessment.live_risks:
        if not view.risk.transfer_to:
            continue
        found = _points(assessment, view, perhaps_paid)
        severity = "high" if len(found) >= SERIOUS else "medium"
        # A point without a cell of its own (no budget line) leaves no single cell that decides.
        decided = all(all(cells) for _, cells in found.values())
        cells = tuple(cell for _, own in found.values() for of in own for cell in of) if decided else ()
        givers = (view.risk.transfer_from,) if view.risk.transfer_from else ()
        partners = tuple(dict.fromkeys((*givers, *view.risk.transfer_to)))
        for variant, (receivers, _) in found.items():
            values = {"receivers": view.risk.transfer_to, "receiver": receivers}
            yield of_risk("RSK-06", severity, view, variant=variant, partners=partners, cells=cells, values=values)


Point = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]


def _points(assessment: Assessment, view: RiskView, perhaps_paid: Callable[[str], bool]) -> dict[str, Point]:
    """The points that are open, each once: for which receivers, and for each the cells that decide it.

    What is asked of a receiver itself (its view, its acceptable level, its funding) is asked of parties only.
    """
    risk, to = view.risk, view.risk.transfer_to
    parties = [code for code in to if code in assessment.arrangement.party_codes]
    found: dict[str, Point] = {}
    if risk.transfer_assessed not in ("", "lower") or risk.blank("transfer_assessed"):
        found["assessed"] = (to, ((cell_of("Risks", risk, "transfer_assessed"),),))
    _add(found, "view", {code: own for code in parties if (own := _not_rated(view, code))})
    _add(found, "level", {code: _rating_cells(view, code) for code in parties if code in view.beyond})
    if risk.blank("measures"):
        found["measures"] = (to, ((cell_of("Risks", risk, "measures"),),))
    lines = [line for line in assessment.money.lines_for("Risks", risk.id) if assessment.money.may_pay_today(line)]
    unpaid = [code for code in parties if not perhaps_paid(code) and not any(_protects(line, code) for line in lines)]
    _add(found, "line", dict.fromkeys(unpaid if assessment.money.covers_all else (), ()))
    return found


def _add(found: dict[str, Point], variant: str, cells: Mapping[str, tuple[Cell, ...]]) -> None:
    if cells:
        found[variant] = (tuple(cells), tuple(cells.values()))


def _rating_cells(view: RiskView, code: str) -> tuple[Cell, ...]:
    return tuple(cell_of("Risks", view.risk, name, code) for name in ("likelihood", "impact"))


def _not_rated(view: RiskView, code: str) -> tuple[Cell, ...]:
    """The cells for which it has no rating that counts: the empty ones, else the exposure that says none."""
    empty = tuple(cell_of("Risks", view.risk, name, code) for name in RATINGS if view.risk.blank(name, code))
    none = (cell_of("Risks", view.risk, "exposure", code),) if view.says_none(code) else ()
    return empty or none


def _protects(line: Line, receiver: str) -> bool:
    """Whether a line protects the receiver, or perhaps does so in a cell that cannot be understood."""
    return receiver in line.protects or "protects" in line.unknown


def _perhaps_paid(assessment: Assessment) -> Callable[[str], bool]:
    """Whether some line may pay for any risk of a partner, because what it supports cannot be understood."""
    arrangement = assessment.arrangement
    if not tables_are_whole(arrangement, "Budget"):
        return lambda _receiver: True
    doubtful = [
        line for line in arrangement.lines if "supports" in line.unknown and assessment.money.may_pay_today(line)
    ]
    everybody = any("protects" in line.unknown for line in doubtful)
    receivers = {code for line in doubtful for code in line.protects}
    return lambda receiver: everybody or receiver in receivers
