"""The responsibility matrix: the tree of activities with roles, gaps and overlaps (ISO 22397, Annex A)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.analysis.activity_tree import (
    ActivityTree,
    above_codes,
    code_order,
    leaf_state,
)
from pipeline.domain.arrangement import Activity, Arrangement, are_alike
from pipeline.results.overlaps import what_to_settle

# What a leaf may be, the one to look at first in front.
STATES = ("nobody", "offered", "open", "unreadable", "resolved", "one")
TO_SETTLE = frozenset(STATES[:3])


@dataclass(frozen=True, slots=True)
class Row:
    """An activity of the matrix: where it stands in the tree, and what is still to settle.

    `state` is one of STATES for a leaf, `below` for an activity with something open below it, and
    "" for one without.
    """

    activity: Activity
    depth: int
    is_leaf: bool
    state: str
    below: int
    settle: str
    follows: bool  # phase and event are those of the activity directly above


def matrix_rows(tree: ActivityTree, arrangement: Arrangement) -> tuple[Row, ...]:
    """Every activity in the order of the codes."""
    states = {leaf.activity: leaf_state(leaf) for leaf in tree.leaves}
    below: Counter[str] = Counter()
    for code, state in states.items():
        if state in TO_SETTLE:
            below.update(above_codes(code))
    return tuple(
        Row(
            activity,
            activity.activity.count("."),
            activity.activity in states,
            states.get(activity.activity, "below" if below[activity.activity] else ""),
            below[activity.activity],
            what_to_settle(arrangement, activity) if states.get(activity.activity) == "open" else "",
            _follows(activity, tree.parent(activity)),
        )
        for activity in sorted(tree.activities, key=lambda item: code_order(item.activity))
    )


def _follows(activity: Activity, above: Activity | None) -> bool:
    return above is not None and activity.phase == above.phase and are_alike(activity.event, above.event)


def counted(found: tuple[Row, ...]) -> Mapping[str, int]:
    """How many leaves are in each state, every state named."""
    count = Counter(row.state for row in found if row.is_leaf)
    return {state: count[state] for state in STATES}


def queue(found: tuple[Row, ...]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """What is to settle by state; overlaps bottom-up, the deepest first, as A.2 asks."""
    for state in STATES:
        if state in TO_SETTLE:
            those = [row for row in found if row.state == state]
            if those:
                yield state, tuple(sorted(those, key=lambda row: -row.depth if state == "open" else 0))
