"""Who does the work: this process where it is little, workers where it is much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.run.discover import Found
from pipeline.run.workers import Item, Limits, Result, each

FEW = 3
SMALL = 1 << 20


class Crew:
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


def are_few(files: Sequence[Found]) -> bool:
    """Whether starting workers would take longer than the work."""
    return len(files) == 1 or (len(files) <= FEW and all(found.size <= SMALL for found in files))
