"""The activities as a tree of dotted codes, with who takes part in each (ISO 22397, A.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from pipeline.domain.arrangement import Activity, Arrangement
from schemas.fields import PARTNER_MARK
from schemas.vocabulary import compared

DETAILS = ("scope_agreed", "coordination_rule", "capability", "resources")


def code_order(code: str) -> tuple[int, ...]:
    """Codes component by component: 1.2 before 1.10."""
    return tuple(map(int, code.split(".")))


def linked(activity: Activity) -> tuple[str, ...]:
    """Partners with any role, X included."""
    return tuple(activity.role)


def roles_unreadable(activity: Activity) -> bool:
    """Whether a role cell of it could not be understood, so that nothing can be said of who is missing."""
    return bool(activity.unknown) and any(key.startswith("role") for key in activity.unknown)


def is_resolved(activity: Activity) -> bool:
    """Whether an overlap is settled: one leader and all details, or several with scope and rule that say how."""
    if not (activity.scope_agreed and activity.coordination_rule):
        return False
    count = len(activity.leaders)
    return count > 1 or (count == 1 and bool(activity.capability and activity.resources))


def leaf_state(leaf: Activity) -> str:
    """What a leaf is: a gap (nobody, or offered), an overlap (open or resolved), one participant alone, or unreadable.

    Where a role cannot be read, a single participant may have company, and a gap may be none.
    """
    taking_part = len(leaf.participants)
    if taking_part >= 2:
        return "resolved" if is_resolved(leaf) else "open"
    if roles_unreadable(leaf):
        return "unreadable"
    if taking_part:
        return "one"
    return "offered" if linked(leaf) else "nobody"


def above_codes(code: str) -> tuple[str, ...]:
    """The codes above a code, the nearest first, whether or not such rows exist: 1.2 and 1 for 1.2.3."""
    parts = code.split(".")
    return tuple(".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))


def own_and_above(activity: Activity) -> tuple[str, ...]:
    """The code of an activity, then the codes above it."""
    return (activity.activity, *above_codes(activity.activity))


def known_roles(arrangement: Arrangement) -> Arrangement:
    """The arrangement, with a role of an organisation that is not in Partners (PAR-06) as not understood.

    Nobody can say who takes part there, nor that nobody does. The others stand in the order of
    Partners, wherever their columns stand. While there is no table of partners, it stays as it is.
    """
    if "Partners" in arrangement.missing:
        return arrangement
    codes = dict.fromkeys([*arrangement.by_code, *sorted(arrangement.partner_codes)])
    places = {code: place for place, code in enumerate(codes)}
    standing = {
        codes: tuple(sorted((code for code in codes if code in places), key=places.__getitem__))
        for codes in {tuple(activity.role) for activity in arrangement.activities}
    }
    if all(codes == known for codes, known in standing.items()):
        return arrangement
    activities = tuple([_known_roles(item, standing[tuple(item.role)]) for item in arrangement.activities])
    return replace(arrangement, activities=activities)


def _known_roles(activity: Activity, known: tuple[str, ...]) -> Activity:
    if known == tuple(activity.role):
        return activity
    strangers = activity.role.keys() - known
    unknown = activity.unknown | {f"role{PARTNER_MARK}{code}" for code in strangers}
    return replace(activity, role={code: activity.role[code] for code in known}, unknown=unknown)


def _bottom_up(activity: Activity) -> tuple[int, tuple[int, ...]]:
    """The deepest first, then by code component by component."""
    order = code_order(activity.activity)
    return -len(order), order


class ActivityTree:
    """The activities of one arrangement, by code; `left_out` are codes of unusable rows, which still count as known."""

    def __init__(self, activities: Iterable[Activity], left_out: Collection[str] = ()) -> None:
        self.activities = tuple(activities)
        self.left_out = frozenset(left_out)

    @cached_property
    def by_code(self) -> Mapping[str, Activity]:
        """The activities by code."""
        return {activity.activity: activity for activity in self.activities}

    @cached_property
    def children(self) -> Mapping[str, tuple[Activity, ...]]:
        """The activities directly below each code, for codes that have any."""
        found: dict[str, list[Activity]] = {}
        for activity in self.activities:
            above, dot, _ = activity.activity.rpartition(".")
            if dot:
                found.setdefault(above, []).append(activity)
        return {code: tuple(below) for code, below in found.items()}

    @cached_property
    def by_event(self) -> Mapping[str, tuple[Activity, ...]]:
        """The activities for each event, by the event as compared; those without a readable event are in none."""
        found: dict[str, list[Activity]] = {}
        for activity in self.activities:
            if activity.event:
                found.setdefault(compared(activity.event), []).append(activity)
        return {event: tuple(those) for event, those in found.items()}

    @cached_property
    def parents(self) -> tuple[Activity, ...]:
        """The activities with any directly below them, in the order of the rows."""
        children = self.children
        return tuple([activity for activity in self.activities if activity.activity in children])

    def parent(self, activity: Activity) -> Activity | None:
        """The activity directly above, None at the top or where it is missing."""
        return self.by_code.get(activity.activity.rpartition(".")[0])

    def above(self, activity: Activity) -> tuple[Activity, ...]:
        """All activities above it, the nearest first."""
        found = []
        parent = self.parent(activity)
        while parent is not None:
            found.append(parent)
            parent = self.parent(parent)
        return tuple(found)

    @cached_property
    def _with_descendants(self) -> frozenset[str]:
        codes: set[str] = set()
        for code in (*self.by_code, *self.left_out):
            above = code.rpartition(".")[0]
            while above and above not in codes:  # those above one that is there are there, too
                codes.add(above)
                above = above.rpartition(".")[0]
        return frozenset(codes)

    def is_leaf(self, activity: Activity) -> bool:
        """Whether no activity has a code below its own."""
        return activity.activity not in self._with_descendants

    @cached_property
    def _above_left_out(self) -> frozenset[str]:
        return frozenset(code.rpartition(".")[0] for code in self.left_out)

    def sees_all_below(self, activity: Activity) -> bool:
        """Whether no row directly below it had to be left out, so that one may say who is missing there."""
        return activity.activity not in self._above_left_out

    def without_role_below(self, activity: Activity, codes: Collection[str]) -> tuple[str, ...]:
        """Those of `codes` with no role, X included, in any activity directly below.

        None of them where nothing is below, or a row there had to be left out.
        """
        below = self.children.get(activity.activity, ())
        if not below or not self.sees_all_below(activity):
            return ()
        missing = set(codes)
        for child in below:
            missing.difference_update(child.role)
            if not missing:
                return ()  # so it mostly is after a few
        unseen = [code for code in codes if code in missing]
        return tuple([code for code in unseen if all(child.blank("role", code) for child in below)])

    @cached_property
    def leaves(self) -> tuple[Activity, ...]:
        """The activities with none below them, in the order of the rows."""
        parents = self._with_descendants
        return tuple([activity for activity in self.activities if activity.activity not in parents])

    @cached_property
    def overlaps(self) -> tuple[Activity, ...]:
        """Leaves with two or more participants, in the order to settle them.

        Bottom-up as A.2 asks: the deepest first, then by code component by component.
        """
        found = [activity for activity in self.leaves if len(activity.participants) >= 2]
        return tuple(sorted(found, key=_bottom_up))
