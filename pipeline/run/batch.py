"""Many workbooks: identify, then act, one trap a workbook, so that the batch always finishes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.run.copies import as_copy, copies
from pipeline.run.options import Options
from pipeline.run.report import Report
from pipeline.run.task import Task, identify, lost, sendable, work
from pipeline.run.workers import Item, Limits, Result, each

Told = Callable[[Report], None]
FEW = 3
SMALL = 1 << 20


def run(
    paths: Iterable[Path],
    options: Options,
    limits: Limits = Limits(),  # noqa: B008 (a frozen value)
    after: Told | None = None,
    debug: bool = False,
) -> list[Report]:
    """Work through the workbooks, in workers where there are many; `after` is called with each report.

    Two workbooks with one arrangement id are copies of each other: both are checked, neither is
    written (DESIGN.md, The workbook). `debug` lets our own mistakes through with their traceback.
    """
    paths = list(paths)
    crew = _Crew(limits, here=debug or _are_few(paths))
    done: dict[Path, Report] = {}
    twins: dict[Path, tuple[Path, ...]] = {}
    if options.write and len(paths) > 1:
        ids = {}
        for path, found in crew.each(identify, paths):
            if isinstance(found, Exception):
                done[path] = lost(path, found, limits)
            else:
                ids[path] = found
        twins = copies(ids)
    options = sendable(options)
    tasks = [
        Task(path, replace(options, write=False) if path in twins else options, debug)
        for path in paths
        if path not in done
    ]
    for task, made in crew.each(work, tasks):
        report = lost(task.path, made, limits) if isinstance(made, Exception) else made
        done[task.path] = as_copy(report, twins[task.path]) if task.path in twins else report
        if after:
            after(done[task.path])
    return [done[path] for path in paths]


def _are_few(paths: Sequence[Path]) -> bool:
    """Whether starting workers would take longer than the work."""
    return len(paths) == 1 or (len(paths) <= FEW and all(_size(path) <= SMALL for path in paths))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class _Crew:
    """Does a task for each item, `here` or in workers."""

    def __init__(self, limits: Limits, here: bool) -> None:
        self._limits = limits
        self._here = here

    def each(self, task: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[Item, Result | Exception]]:
        """Each item with its result, or with what ended it."""
        if not self._here and items:
            yield from ((items[place], result) for place, result in each(task, items, self._limits))
            return
        for item in items:
            try:
                yield item, task(item)
            except MemoryError as problem:
                yield item, problem
