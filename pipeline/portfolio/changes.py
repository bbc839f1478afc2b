"""What changed in each partnership since the last run over the folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.portfolio.from_history import Past
from pipeline.portfolio.partnership import Partnership


@dataclass(frozen=True)
class Change:
    """Findings that are new, closed or back again, and actions newly past their date, by their ids.

    `is_first`: the partnership was not there in the last run, or had never been read.
    """

    new: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    is_first: bool = False

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return self.is_first or bool(self.new or self.closed or self.back or self.late)


@dataclass(frozen=True)
class Changes:
    """The change of each partnership that was read, by path; and the workbooks that were read last time, but not now.

    `gone` are no longer there, `unread` are there and could not be read; both are paths.
    """

    of: Mapping[str, Change]
    gone: tuple[str, ...]
    unread: tuple[str, ...]


def changes(partnerships: Iterable[Partnership], past: Past) -> Changes | None:
    """What changed; None where there is no run to compare with."""
    if not past.last:
        return None
    ours = {one.place: one for one in partnerships}
    found = {path: _since(past, past.same.get(path), one) for path, one in ours.items() if one.was_read}
    now_at = {was: path for path, was in past.same.items()}
    unread = sorted(now_at[path] for path in past.then if path in now_at and not ours[now_at[path]].was_read)
    return Changes(found, past.gone, tuple(unread))


def _since(past: Past, was: str | None, one: Partnership) -> Change:
    """What differs from the last run, in which the workbook lay at `was`, None where it was not there."""
    before = past.before.get(was or "")
    if was is None or (was not in past.then and before is None):
        return Change(is_first=True)
    return _change(one, before)


def _change(one: Partnership, before: Mapping[str, Any] | None) -> Change:
    """What differs between then and now. `before` is None where no run opened it since."""
    if before is None:
        return Change()
    now = one.items
    was, is_now = set(before["findings"]), set(now["findings"])
    late = {id for id, action in now["actions"].items() if action["late"]}
    was_late = {id for id, action in before["actions"].items() if action["late"]}
    appeared = is_now - was
    back = {id for id in appeared if now["actions"].get(id, {}).get("back")}
    return Change(
        new=_sorted(appeared - back), closed=_sorted(was - is_now), back=_sorted(back), late=_sorted(late - was_late)
    )


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))


def change_totals(changes: Changes) -> dict[str, int]:
    """How many of each kind over all partnerships."""
    return {
        name: sum(len(getattr(change, name)) for change in changes.of.values())
        for name in ("new", "closed", "back", "late")
    }


def changed(changes: Changes) -> Iterator[str]:
    """The paths of partnerships in which something changed."""
    return (path for path, change in changes.of.items() if change)
