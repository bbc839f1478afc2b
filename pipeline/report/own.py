"""What one party should look at first, as links into the page that all parties see."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.report.actions import Owned
from pipeline.report.agenda import Item
from pipeline.report.risks import MissingViews
from pipeline.report.where import anchor

# (anchor, text) pairs under the name of their heading.
Links = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def links(
    assessment: Assessment,
    partner: str,
    owned: tuple[Owned, ...],
    topics: Iterable[Item],
    missing: tuple[MissingViews, ...],
) -> Links:
    """The party's actions, the views it has not given yet, what it is part of; nothing for the page for all."""
    if not partner:
        return ()
    acts = [act for group in owned if partner in group.owners for act in group.acts]
    waiting = [
        (kind, id)
        for code, ids, more in missing
        if code == partner
        for kind, those in (("r", ids), ("i", more))
        for id in those
    ]
    beyond = [view for view in assessment.live_risks if partner in view.beyond]
    return (
        ("actions", tuple((anchor("p", act.id), f"{act.due} {act.row.value('what_to_do')}") for act in acts)),
        ("views", tuple((anchor(kind, id), id) for kind, id in waiting)),
        ("discuss", tuple((anchor("t", one.id), one.name) for one in topics if partner in {*one.hear, *one.partners})),
        ("accepts", tuple((anchor("r", view.risk.risk), view.named) for view in beyond)),
    )
