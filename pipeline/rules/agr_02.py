"""AGR-02: Partners that depend on each other without an agreement that covers security (ISO 22397, 5.6 and 6.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from pipeline.analysis.activity_tree import code_order
from pipeline.analysis.agreements import agreements, may_be_in_force, may_cover
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import listed
from pipeline.domain.finding import Observation
from pipeline.findings.engine import natural
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule

Pair = tuple[str, str]


@rule("AGR-02", reads=("Activities", "Agreements", "Partners", "Risks"))
def not_covered(assessment: Assessment) -> Iterable[Observation]:
    """Pairs of parties that share an overlap, or one of which passes a live risk to the other; all as one."""
    every = agreements(assessment)
    if not every or not tables_are_whole(assessment.arrangement, "Agreements"):
        return
    for table, variant, pairs in (
        ("Activities", "overlap", _sharing(assessment)),
        ("Risks", "risk", _passing(assessment)),
    ):
        for pair, ids in pairs.items():
            if not any(may_be_in_force(assessment, one, *pair) and may_cover(one, "security") for one in every):
                yield Observation(
                    rule="AGR-02", subject="arrangement", kind="arrangement", severity="medium", variant=variant,
                    rows=tuple(ids), table=table, partners=pair,
                    values={"pair": pair, "giver": pair[0], "receiver": pair[1], "ids": listed(ids)},
                )  # fmt: skip


def _sharing(assessment: Assessment) -> dict[Pair, list[str]]:
    """The pairs of parties that take part in the same smallest activity, with these activities."""
    parties, found = assessment.arrangement.party_codes, dict[Pair, list[str]]()
    for activity in sorted(assessment.tree.overlaps, key=lambda item: code_order(item.activity)):
        there = activity.participants
        for pair in combinations([code for code in parties if code in there], 2):
            found.setdefault(pair, []).append(activity.activity)
    return found


def _passing(assessment: Assessment) -> dict[Pair, list[str]]:
    """The pairs of a party that passes a live risk on and one that receives it, with these risks."""
    found: dict[Pair, list[str]] = {}
    for pair, risk in sorted(_transfers(assessment), key=lambda told: natural(told[1])):
        found.setdefault(pair, []).append(risk)
    return found


def _transfers(assessment: Assessment) -> Iterator[tuple[Pair, str]]:
    parties = assessment.arrangement.party_codes
    for view in assessment.live_risks:
        giver = view.risk.transfer_from
        for receiver in view.risk.transfer_to:
            if giver in parties and receiver in parties and giver != receiver:
                yield (giver, receiver), view.risk.id
