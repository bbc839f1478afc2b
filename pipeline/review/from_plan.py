"""What became of the action plan in the days of a review: done, no longer found, new, and past its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.analysis.naming import cut
from pipeline.analysis.words import day, listed
from pipeline.domain.cell import Cell
from pipeline.report.actions import Act
from pipeline.review.item import Item
from pipeline.review.period import Period
from pipeline.store.earlier import Stood
from schemas.wording.text import text

_LONGEST = 140


def from_plan(acts: Iterable[Act], then: Stood | None, period: Period) -> Iterator[Item]:
    """The actions that changed; one that was done at an unknown day counts unless a run saw it so before."""
    listed_acts = tuple(acts)
    for act in listed_acts:
        yield from _ended(act, then, period)
    # What only this computation proposes is in no workbook yet: its findings speak for it.
    kept = [act for act in listed_acts if act.row.source is not None and act.stands]
    came = [act for act in kept if period.holds(_day(act, "first_found"))]
    if came and then is not None:
        came = [act for act in came if act.id not in then.actions]
    if came:
        says = text("review.items.actions_new", count=len(came), actions=listed(act.id for act in came))
        yield Item("improvement", "action", says, None, _cell(came[0], "action"))
    for act in listed_acts:
        if act.late and act.stands:
            says = text("review.items.action_late", action=_named(act), day=act.due)
            yield Item("improvement", "action", says, None, _cell(act, "agreed_due"), is_new=False)


def _ended(act: Act, then: Stood | None, period: Period) -> Iterator[Item]:
    was = then.actions.get(act.id, ("", "")) if then else ("", "")
    verified = day_in(act.theirs["verified_on"])
    if act.status == "verified" and (period.holds(verified) if verified else was[1] != "verified"):
        key = "by" if act.theirs["verified_by"] else "plain"
        says = text(f"review.items.verified.{key}", action=_named(act), by=act.theirs["verified_by"])
        yield Item("improvement", "action", says, verified, _cell(act, "status"))
    elif act.status == "done" and was[1] not in ("done", "verified"):
        says = text("review.items.action_done", action=_named(act))
        yield Item("improvement", "action", says, None, _cell(act, "status"))
    elif act.row.value("state") == "resolved" and period.holds(last := _day(act, "last_found")) and last:
        says = text("review.items.action_resolved", action=_named(act), day=day(last))
        yield Item("improvement", "action", says, last, _cell(act, "state"))


def _named(act: Act) -> str:
    """An action by its id and the first of its words."""
    what = act.row.value("what_to_do").partition("\n")[0] or act.about
    return text("phrases.headed", heading=act.id, items=cut(what, _LONGEST)) if what else act.id


def _cell(act: Act, column: str) -> Cell | None:
    return Cell("ActionPlan", act.row.source, column) if act.row.source else None


def _day(act: Act, name: str) -> date | None:
    return day_in(act.row.value(name))


def day_in(said: str) -> date | None:
    """The day that a text begins with in ISO form, None where it does not."""
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None
