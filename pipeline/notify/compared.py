"""What differs between a run and the one before it, workbook by workbook: counts, never what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.analysis.action_states import can_be_overdue
from pipeline.disclosure.audience import OUTSIDE, PARTIES, named
from pipeline.files.backends import as_path
from pipeline.files.names import as_unicode
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.result import RunResult
from pipeline.run.state.history_writer import items_of, this_run
from pipeline.run.workbook.outcome import NOT_COUNTED
from pipeline.store.previous_run import Before, Items, before, gone
from pipeline.store.progress import items_at

if TYPE_CHECKING:
    from pipeline.store.history import History

# Which of these it was says nothing about the results: they are in the workbook, or would be.
_WELL = frozenset({"written", "unchanged", "checked", "beside"})

_NEW = ("written", "beside")


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What is new about one workbook: it was seen for the first time, is gone, or how many actions came and went.

    `overdue` counts actions that went past their agreed date since. All 0: something else differs.
    """

    path: Path
    title: str
    first: bool = False
    gone: bool = False
    new: int = 0
    reopened: int = 0
    resolved: int = 0
    overdue: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """The workbooks that differ from the last run, and whether the run as a whole came out otherwise than that one.

    `known` is False where there is no history to compare with.
    """

    workbooks: tuple[Change, ...] = ()
    came_out_otherwise: bool = False
    known: bool = True

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.workbooks) or self.came_out_otherwise


def compared(ended: RunResult, history: History | None, today: date) -> Changes:
    """The run against those before it. Raises SQLAlchemyError where the history does not answer.

    Without a history, what was written into a workbook is what differs.
    """
    ours = [result for result in ended.results if result.status not in NOT_COUNTED]
    if history is None:
        written = [Change(path=result.path, title=result.title) for result in ours if result.status in _NEW]
        return Changes(workbooks=tuple(written), came_out_otherwise=ended.code != 0, known=False)
    opened = [as_unicode(result.path.absolute()) for result in ours if result.was_opened]
    was = before(history, this_run(ended), opened)
    told = _told(history, ended, was, ours)
    changes = (
        _change(result, was, today) if is_told_all(result, ended.audience) else _told_change(result, was, told)
        for result in ours
    )  # fmt: skip
    found = [change for change in changes if change]
    lost = [
        Change(path=as_path(path), title=was.workbooks[path]["title"], gone=True)
        for path in gone(this_run(ended), was.paths, was.workbooks)
    ]
    return Changes(
        workbooks=(*found, *lost), came_out_otherwise=not was.was or was.code != ended.code
    )  # fmt: skip


def _told(
    history: History, ended: RunResult, was: Before, ours: list[WorkbookResult]
) -> dict[str, Mapping[str, Any]]:  # fmt: skip
    """What others were last told of the workbooks of which they may not be told all, by path."""
    partly = [as_unicode(result.path.absolute()) for result in ours if not is_told_all(result, ended.audience)]
    then = {path: was.paths.get(path, path) for path in partly}
    items = items_at(history, then.values(), ended.run_id, OUTSIDE, before=True)
    return {path: items[there] for path, there in then.items() if there in items}


def _change(result: WorkbookResult, was: Before, today: date) -> Change | None:
    path = as_unicode(result.path.absolute())
    earlier = was.result(path)
    items = was.items.get(path)
    if earlier is None and items is None:
        return Change(path=result.path, title=result.title, first=True)
    status = earlier is not None and (
        _kind(earlier["status"]) != _kind(result.status) or earlier["cell_errors"] != result.cell_errors
    )
    if not result.was_opened or not result.was_read or items is None:
        return Change(path=result.path, title=result.title) if status else None
    now = _items(result)
    if now == items and not status and not _overdue(now, today) - _overdue(items, _day(was.days[path])):
        return None
    return Change(
        path=result.path, title=result.title,
        new=sum(_is_new(now, items, key) for key in now), reopened=_became("reopened", now, items),
        resolved=_became("resolved", now, items),
        overdue=len(_overdue(now, today) - _overdue(items, _day(was.days[path]))),
    )  # fmt: skip


def is_told_all(result: WorkbookResult, audience: str) -> bool:
    """Whether the audience of a run may be told the numbers of all rows of a workbook."""
    return named(audience) == PARTIES or result.edition(audience) == PARTIES


def _told_change(result: WorkbookResult, was: Before, told: Mapping[str, Mapping[str, Any]]) -> Change | None:
    """The change as others may be told of it: nothing that rests on a row that is not shared."""
    path = as_unicode(result.path.absolute())
    earlier, items = was.result(path), told.get(path)
    if earlier is None and items is None:
        return Change(path=result.path, title=result.title, first=True)
    status = earlier is not None and _kind(earlier["status"]) != _kind(result.status)
    now = result.numbers(OUTSIDE)
    if not result.was_opened or not now or items is None:
        return Change(path=result.path, title=result.title) if status else None
    if not status and all(now[name] == items[name] for name in ("findings", "actions")):
        return None
    actions, old = now["actions"], items["actions"]

    def became(name: str) -> set[str]:
        return {id for id, action in actions.items() if action[name] and not old.get(id, {}).get(name)}

    return Change(
        path=result.path, title=result.title, new=len(actions.keys() - old.keys() - became("back")),
        reopened=len(became("back")), resolved=len(old.keys() - actions.keys()), overdue=len(became("late")),
    )  # fmt: skip


def _kind(status: str) -> str:
    return "well" if status in _WELL else status


def _items(result: WorkbookResult) -> Items:
    return {key: said[:3] for key, said in items_of(result).items()}


def _is_new(now: Items, items: Items, key: tuple[str, str]) -> bool:
    kind, _ = key
    state, *_ = now[key]
    return kind == "action" and key not in items and state in ("new", "open")


def _became(state: str, now: Items, items: Items) -> int:
    is_now = {(kind, id) for (kind, id), (found, *_) in now.items() if kind == "action" and found == state}
    was = {key for key, (found, *_) in items.items() if found == state}
    return len(is_now - was)


def _overdue(items: Mapping[tuple[str, str], tuple[str, str, str]], day: date) -> set[str]:
    return {
        name
        for (kind, name), (state, status, due) in items.items()
        if kind == "action" and due and due < day.isoformat() and state != "resolved" and can_be_overdue(status)
    }


def _day(text: str) -> date:
    return date.fromisoformat(text)
