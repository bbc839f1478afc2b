"""PAR-01: An arrangement has at least two parties."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import Observation
from pipeline.findings.registry import rule

ENOUGH = 2


@rule("PAR-01", reads=("Partners",))
def two_parties(assessment: Assessment) -> Iterable[Observation]:
    """Fewer than two organisations sign; silent while a row that cannot be read might be one of them."""
    arrangement = assessment.arrangement
    parties = arrangement.parties
    if len(parties) + _perhaps(arrangement) < ENOUGH and "Partners" not in arrangement.missing:
        codes = tuple(party.partner for party in parties)
        yield Observation(
            rule="PAR-01",
            subject="arrangement",
            kind="arrangement",
            severity="critical",
            partners=codes,
            variant="one" if codes else "none",
        )


def _perhaps(arrangement: Arrangement) -> int:
    """How many more organisations may be parties: an unreadable cell is not a `no`."""
    left_out = arrangement.left_out.get("Partners", frozenset()) - arrangement.by_code.keys()
    without = sum(not code for _, code in arrangement.left_out_rows.get("Partners", ()))
    return len(left_out) + without + sum("party" in partner.unknown for partner in arrangement.partners)
