"""AGR-02: Partners that depend on each other without an agreement that covers security (ISO 22397, 5.6 and 6.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations

from pipeline.analysis.activity_tree import code_order
from pipeline.analysis.agreements import agreements, may_be_in_force, may_cover
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.order import natural
from pipeline.analysis.words import listed
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule

Group = tuple[str, ...]
Covered = Callable[[str, str], bool]


@rule("AGR-02", reads=("Activities", "Agreements", "Partners", "Risks"))
def not_covered(assessment: Assessment) -> Iterable[Observation]:
    """Parties that share an overlap, or one of which passes a live risk to others, two by two uncovered; all as one."""
    if not agreements(assessment) or not tables_are_whole(assessment.arrangement, "Agreements"):
        return
    covered = _covered(assessment)
    for group, ids in _sharing(assessment, covered).items():
        yield _observation("overlap", "Activities", group, ids, {"partners": group})
    for (giver, *receivers), ids in _passing(assessment, covered).items():
        values = {"giver": giver, "receivers": tuple(receivers)}
        yield _observation("risk", "Risks", (giver, *receivers), ids, values)


def _covered(assessment: Assessment) -> Covered:
    """Whether an agreement between two parties covers security, or may; looked up once for each two."""
    such = [one for one in agreements(assessment) if may_cover(one, "security")]

    @cache
    def covered(one: str, other: str) -> bool:
        return any(may_be_in_force(assessment, agreement, one, other) for agreement in such)

    return covered


def _observation(variant: str, table: str, group: Group, ids: list[str], values: Mapping[str, object]) -> Observation:
    return Observation(
        rule="AGR-02", subject="arrangement", kind="arrangement", severity="medium", variant=variant,
        rows=tuple(ids), table=table, partners=group, values={**values, "ids": listed(ids)},
    )  # fmt: skip


def _sharing(assessment: Assessment, covered: Covered) -> dict[Group, list[str]]:
    """The groups of parties that take part in the same smallest activity, with these activities."""
    parties, found = assessment.arrangement.party_codes, dict[Group, list[str]]()
    for activity in sorted(assessment.tree.overlaps, key=lambda item: code_order(item.activity)):
        there = activity.participants
        for group in _groups(tuple(code for code in parties if code in there), covered):
            found.setdefault(group, []).append(activity.activity)
    return found


def _groups(parties: Group, covered: Covered) -> Iterator[Group]:
    """Groups of parties no two of which are covered; every two that are not stand in one. Few, if not the fewest."""
    left = {pair for pair in combinations(parties, 2) if not covered(*pair)}
    for one in parties:
        while others := [other for other in parties if (one, other) in left]:
            group = [one]
            for other in others:
                if not any(covered(each, other) for each in group):
                    group.append(other)
            left.difference_update(combinations(group, 2))
            yield tuple(group)


def _passing(assessment: Assessment, covered: Covered) -> dict[Group, list[str]]:
    """A party that passes live risks on, then those that receive them: with these risks."""
    found: dict[Group, list[str]] = {}
    parties = assessment.arrangement.party_codes
    for risk in sorted((view.risk for view in assessment.live_risks), key=lambda risk: natural(risk.id)):
        giver = risk.transfer_from
        to = [code for code in parties if code in risk.transfer_to and code != giver]
        if giver in parties and (without := [code for code in to if not covered(giver, code)]):
            found.setdefault((giver, *without), []).append(risk.id)
    return found
