"""RSK-07: A risk that came with the partnership, and whom it passed between (guide, risk transfer)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risk
from pipeline.findings.registry import rule

ENDS = ("transfer_from", "transfer_to")
ORDER = ("direct", "indirect", "none")


@rule("RSK-07", reads=("Partners", "Risks"))
def unspoken_transfer(assessment: Assessment) -> Iterable[Observation]:
    """Created or transformed, with different exposures among those given, and not said from whom to whom."""
    for view in assessment.open_risks:
        if view.risk.origin not in ("created", "transformed"):
            continue
        empty = tuple(name for name in ENDS if view.risk.blank(name))
        if not empty:
            continue
        given = {code: view.exposed(code) for code in assessment.arrangement.party_codes if view.exposed(code)}
        if len(set(given.values())) > 1:
            given = dict(sorted(given.items(), key=lambda item: ORDER.index(item[1])))
            exposures = {code: lower_label("exposure", exposure) for code, exposure in given.items()}
            values = {"origin": lower_label("origin", view.risk.origin), "exposures": exposures}
            yield of_risk("RSK-07", "low", view, *empty, partners=tuple(exposures), values=values)
