"""ACT-10: Preparation that does not yet reach most of the response (ISO 22397, A.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.analysis.activity_tree import ActivityTree, code_order, own_and_above
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.naming import of
from pipeline.analysis.words import listed_first
from pipeline.domain.arrangement import Activity
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_events, tables_are_whole
from pipeline.findings.registry import rule
from schemas.vocabulary import compared


@rule("ACT-10", reads=("Activities",))
def unprepared(assessment: Assessment) -> Iterable[Observation]:
    """Events of whose response leaves fewer than half are named in `supports` of a preparedness activity.

    An activity counts as named when one above it is. Where a cell cannot be read that may hold a
    name, or a row had to be left out, nothing is said.
    """
    tree = assessment.tree
    if not tables_are_whole(assessment.arrangement, "Activities"):
        return
    named, anywhere = _named(assessment), _named_for_no_readable_event(tree)
    for event, activities in tree.by_event.items():
        leaves = [item for item in activities if item.phase == "response" and tree.is_leaf(item)]
        supported = named.get(event, frozenset())
        if not leaves or supported is None or anywhere is None:
            continue
        named_in = supported | anywhere
        missing = [leaf for leaf in leaves if not named_in or named_in.isdisjoint(own_and_above(leaf))]
        if (len(leaves) - len(missing)) / len(leaves) < assessment.thresholds["activities.prepared_below"]:
            yield _seen(assessment, event, missing, len(leaves))


def _seen(assessment: Assessment, event: str, missing: list[Activity], all: int) -> Observation:
    missing.sort(key=lambda leaf: code_order(leaf.activity))
    not_yet = listed_first(map(of, missing), len(missing), "apart")
    values = {"reached": all - len(missing), "all": all, "missing": not_yet}
    rows = tuple(leaf.activity for leaf in missing)
    return of_events("ACT-10", "medium", assessment, event, rows=rows, values=values)


def _named(assessment: Assessment) -> Mapping[str, frozenset[str] | None]:
    """By event, the codes that its preparedness activities name; None where one of them cannot be read."""
    return {event: _codes(activities) for event, activities in assessment.tree.by_event.items()}


def _named_for_no_readable_event(tree: ActivityTree) -> frozenset[str] | None:
    return _codes(activity for activity in tree.activities if not activity.event)


def _codes(activities: Iterable[Activity]) -> frozenset[str] | None:
    """What those of them name that prepare, or whose phase cannot be read."""
    preparing = [item for item in activities if item.phase in ("preparedness", "")]
    if any("supports" in item.unknown for item in preparing):
        return None
    return frozenset(compared(code) for item in preparing for code in item.supports)
