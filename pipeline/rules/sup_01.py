"""SUP-01: What one party has in place and another needs, without support on its way (guide, capacity)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis import naming
from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Indicator
from pipeline.domain.finding import Observation
from pipeline.domain.references import without_word
from pipeline.findings.observe import cell_of
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule
from schemas.tables.support import Support
from schemas.vocabulary import compared


@rule("SUP-01", reads=("Indicators", "Partners", "Support"))
def without_support(assessment: Assessment) -> Iterable[Observation]:
    """An indicator rated absent by one party and present by another, and no support about it for the first.

    One finding for each party that needs. Silent where support that may be about it cannot be read.
    """
    given = assessment.arrangement
    every = given.rows_of(Support)
    if not every or not tables_are_whole(given, "Support"):
        return
    for indicator in given.indicators:
        offers = tuple(code for code in given.party_codes if indicator.rating.get(code) == "present")
        for code in given.party_codes if offers else ():
            if indicator.rating.get(code) == "absent" and not any(_may_be_for(one, code, indicator) for one in every):
                yield Observation(
                    rule="SUP-01", subject=code, kind="partner", severity="medium", partner=code,
                    rows=(indicator.id,), partners=(code, *offers),
                    cells=(cell_of("Indicators", indicator, "rating", code),),
                    values={"named": naming.of(indicator), "offers": offers},
                )  # fmt: skip


def _may_be_for(support: Support, code: str, indicator: Indicator) -> bool:
    """Whether it is for this party and about this indicator or its element, or may be where a cell cannot be read."""
    if support.receiver != code and "receiver" not in support.unknown:
        return False
    about = compared(without_word(support.about, "Indicators", (indicator.id,)))
    unread = {"about"} & support.unknown or "element" in indicator.unknown
    return bool(unread) or (about != "" and about in (compared(indicator.id), compared(indicator.element)))
