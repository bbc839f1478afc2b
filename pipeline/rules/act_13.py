"""ACT-13: Perhaps the same work twice (ISO 22397, 5.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import compress

from pipeline.analysis.activity_tree import code_order, roles_unreadable
from pipeline.analysis.assessment import Assessment, commonest
from pipeline.analysis.words import lists_of_names
from pipeline.domain.arrangement import Activity
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_activity
from pipeline.findings.registry import rule
from schemas.vocabulary import compared
from schemas.wording.text import joined, text


@rule("ACT-13", reads=("Activities",))
def twice(assessment: Assessment) -> Iterable[Observation]:
    """Leaves alike in title, event, phase and place, with participants that are not all the same."""
    titles = [compared(leaf.title) for leaf in assessment.tree.leaves]
    again = {title for title, times in Counter(titles).items() if times > 1}
    alike: dict[tuple[str, ...], list[Activity]] = {}
    for leaf in compress(assessment.tree.leaves, map(again.__contains__, titles)):
        what = (leaf.title, leaf.event, leaf.phase, leaf.location)
        if all(what) and not roles_unreadable(leaf):
            alike.setdefault(tuple(map(compared, what)), []).append(leaf)
    for leaves in alike.values():
        if len(leaves) > 1 and len({frozenset(leaf.participants) for leaf in leaves}) > 1:
            yield _seen(assessment, sorted(leaves, key=lambda leaf: code_order(leaf.activity)))


def _seen(assessment: Assessment, leaves: list[Activity]) -> Observation:
    first, *_ = leaves
    who = tuple(dict.fromkeys(code for leaf in leaves for code in leaf.participants))
    named = lists_of_names(assessment.arrangement, (leaf.participants for leaf in leaves))
    each = joined((_taking_part(leaf, those) for leaf, those in zip(leaves, named, strict=True)), "apart")
    values = {
        "each": each,
        "title": _shown(leaf.title for leaf in leaves),
        "location": _shown(leaf.location for leaf in leaves),
    }
    rows = tuple(leaf.activity for leaf in leaves)
    return of_activity("ACT-13", "medium", first, rows=rows, partners=who, values=values)


def _shown(alike: Iterable[str]) -> str:
    """The commonest of several spellings of one text."""
    (spelling,) = commonest(alike).values()
    return spelling


def _taking_part(leaf: Activity, named: str) -> str:
    return text("phrases.with_partners", what=leaf.activity, partners=named or text("phrases.nobody"))
